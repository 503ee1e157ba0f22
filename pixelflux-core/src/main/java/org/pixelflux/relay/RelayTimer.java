// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a task once, later, on a thread of its own. */
@FunctionalInterface
public interface RelayTimer {

    /** Returns at once. A timer that is shut down may forget the task. */
    void runAfter(Duration delay, Runnable task);

    /**
     * A timer on this executor's threads, which forgets its tasks once the executor is shut down.
     * Any thread.
     *
     * @param executor belongs to the caller
     */
    static RelayTimer of(ScheduledExecutorService executor) {
        return (delay, task) -> {
            try {
                executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                if (!executor.isShutdown()) {
                    throw e;
                }
            }
        };
    }
}
