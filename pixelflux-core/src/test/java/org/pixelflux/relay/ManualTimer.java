// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.PriorityQueue;

/** A clock and a timer that move only when the test says so. */
final class ManualTimer implements RelayTimer {

    private record Task(long dueNanos, long order, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    (a, b) ->
                            a.dueNanos() == b.dueNanos()
                                    ? Long.compare(a.order(), b.order())
                                    : Long.compare(a.dueNanos(), b.dueNanos()));
    private long now = 1_000_000_000_000L;
    private long order;

    @Override
    public void runAfter(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toNanos(), order++, task));
    }

    long nanoTime() {
        return now;
    }

    /** Lets so much time pass, and runs what is due on the way. */
    void advance(Duration duration) {
        long end = now + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().dueNanos() <= end) {
            Task task = tasks.poll();
            now = Math.max(now, task.dueNanos());
            task.action().run();
        }
        now = end;
    }
}
