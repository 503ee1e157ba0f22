// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import org.pixelflux.support.X11Paint.Step;

/** How a screen changes: by pictures that the server keeps, so that painting is cheap. */
public interface Workload {

    /** Paints a second; 0 if nothing changes. */
    double rate();

    /**
     * How many seconds to measure it, or a multiple of that, so that it hardly matters when that
     * began; 1 if every second of it costs what the others cost.
     */
    default int roundSeconds() {
        return 1;
    }

    /** How many seconds to measure it: those of whole rounds, and at least so many. */
    default int secondsOfWholeRounds(int seconds) {
        int round = roundSeconds();
        return (seconds + round - 1) / round * round;
    }

    /** What lies over the desktop before the first paint. */
    List<Step> first();

    /** The paint with that number, counted from 0. The paints before it have been carried out. */
    List<Step> paint(long index);
}
