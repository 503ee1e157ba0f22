// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.pixelflux.relay.RelayTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for whole pictures, or refreshes, in place of what a route did not get: at once the first
 * time, and after pauses that grow from one second to eight while the route goes on failing. No
 * request is lost: one that comes too early is served at the end of the pause. Thread-safe.
 */
final class KeyFrameBackOff {

    /** A whole picture costs as much as many changes. */
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    /** The picture may be wrong for this long when a route that has failed for long works again. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(PixelfluxConsumer.class);

    private final Runnable keyFrame;
    private final LongSupplier nanoTime;
    private final RelayTimer timer;

    private boolean everServed;
    private long servedNanos;
    private Duration pause = SHORTEST_PAUSE;
    private boolean due;

    /**
     * @param keyFrame asks the capture for what is missing; must not block
     * @param nanoTime a clock like {@link System#nanoTime}
     * @param timer for the requests that have to wait; if it throws, they do not
     */
    KeyFrameBackOff(Runnable keyFrame, LongSupplier nanoTime, RelayTimer timer) {
        this.keyFrame = keyFrame;
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    /** Says that a part of a frame did not arrive. Returns at once. */
    void request() {
        Duration left;
        synchronized (this) {
            if (due) {
                return;
            }
            Duration since = Duration.ofNanos(nanoTime.getAsLong() - servedNanos);
            left = everServed ? pause.minus(since) : Duration.ZERO;
            due = !left.isNegative() && !left.isZero();
            if (!due) {
                boolean calmMeanwhile = !everServed || since.compareTo(pause.multipliedBy(2)) >= 0;
                served(calmMeanwhile ? SHORTEST_PAUSE : longer());
            }
        }
        if (left.isNegative() || left.isZero()) {
            askForKeyFrame();
        } else {
            serveAfter(left);
        }
    }

    /** At once if the timer takes nothing, perhaps because the system has no thread for it. */
    private void serveAfter(Duration left) {
        try {
            timer.runAfter(left, this::serve);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("A request for a key frame cannot wait, and is made now", e);
            serve();
        }
    }

    private void serve() {
        synchronized (this) {
            if (!due) {
                return;
            }
            due = false;
            served(longer());
        }
        askForKeyFrame();
    }

    private Duration longer() {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void served(Duration nextPause) {
        everServed = true;
        servedNanos = nanoTime.getAsLong();
        pause = nextPause;
    }

    /**
     * A capture that has just failed may throw; that must end neither the timer nor the delivery.
     */
    private void askForKeyFrame() {
        try {
            keyFrame.run();
        } catch (RuntimeException e) {
            LOG.debug("No key frame could be asked for", e);
        }
    }
}
