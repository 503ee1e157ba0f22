// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * Joins the requests of many viewers, so that at most one a second goes to the capture: a key frame
 * costs every viewer, and a refresh the capture. A joined request is since the oldest of their
 * frames. No request is lost: one that comes within that second is served at its end. Thread-safe.
 *
 * <p>A {@link Relay} does this for its viewers. If several relays get their frames from one capture
 * over a network, the capture's side needs it once more.
 */
public final class RefreshRequests {

    /** A whole picture costs as much as many changes. */
    static final Duration WINDOW = Duration.ofSeconds(1);

    private final ForeignCode asking = new ForeignCode("the request for a refresh");
    private final ForeignCode timing = new ForeignCode("the timer of key frame requests");
    private final RefreshSource source;
    private final LongSupplier nanoTime;
    private final RelayTimer timer;

    private boolean everServed;
    private long servedNanos;
    private boolean due;

    /** Of what is due; null for everything. */
    private @Nullable FrameNumber oldest;

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

    /**
     * A viewer needs what was written since this frame. Returns at once, and throws nothing.
     *
     * @param since null for the whole picture
     */
    public void request(@Nullable FrameNumber since) {
        request(since, WINDOW);
    }

    /**
     * @param window how long after the last request this may be served at the earliest
     */
    void request(@Nullable FrameNumber since, Duration window) {
        Duration left;
        synchronized (this) {
            if (due) {
                oldest = older(oldest, since);
                return;
            }
            due = true;
            oldest = since;
            left = left(window);
        }
        boolean now = left.isNegative() || left.isZero();
        if (now || !timing.run(() -> timer.runAfter(left, this::serve))) {
            serve();
        }
    }

    /** The frame of which both may take a refresh. */
    private static @Nullable FrameNumber older(@Nullable FrameNumber a, @Nullable FrameNumber b) {
        if (a == null || b == null || a.epoch() != b.epoch()) {
            return null;
        }
        return a.frame() < b.frame() ? a : b;
    }

    private Duration left(Duration window) {
        return everServed ? window.minusNanos(nanoTime.getAsLong() - servedNanos) : Duration.ZERO;
    }

    private void serve() {
        FrameNumber since;
        synchronized (this) {
            if (!due) {
                // The timer threw, and keeps its promise nevertheless.
                return;
            }
            due = false;
            since = oldest;
            oldest = null;
            everServed = true;
            servedNanos = nanoTime.getAsLong();
        }
        asking.run(() -> source.request(since));
    }
}
