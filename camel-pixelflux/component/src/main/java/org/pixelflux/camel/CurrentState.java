// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a {@link SupervisedCapture}, and whether a frame may be handed over: whoever pauses
 * or closes either finds a frame in hand, which its reader finishes, or no frame follows.
 * Thread-safe.
 */
final class CurrentState {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentState.class);

    private final AtomicReference<CaptureState> state = new AtomicReference<>(CaptureState.CLOSED);
    private final Object gate = new Object();

    /** Guarded by the gate. */
    private boolean paused;

    /** Whose frame is in hand, else null. Guarded by the gate. */
    private @Nullable OpenCapture delivering;

    private volatile boolean abandoned;

    CaptureState get() {
        return Objects.requireNonNull(state.get());
    }

    void set(CaptureState next) {
        state.set(next);
    }

    /** Whether {@code before} was the state, which then is {@code next}. */
    boolean replace(CaptureState before, CaptureState next) {
        return state.compareAndSet(before, next);
    }

    /**
     * Nothing begins any more.
     *
     * @return the state that the caller has to end. One whose frame is in hand is not: the frame
     *     may be in the capture's memory, and its reader ends it
     */
    CaptureState close() {
        synchronized (gate) {
            CaptureState closing = state.getAndSet(CaptureState.CLOSED);
            gate.notifyAll();
            return delivering == closing ? CaptureState.CLOSED : closing;
        }
    }

    /** The rest of the frame in hand is not wanted any more, and no other frame. */
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

    /** Waits while paused; false if {@code session} is over. */
    boolean awaitTurn(OpenCapture session) {
        synchronized (gate) {
            while (paused && state.get() == session) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    // Left behind by the route; what ends this wait is the end of the session.
                    LOG.debug("{} is paused, and was interrupted", session);
                }
            }
        }
        return state.get() == session;
    }

    /**
     * Takes a frame of {@code session} in hand, until {@link #endFrame()}; a frame is begun or not,
     * whatever others do meanwhile. False while paused, or if the session is over.
     */
    boolean beginFrame(OpenCapture session) {
        synchronized (gate) {
            if (paused || state.get() != session) {
                return false;
            }
            delivering = session;
            return true;
        }
    }

    void endFrame() {
        synchronized (gate) {
            delivering = null;
        }
    }
}
