// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.concurrent.TimeUnit;

/** Counts the frames of the last second. Any thread. */
final class RecentFrames {

    /** More frames than a capture may have in a second. */
    private static final int KEPT = 256;

    private final long[] times = new long[KEPT];
    private long count;

    /**
     * @param nanos when the frame was, on any clock that {@link #inTheSecondBefore} uses too
     */
    synchronized void add(long nanos) {
        times[(int) (count % KEPT)] = nanos;
        count++;
    }

    synchronized int inTheSecondBefore(long nanos) {
        int frames = 0;
        for (long age = 1; age <= Math.min(count, KEPT); age++) {
            if (nanos - times[(int) ((count - age) % KEPT)] >= TimeUnit.SECONDS.toNanos(1)) {
                break;
            }
            frames++;
        }
        return frames;
    }
}
