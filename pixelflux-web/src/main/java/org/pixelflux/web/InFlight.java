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
 * the page sends back, and nothing more is sent while a frame with its mark is away for long, or
 * while more is away than keeps the link busy, once its speed is known. Thread-safe.
 */
final class InFlight {

    /** How much longer than the quickest one a frame with its mark may be away. */
    static final Duration LONGEST = Duration.ofMillis(100);

    /** What a link of known speed brings in that time, beyond its way, keeps it busy. */
    private static final Duration BUSY = Duration.ofMillis(40);

    /** The time that less takes says nothing of a link. */
    static final int TELLING_BYTES = 48 << 10;

    private static final double SECOND = 1e9;

    /**
     * @param bytes that were sent before it, after the last mark
     * @param bytesAway all that were on their way then. From the time between two marks that come
     *     back nothing follows: a machine that is busy sends them back together.
     */
    private record Mark(long number, long begunNanos, long bytes, long bytesAway) {}

    private final LongSupplier nanoTime;
    private final Deque<Mark> away = new ArrayDeque<>();
    private long lastNumber;
    private long quickest;
    private boolean measured;
    private @Nullable Runnable waiting;

    private long awayBytes;

    /** Bytes a second, the last two: a pause of this program can look like a slow link. */
    private double speed = Double.POSITIVE_INFINITY;

    private double speedBefore = Double.POSITIVE_INFINITY;

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
     * @param bytes of that frame
     */
    synchronized long mark(long begunNanos, long bytes) {
        awayBytes += bytes;
        away.add(new Mark(++lastNumber, begunNanos, bytes, awayBytes));
        return lastNumber;
    }

    /** The number of the last mark; 0 if there was none. */
    synchronized long lastMark() {
        return lastNumber;
    }

    /** Bytes a second that the link was seen to take; {@link Long#MAX_VALUE} before that. */
    synchronized long bytesPerSecond() {
        return (long) known();
    }

    private double known() {
        return Math.max(speed, speedBefore);
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
            take(number, nanoTime.getAsLong());
            if (waiting == null || isLong()) {
                return;
            }
            next = waiting;
            waiting = null;
        }
        next.run();
    }

    private void take(long number, long now) {
        for (Mark mark = away.peek(); mark != null && mark.number() <= number; mark = away.peek()) {
            long time = now - mark.begunNanos();
            if (mark.bytes() >= TELLING_BYTES) {
                speedBefore = Double.isInfinite(speed) ? 0 : speed;
                speed = mark.bytesAway() * SECOND / Math.max(time - quickest, 1);
            }
            quickest = measured ? Math.min(quickest, time) : time;
            measured = true;
            awayBytes -= mark.bytes();
            away.remove();
        }
    }

    private boolean isLong() {
        Mark oldest = away.peek();
        return oldest != null
                && (nanoTime.getAsLong() - oldest.begunNanos() > quickest + LONGEST.toNanos()
                        || awayBytes > known() * ((quickest + BUSY.toNanos()) / SECOND));
    }
}
