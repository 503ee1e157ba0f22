// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a page was sent and has not got yet, by time. The kernel and the network keep seconds of
 * pictures for a slow page, which are old when it gets them. So a mark follows each frame, which
 * the page sends back, and nothing more is sent while a frame with its mark is away for long.
 * Thread-safe.
 */
final class InFlight {

    /** How much longer than the quickest one a frame with its mark may be away. */
    static final Duration LONGEST = Duration.ofMillis(100);

    private record Mark(long number, long begunNanos) {}

    private final LongSupplier nanoTime;
    private final Deque<Mark> away = new ArrayDeque<>();
    private long lastNumber;
    private long quickest;
    private boolean measured;
    private @Nullable Runnable waiting;

    /**
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    InFlight(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A mark is sent now; returns its number.
     *
     * @param begunNanos when the frame before it began to be sent: the kernel may not have taken
     *     all of a large one at once
     */
    synchronized long mark(long begunNanos) {
        away.add(new Mark(++lastNumber, begunNanos));
        return lastNumber;
    }

    /** The number of the last mark; 0 if there was none. */
    synchronized long lastMark() {
        return lastNumber;
    }

    /** Runs {@code next} when more may be sent, perhaps now. The next call follows that. */
    void whenFree(Runnable next) {
        synchronized (this) {
            if (isLong()) {
                waiting = next;
                return;
            }
        }
        next.run();
    }

    /** The page has sent this mark back, and so has got all that was sent before it. */
    void cameBack(long number) {
        Runnable next;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            for (Mark mark = away.peek();
                    mark != null && mark.number() <= number;
                    mark = away.peek()) {
                long time = now - mark.begunNanos();
                quickest = measured ? Math.min(quickest, time) : time;
                measured = true;
                away.remove();
            }
            if (waiting == null || isLong()) {
                return;
            }
            next = waiting;
            waiting = null;
        }
        next.run();
    }

    private boolean isLong() {
        Mark oldest = away.peek();
        return oldest != null
                && nanoTime.getAsLong() - oldest.begunNanos() > quickest + LONGEST.toNanos();
    }
}
