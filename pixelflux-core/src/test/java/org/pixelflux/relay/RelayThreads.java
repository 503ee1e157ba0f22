// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads for viewers, and a clock for relays that is much faster than the world's. */
final class RelayThreads {

    /** A relay's pauses are seconds. */
    private static final int SPEED = 200;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final long start = System.nanoTime();

    Relay relay(RefreshSource source) {
        return new Relay(
                source,
                (delay, task) ->
                        clock.schedule(task, delay.toNanos() / SPEED, TimeUnit.NANOSECONDS),
                () -> (System.nanoTime() - start) * SPEED);
    }

    /** On some thread, unless all is at its end. */
    void execute(Runnable task) {
        if (!threads.isShutdown()) {
            threads.execute(task);
        }
    }

    /** On some thread; the future throws what it throws. */
    Future<?> submit(Runnable task) {
        return threads.submit(task);
    }

    /** Ends all of them. */
    void end() throws InterruptedException {
        threads.shutdownNow();
        clock.shutdownNow();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
}
