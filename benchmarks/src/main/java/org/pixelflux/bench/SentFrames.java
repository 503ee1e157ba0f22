// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When frames came, and how many bytes each of them had. */
final class SentFrames {

    private record Sent(long nanos, long bytes) {}

    private final List<Sent> frames = new ArrayList<>();

    /**
     * @param nanos of System.nanoTime, not before those of the frame before
     */
    void add(long nanos, long bytes) {
        frames.add(new Sent(nanos, bytes));
    }

    int count() {
        return frames.size();
    }

    long bytes() {
        return frames.stream().mapToLong(Sent::bytes).sum();
    }

    /** The largest frame; 0 if none came. */
    long largest() {
        return frames.stream().mapToLong(Sent::bytes).max().orElse(0);
    }

    /** The most bytes that came within any stretch of time of that length. */
    long mostWithin(Duration length) {
        long most = 0;
        long within = 0;
        int first = 0;
        for (Sent frame : frames) {
            within += frame.bytes;
            while (frame.nanos - frames.get(first).nanos >= length.toNanos()) {
                within -= frames.get(first).bytes;
                first++;
            }
            most = Math.max(most, within);
        }
        return most;
    }

    /** The longest time without a frame between these two moments. */
    Duration longestGap(long beginNanos, long endNanos) {
        long longest = 0;
        long before = beginNanos;
        for (Sent frame : frames) {
            longest = Math.max(longest, frame.nanos - before);
            before = frame.nanos;
        }
        return Duration.ofNanos(Math.max(longest, endNanos - before));
    }
}
