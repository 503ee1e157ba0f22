// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import org.pixelflux.support.X11Paint.Copy;

/** How a screen changes: copies of pictures that the server keeps, so that painting is cheap. */
public interface Workload {

    /** Paints a second; 0 if nothing changes. */
    double rate();

    /** What lies over the desktop before the first paint. */
    List<Copy> first();

    /** The paint with that number, counted from 0. The paints before it have been carried out. */
    List<Copy> paint(long index);
}
