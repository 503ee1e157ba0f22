// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;

/**
 * Runs a task after a delay. A delay that would end later than one that is already running starts
 * nothing. Thread-safe.
 */
final class Reminder {

    private final Relay relay;
    private final Runnable task;

    private boolean waiting;
    private long dueNanos;

    /**
     * @param relay whose clock and timer it uses
     */
    Reminder(Relay relay, Runnable task) {
        this.relay = relay;
        this.task = task;
    }

    /** Runs the task after the delay, unless it is going to run earlier. */
    void after(Duration delay) {
        long due = relay.nanoTime() + delay.toNanos();
        synchronized (this) {
            if (waiting && dueNanos - due <= 0) {
                return;
            }
            waiting = true;
            dueNanos = due;
        }
        if (!relay.runAfter(delay, () -> run(due))) {
            forget(due);
        }
    }

    private void run(long due) {
        forget(due);
        task.run();
    }

    private synchronized void forget(long due) {
        if (dueNanos == due) {
            waiting = false;
        }
    }
}
