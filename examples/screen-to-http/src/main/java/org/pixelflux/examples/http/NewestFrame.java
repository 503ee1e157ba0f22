// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The newest picture of the screen. The capture puts it here and never waits; each stream takes
 * what is newest when it is ready for more, so that a slow one gets fewer pictures and no queue
 * grows. While nothing is captured the picture is old, and nobody gets it.
 */
class NewestFrame {

    private final BooleanSupplier capturing;
    private byte[] newest;
    private boolean ended;

    /**
     * @param capturing whether the screen is captured just now; must not block
     */
    NewestFrame(BooleanSupplier capturing) {
        this.capturing = capturing;
    }

    /** Replaces the picture; the array is not to be changed any more. */
    synchronized void set(byte[] jpeg) {
        newest = jpeg;
        notifyAll();
    }

    /** Whether the newest picture is that of now. */
    boolean isOfNow() {
        return capturing.getAsBoolean();
    }

    /**
     * Waits for another picture than the one seen last, and for a capture that is lost.
     *
     * @param seen what this returned before; null: nothing yet
     * @param patience after so long the same picture is returned again, if it is that of now
     * @return null when there will be none any more
     */
    synchronized byte[] after(byte[] seen, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ended && newest == seen) {
            long left = deadline - System.nanoTime();
            if (seen == null) {
                wait();
            } else if (left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } else {
                break;
            }
        }
        while (!ended && !isOfNow()) {
            // The next picture ends this.
            wait();
        }
        return ended ? null : newest;
    }

    /** Ends the wait of all streams, for good. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
