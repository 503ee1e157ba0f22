// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

/** Counts what a thread receives, and leaves no garbage of its own. Read by any thread. */
final class DeliveryTotals {

    private long frames;
    private long stripes;
    private long bytes;
    private long wakeAt = Long.MAX_VALUE;
    private final Gaps gaps = new Gaps();
    private boolean withinFrame;
    private long lastNanos;

    record Counts(long frames, long stripes, long bytes) {

        Counts since(Counts earlier) {
            return new Counts(
                    frames - earlier.frames, stripes - earlier.stripes, bytes - earlier.bytes);
        }
    }

    /**
     * @param lastOfFrame whether its frame is complete with it
     */
    synchronized void stripe(int size, boolean lastOfFrame) {
        long now = System.nanoTime();
        if (withinFrame) {
            gaps.add(now - lastNanos);
        }
        lastNanos = now;
        withinFrame = !lastOfFrame;
        stripes++;
        bytes += size;
        if (lastOfFrame && ++frames >= wakeAt) {
            notifyAll();
        }
    }

    /** Between two stripes of one frame, where the deliverer waits for nothing. A copy. */
    synchronized Gaps gaps() {
        return gaps.copy();
    }

    synchronized Counts counts() {
        return new Counts(frames, stripes, bytes);
    }

    /** Waits until so many more frames are complete. For one thread at a time. */
    synchronized void await(int more) throws InterruptedException {
        wakeAt = frames + more;
        while (frames < wakeAt) {
            wait();
        }
        wakeAt = Long.MAX_VALUE;
    }
}
