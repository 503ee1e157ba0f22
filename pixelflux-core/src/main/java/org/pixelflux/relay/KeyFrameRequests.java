// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Joins the requests of many viewers to at most one key frame a second, since every viewer receives
 * it. No request is lost: one that comes within that second is served at its end. Thread-safe.
 *
 * <p>A {@link Relay} does this for its viewers. If several relays get their stripes from one
 * capture over a network, the capture's side needs it once more.
 */
public final class KeyFrameRequests {

    /** A whole picture costs as much as many changes. */
    static final Duration WINDOW = Duration.ofSeconds(1);

    private final ForeignCode asking = new ForeignCode("the request for a key frame");
    private final ForeignCode timing = new ForeignCode("the timer of key frame requests");
    private final Runnable keyFrame;
    private final LongSupplier nanoTime;
    private final RelayTimer timer;

    private boolean everServed;
    private long servedNanos;
    private boolean due;

    /**
     * @param keyFrame asks the capture for a key frame; must not block. What it throws is logged
     * @param timer for the requests that have to wait; if it throws, they do not
     */
    public KeyFrameRequests(Runnable keyFrame, RelayTimer timer) {
        this(keyFrame, System::nanoTime, timer);
    }

    /**
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    KeyFrameRequests(Runnable keyFrame, LongSupplier nanoTime, RelayTimer timer) {
        this.keyFrame = Objects.requireNonNull(keyFrame, "keyFrame");
        this.nanoTime = nanoTime;
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /** A viewer needs the whole picture. Returns at once, and throws nothing. */
    public void request() {
        Duration left;
        synchronized (this) {
            if (due) {
                return;
            }
            due = true;
            left = left();
        }
        boolean now = left.isNegative() || left.isZero();
        if (now || !timing.run(() -> timer.runAfter(left, this::serve))) {
            serve();
        }
    }

    private Duration left() {
        return everServed ? WINDOW.minusNanos(nanoTime.getAsLong() - servedNanos) : Duration.ZERO;
    }

    private void serve() {
        synchronized (this) {
            due = false;
            everServed = true;
            servedNanos = nanoTime.getAsLong();
        }
        asking.run(keyFrame);
    }
}
