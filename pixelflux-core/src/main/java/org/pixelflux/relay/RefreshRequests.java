// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.pixelflux.RefreshRequest;

/**
 * Joins the requests of many viewers, so that few go to the capture: a key frame costs every
 * viewer, and a refresh the capture. Those for everything become one a second, and those for a
 * small one another. Those since a frame become one as {@link RefreshRequest#joined} says, after
 * the shortest pause that one of them wants; but refreshes may take only a share of the capture's
 * time. No request is lost. Thread-safe.
 *
 * <p>A {@link Relay} does this for its viewers. If several relays get their frames from one capture
 * over a network, the capture's side needs it once more.
 */
public final class RefreshRequests {

    /** A whole picture costs as much as many changes. */
    static final Duration WINDOW = Duration.ofSeconds(1);

    /** So many times what the last refresh took the next one comes later, at least. */
    private static final long PAUSE_PER_COST = 16;

    /**
     * One that took long on a busy machine says little: at most so many times as much as before.
     */
    private static final double MOST_RISE = 1.25;

    private final ForeignCode asking = new ForeignCode("the request for a refresh");
    private final ForeignCode timing = new ForeignCode("the timer of key frame requests");
    private final RefreshSource source;
    private final LongSupplier nanoTime;
    private final RelayTimer timer;

    private final Wanted everything = new Wanted();

    /** Apart, so that nobody behind a fast link waits for the turn of those behind slow ones. */
    private final Wanted everythingSmall = new Wanted();

    private final Wanted missed = new Wanted();
    private long costNanos;
    private boolean everybodyPays;

    /** What is asked for together. Guarded by its owner. */
    private static final class Wanted {
        private boolean everServed;
        private long servedNanos;
        private boolean due;
        private long dueNanos;

        /** If it is due. */
        private RefreshRequest request = RefreshRequest.EVERYTHING;

        /** Whether it is to be served earlier than it was. */
        boolean add(RefreshRequest more, long earliestNanos, long nowNanos) {
            boolean before = due;
            request = before ? request.joined(more) : more;
            due = true;
            long at = everServed && earliestNanos - nowNanos > 0 ? earliestNanos : nowNanos;
            if (before && dueNanos - at <= 0) {
                return false;
            }
            dueNanos = at;
            return true;
        }
    }

    /**
     * @param source is asked; what it throws is logged
     * @param timer for the requests that have to wait; if it throws, they do not
     */
    public RefreshRequests(RefreshSource source, RelayTimer timer) {
        this(source, System::nanoTime, timer);
    }

    /**
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    RefreshRequests(RefreshSource source, LongSupplier nanoTime, RelayTimer timer) {
        this.source = Objects.requireNonNull(source, "source");
        this.nanoTime = nanoTime;
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /** A viewer needs this. Returns at once, and throws nothing. */
    public void request(RefreshRequest wanted) {
        request(wanted, WINDOW);
    }

    /**
     * @param pause how long after the last request this may be served at the earliest; for the
     *     whole picture never less than {@link #WINDOW}, since that may be dear for everybody
     */
    void request(RefreshRequest request, Duration pause) {
        Wanted wanted;
        long due;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            RefreshRequest lacked = request;
            RefreshRequest both = missed.due ? missed.request.joined(request) : request;
            if (request.since() != null && both.since() == null) {
                // Of two epochs: nobody knows here which one is over.
                missed.due = false;
                lacked = both;
            }
            wanted = wantedOf(lacked);
            Duration least = lacked.since() == null && pause.compareTo(WINDOW) < 0 ? WINDOW : pause;
            long earliest = wanted.servedNanos + Math.max(least.toNanos(), leastPause());
            if (!wanted.add(lacked, earliest, now)) {
                return;
            }
            due = wanted.dueNanos;
        }
        serveAt(due, wanted);
    }

    private Wanted wantedOf(RefreshRequest request) {
        if (request.since() != null) {
            return missed;
        }
        return request.mostBytes() == RefreshRequest.ANY_SIZE ? everything : everythingSmall;
    }

    private long leastPause() {
        return everybodyPays
                ? WINDOW.toNanos()
                : Math.min(PAUSE_PER_COST * costNanos, WINDOW.toNanos());
    }

    /**
     * A frame with a refresh took so long to make.
     *
     * @param everybody whether it had more for all viewers: a film's key frame
     */
    synchronized void costs(Duration time, boolean everybody) {
        long nanos = Math.max(time.toNanos(), 0);
        costNanos = costNanos == 0 ? nanos : Math.min(nanos, (long) (costNanos * MOST_RISE));
        everybodyPays = everybody;
    }

    /** Serves it then, unless that is done earlier. */
    private void serveAt(long due, Wanted wanted) {
        Duration left;
        synchronized (this) {
            if (!wanted.due || wanted.dueNanos != due) {
                return;
            }
            left = Duration.ofNanos(due - nanoTime.getAsLong());
        }
        boolean now = left.isNegative() || left.isZero();
        if (now || !timing.run(() -> timer.runAfter(left, () -> serveAt(due, wanted)))) {
            serve(wanted);
        }
    }

    private void serve(Wanted wanted) {
        RefreshRequest request;
        synchronized (this) {
            if (!wanted.due) {
                return;
            }
            wanted.due = false;
            request = wanted.request;
            wanted.everServed = true;
            wanted.servedNanos = nanoTime.getAsLong();
        }
        asking.run(() -> source.request(request));
    }
}
