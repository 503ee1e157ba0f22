// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a {@link SupervisedCapture}, and whether a frame may be handed over. A thread that
 * pauses or closes the capture finds a frame in hand, which the reader finishes, or no frame
 * follows. Thread-safe.
 */
final class CurrentState {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentState.class);

    private final AtomicReference<CaptureState> state = new AtomicReference<>(CaptureState.CLOSED);
    private final Object gate = new Object();

    /** Guarded by the gate. */
    private boolean paused;

    /** The capture whose frame is in hand, or null. Guarded by the gate. */
    private @Nullable OpenCapture delivering;

    /** Since when it is. Guarded by the gate. */
    private long deliveringSince;

    private volatile boolean abandoned;

    CaptureState get() {
        return Objects.requireNonNull(state.get());
    }

    void set(CaptureState next) {
        state.set(next);
    }

    /** Makes {@code next} the state if {@code before} was; returns whether it was. */
    boolean replace(CaptureState before, CaptureState next) {
        return state.compareAndSet(before, next);
    }

    /**
     * Lets nothing begin any more.
     *
     * @return the state that the caller has to end. A capture whose frame is in hand is not
     *     returned: the frame may lie in the capture's memory, so its reader ends that capture
     */
    CaptureState close() {
        synchronized (gate) {
            CaptureState closing = state.getAndSet(CaptureState.CLOSED);
            gate.notifyAll();
            return delivering == closing ? CaptureState.CLOSED : closing;
        }
    }

    /** Says that nobody wants the rest of the frame in hand, or another frame. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    void pause() {
        synchronized (gate) {
            paused = true;
        }
    }

    void resume() {
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    boolean isPaused() {
        synchronized (gate) {
            return paused;
        }
    }

    /** Whether a frame is in hand. */
    boolean isDelivering() {
        synchronized (gate) {
            return delivering != null;
        }
    }

    /** For how many nanoseconds the same frame has been in hand; 0 if none is. */
    long deliveringNanos() {
        synchronized (gate) {
            return delivering == null ? 0 : System.nanoTime() - deliveringSince;
        }
    }

    /** Waits while paused; false if {@code session} is over. */
    boolean awaitTurn(OpenCapture session) {
        synchronized (gate) {
            while (paused && state.get() == session) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    // The route has left an interrupt behind. Only the end of the session ends this
                    // wait.
                    LOG.debug("{} is paused, and was interrupted", session);
                }
            }
        }
        return state.get() == session;
    }

    /**
     * Takes a frame of {@code session} in hand, until {@link #endFrame()}. Other threads see it
     * either begun or not begun. Returns false while paused, or if the session is over.
     */
    boolean beginFrame(OpenCapture session) {
        synchronized (gate) {
            if (paused || state.get() != session) {
                return false;
            }
            take(session);
            return true;
        }
    }

    private void take(OpenCapture session) {
        delivering = session;
        deliveringSince = System.nanoTime();
    }

    /**
     * As {@link #beginFrame}, but also if {@code session} is over, unless nobody wants anything any
     * more.
     */
    boolean beginRest(OpenCapture session) {
        synchronized (gate) {
            if (abandoned) {
                return false;
            }
            take(session);
            return true;
        }
    }

    void endFrame() {
        synchronized (gate) {
            delivering = null;
        }
    }
}
