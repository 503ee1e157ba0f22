// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

/** Counts what a thread receives, and leaves no garbage of its own. Read by any thread. */
final class DeliveryTotals {

    private long frames;
    private long stripes;
    private long bytes;
    private long wakeAt = Long.MAX_VALUE;

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
        stripes++;
        bytes += size;
        if (lastOfFrame && ++frames >= wakeAt) {
            notifyAll();
        }
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
