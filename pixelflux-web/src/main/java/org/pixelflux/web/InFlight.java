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
 * while more is away than keeps the link busy, once its speed is known. A link may get a longer
 * way, for example when a machine moves to another network. Frames cannot tell that from a queue
 * that they wait in, so a mark of its own does, which is sent from time to time when nothing is
 * away. Thread-safe.
 */
final class InFlight {

    /** How much longer than the quickest one a frame with its mark may be away. */
    static final Duration LONGEST = Duration.ofMillis(100);

    /** What a link of known speed brings in that time, beyond its way, keeps it busy. */
    private static final Duration BUSY = Duration.ofMillis(40);

    /** The time that less takes says nothing of a link. */
    static final int TELLING_BYTES = 48 << 10;

    /**
     * When the way was measured last so long ago, the next frame that finds nothing away measures
     * it anew; after twice this time nothing is sent until nothing is away.
     */
    static final Duration FRESH = Duration.ofSeconds(5);

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

    /** The shortest time that a mark was away, of the last measurement of the way and since. */
    private long quickestNow;

    /** The same of the measurement before: a pause of the page can look like a long way. */
    private long quickestBefore;

    private boolean measured;
    private long measuredNanos;

    /** The mark that measures the way now, or 0. */
    private long measuring;

    private @Nullable Runnable waiting;

    /** Runs when this mark has come back. */
    private @Nullable Runnable whenBack;

    private long awaited;

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

    /**
     * A frame is to be sent now. Returns the number of a mark to be sent ahead of it, which
     * measures the way, or 0 if there is no need of one.
     */
    synchronized long markAhead() {
        long now = nanoTime.getAsLong();
        if (!measured || !away.isEmpty() || now - measuredNanos <= FRESH.toNanos()) {
            return 0;
        }
        measuring = mark(now, 0);
        return measuring;
    }

    /** The number of the last mark; 0 if there was none. */
    synchronized long lastMark() {
        return lastNumber;
    }

    /**
     * Bytes a second that the link was seen to take; {@link Long#MAX_VALUE} before that. It is no
     * faster than what is away for long tells.
     */
    synchronized long bytesPerSecond() {
        long now = nanoTime.getAsLong();
        double bound = known();
        for (Mark mark : away) {
            long time = now - mark.begunNanos() - quickest();
            if (measured && mark.bytes() >= TELLING_BYTES && time > 0) {
                bound = Math.min(bound, mark.bytesAway() * SECOND / time);
            }
        }
        return (long) bound;
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

    /** Runs {@code next} once all marks of now have come back, perhaps now. */
    void whenBack(Runnable next) {
        synchronized (this) {
            if (!away.isEmpty()) {
                awaited = lastNumber;
                whenBack = next;
                return;
            }
        }
        next.run();
    }

    /** The page has sent this mark back, and so has got all that was sent before it. */
    void cameBack(long number) {
        @Nullable Runnable back = null;
        @Nullable Runnable next = null;
        synchronized (this) {
            take(number, nanoTime.getAsLong());
            if (number >= awaited) {
                back = whenBack;
                whenBack = null;
            }
            if (waiting != null && !isLong()) {
                next = waiting;
                waiting = null;
            }
        }
        if (back != null) {
            back.run();
        }
        if (next != null) {
            next.run();
        }
    }

    private void take(long number, long now) {
        for (Mark mark = away.peek(); mark != null && mark.number() <= number; mark = away.peek()) {
            long time = now - mark.begunNanos();
            if (mark.bytes() >= TELLING_BYTES) {
                speedBefore = Double.isInfinite(speed) ? 0 : speed;
                speed = mark.bytesAway() * SECOND / Math.max(time - quickest(), 1);
            }
            if (!measured || mark.number() == measuring) {
                measure(time, mark.number() == number, now);
            }
            quickestNow = Math.min(quickestNow, time);
            awayBytes -= mark.bytes();
            away.remove();
        }
    }

    /**
     * @param exact whether the page answered this very mark: one that answers only the last of
     *     several says nothing of the way alone
     */
    private void measure(long time, boolean exact, long now) {
        if (!measured) {
            quickestNow = time;
            quickestBefore = time;
        } else if (exact) {
            quickestBefore = quickestNow;
            quickestNow = time;
        }
        measured = true;
        measuredNanos = now;
        measuring = 0;
    }

    private long quickest() {
        return Math.min(quickestNow, quickestBefore);
    }

    private boolean isLong() {
        Mark oldest = away.peek();
        if (oldest == null) {
            return false;
        }
        long now = nanoTime.getAsLong();
        return now - oldest.begunNanos() > quickest() + LONGEST.toNanos()
                || awayBytes > known() * ((quickest() + BUSY.toNanos()) / SECOND)
                || measuring == 0 && measured && now - measuredNanos > 2 * FRESH.toNanos();
    }
}
