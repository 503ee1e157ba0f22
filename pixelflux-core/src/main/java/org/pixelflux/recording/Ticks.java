// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import org.pixelflux.mp4.VideoTrack;

/** Times of a track, in its units, and those of the program. */
final class Ticks {

    /** 100,000 nanoseconds are 9 units, exactly. */
    private static final long NANOS = 100_000;

    private static final long UNITS = 9;

    private Ticks() {}

    static long ofNanos(long nanos) {
        return Math.floorDiv(nanos, NANOS) * UNITS + Math.floorMod(nanos, NANOS) * UNITS / NANOS;
    }

    static long of(Duration duration) {
        return ofNanos(duration.toNanos());
    }

    static long toNanos(long ticks) {
        return ticks / UNITS * NANOS + ticks % UNITS * NANOS / UNITS;
    }

    static long toMillis(long ticks) {
        return ticks * 1000 / VideoTrack.TIMESCALE;
    }
}
