// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * The thread of a capture with a callback. Callbacks may stop captures, their own included, and a
 * stop waits for the capture's thread; but threads that would wait for each other do not.
 */
final class DeliveryThread extends Thread {

    /** The thread for whose end this one waits. Guarded by the class. */
    private @Nullable DeliveryThread awaited;

    DeliveryThread(Runnable task) {
        super(task, "pixelflux-capture");
        setDaemon(true);
    }

    /**
     * Waits until this thread has ended, but returns at once if this thread waits for the caller,
     * perhaps by way of others. To wait is the contract of stop, so an interrupt is kept for later
     * and does not end the wait.
     */
    void awaitEnd() {
        if (!(Thread.currentThread() instanceof DeliveryThread caller)) {
            joinUninterruptibly();
        } else if (caller.beginsToAwait(this)) {
            try {
                joinUninterruptibly();
            } finally {
                caller.awaitsNobody();
            }
        }
    }

    /** Whether this may wait for the other; notes that it does. */
    private boolean beginsToAwait(DeliveryThread other) {
        synchronized (DeliveryThread.class) {
            for (DeliveryThread next = other; next != null; next = next.awaited) {
                if (next == this) {
                    return false;
                }
            }
            awaited = other;
            return true;
        }
    }

    private void awaitsNobody() {
        synchronized (DeliveryThread.class) {
            awaited = null;
        }
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
