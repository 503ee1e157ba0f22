// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.PixelfluxException;
import org.pixelflux.ScreenCapture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a capture open and hands what it brings to a reader, one thing at a time, on the thread of
 * an executor: after a loss that may pass (the X server went away) it opens the capture again, with
 * growing pauses between the attempts, until that succeeds or it is closed.
 *
 * <p>Every method may be called from any thread; {@link #open} and {@link #close} by one at a time.
 */
final class SupervisedCapture {

    /** Takes what the capture brings. None of these may throw: that would end the capture. */
    interface Reader {
        /**
         * @param wanted whether what is left of the frame is: not when its capture was closed
         */
        void take(Frame frame, BooleanSupplier wanted);

        void take(CursorUpdate update);

        /** The frame was captured while the capture was told to pause, and nobody gets it. */
        void drop(Frame frame);

        /** The capture was lost, once for each loss; {@link #condition()} says what follows. */
        void lost(Throwable cause);

        /** The capture is open again after a loss. */
        void recovered();
    }

    /** What is being done. */
    enum Condition {
        /** Never opened, or closed. */
        CLOSED,
        CAPTURING,
        /** Open, but nothing is captured until {@link SupervisedCapture#resume()}. */
        PAUSED,
        /** Lost, and tried again. */
        RECONNECTING,
        /** Could not be opened or was lost, and not tried again. */
        FAILED
    }

    /**
     * How to try again after a loss.
     *
     * @param firstDelay between the loss and the first attempt; twice as long before each following
     * @param maxDelay the longest pause
     */
    record Reconnection(boolean enabled, Duration firstDelay, Duration maxDelay) {}

    private sealed interface State {}

    /**
     * Nothing is open.
     *
     * @param failure why, else null
     */
    private record Idle(Throwable failure) implements State {}

    private static final class Open implements State {
        private final ScreenCapture capture;
        private final CaptureSettings openedWith;
        private boolean listening;

        /** Something was dropped that the next frame has to make up for. */
        private boolean incomplete;

        Open(ScreenCapture capture, CaptureSettings openedWith) {
            this.capture = capture;
            this.openedWith = openedWith;
        }

        ScreenCapture capture() {
            return capture;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedCapture.class);
    private static final State CLOSED = new Idle(null);

    private final String name;
    private final Supplier<CaptureSettings> initialSettings;
    private final Reconnection reconnection;
    private final ScheduledExecutorService executor;
    private final Reader reader;
    private final AtomicReference<State> state = new AtomicReference<>(CLOSED);
    private volatile CaptureSettings updated;
    private volatile Thread thread;

    private final Object gate = new Object();

    /** Guarded by the gate. */
    private boolean paused;

    /**
     * @param name for the log
     * @param settings asked at each opening, until {@link #update} was called
     * @param executor has one thread, and belongs to the caller
     */
    SupervisedCapture(
            String name,
            Supplier<CaptureSettings> settings,
            Reconnection reconnection,
            ScheduledExecutorService executor,
            Reader reader) {
        this.name = name;
        this.initialSettings = settings;
        this.reconnection = reconnection;
        this.executor = executor;
        this.reader = reader;
    }

    /**
     * Opens the capture; what it brings is handed over from now on. The settings are those of the
     * last {@link #update}, if there was one.
     *
     * @throws RuntimeException why it cannot be opened; nothing is tried again then
     */
    void open() {
        Open opened;
        try {
            opened = openCapture();
        } catch (RuntimeException e) {
            state.set(new Idle(e));
            throw e;
        }
        state.set(opened);
        catchUp(opened);
        executor.execute(() -> read(opened));
    }

    /** Opens the capture as soon as that is possible; a failure that may pass is a loss. */
    void openOrReconnect() {
        try {
            open();
        } catch (RuntimeException e) {
            lose(state.get(), e);
        }
    }

    /**
     * Closes the capture or ends the attempts to open it. Nothing is handed over any more, except
     * what is being handed over now. Idempotent.
     */
    void close() {
        State closing = state.getAndSet(CLOSED);
        synchronized (gate) {
            gate.notifyAll();
        }
        if (closing instanceof Open open) {
            open.capture().close();
        } else if (closing instanceof Reconnecting reconnecting) {
            reconnecting.cancel();
        }
    }

    /** Why nothing is open although it was wanted, else null. */
    Throwable failure() {
        return failureOf(state.get());
    }

    private static Throwable failureOf(State state) {
        if (state instanceof Idle idle) {
            return idle.failure();
        }
        return state instanceof Reconnecting reconnecting ? reconnecting.failure : null;
    }

    Condition condition() {
        State now = state.get();
        if (now instanceof Open) {
            synchronized (gate) {
                return paused ? Condition.PAUSED : Condition.CAPTURING;
            }
        }
        if (now instanceof Reconnecting) {
            return Condition.RECONNECTING;
        }
        return failureOf(now) == null ? Condition.CLOSED : Condition.FAILED;
    }

    /** The open capture, else null. */
    ScreenCapture capture() {
        return state.get() instanceof Open open ? open.capture() : null;
    }

    /**
     * Asks for the whole picture with the next frame. Does nothing while no capture is open, since
     * a capture begins with one.
     */
    void requestKeyFrame() {
        if (!(state.get() instanceof Open open)) {
            return;
        }
        try {
            open.capture().requestKeyFrame();
        } catch (IllegalStateException e) {
            if (state.get() == open) {
                throw e;
            }
        }
    }

    /** The settings of the open capture, or those that the next one is opened with. */
    CaptureSettings settings() {
        if (state.get() instanceof Open open) {
            return open.capture().settings();
        }
        return updated != null ? updated : initialSettings.get();
    }

    /**
     * Changes the settings of the open capture, and of those that are opened after it.
     *
     * @throws IllegalArgumentException if that is not possible while capturing
     */
    synchronized void update(CaptureSettings settings) {
        if (state.get() instanceof Open open) {
            try {
                open.capture().update(settings);
                listenToCursor(open, settings);
            } catch (IllegalStateException e) {
                if (state.get() == open) {
                    throw e;
                }
                // It was lost meanwhile; the next one is opened with them.
            }
        } else {
            settings().requireLiveChange(settings);
        }
        updated = settings;
    }

    /** With an update that came while it was being opened. */
    private synchronized void catchUp(Open opened) {
        CaptureSettings wanted = updated;
        if (wanted == null || wanted == opened.openedWith) {
            return;
        }
        try {
            opened.capture().update(wanted);
            listenToCursor(opened, wanted);
        } catch (RuntimeException e) {
            LOG.warn("{} goes on without the last update: {}", name, e.getMessage());
        }
    }

    /** Whether the caller is on the thread that hands over, and so in the midst of that. */
    boolean isHandingOver() {
        return Thread.currentThread() == thread;
    }

    /**
     * Hands nothing over any more after the frame that is being handed over, until {@link
     * #resume()}.
     */
    void pause() {
        synchronized (gate) {
            paused = true;
        }
    }

    /** Goes on after {@link #pause()}, with what has changed since. */
    void resume() {
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    private Open openCapture() {
        CaptureSettings settings = updated != null ? updated : initialSettings.get();
        Open opened = new Open(ScreenCapture.open(settings), settings);
        listenToCursor(opened, settings);
        return opened;
    }

    /** A new listener would be told the shape again. */
    private synchronized void listenToCursor(Open session, CaptureSettings settings) {
        if (settings.cursorEvents() && !session.listening) {
            session.listening = true;
            session.capture().cursorListener(update -> take(session, update));
        }
    }

    /** Called by the capture, within its next. */
    private void take(Open session, CursorUpdate update) {
        if (isPaused()) {
            session.incomplete = true;
        } else if (state.get() == session) {
            reader.take(update);
        }
    }

    private void read(Open session) {
        thread = Thread.currentThread();
        try {
            readUntilOver(session);
        } finally {
            thread = null;
        }
    }

    /** Returns when {@code session} is no longer the state. */
    private void readUntilOver(Open session) {
        BooleanSupplier wanted = () -> state.get() == session;
        try {
            while (awaitTurn(session)) {
                if (session.incomplete) {
                    session.incomplete = false;
                    session.capture().requestKeyFrame();
                }
                take(session, session.capture().next(), wanted);
            }
        } catch (Throwable cause) {
            lose(session, cause);
        }
    }

    private void take(Open session, Frame frame, BooleanSupplier wanted) {
        if (frame.isEmpty()) {
            return;
        }
        if (isPaused()) {
            // It is of after the pause began. The encoders have moved on with it.
            session.incomplete = true;
            reader.drop(frame);
        } else {
            reader.take(frame, wanted);
        }
    }

    private boolean isPaused() {
        synchronized (gate) {
            return paused;
        }
    }

    /** Waits while paused; false if {@code session} is over. */
    private boolean awaitTurn(Open session) {
        synchronized (gate) {
            while (paused && state.get() == session) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    // Left behind by the route; what ends this wait is the end of the session.
                    LOG.debug("{} is paused, and was interrupted", name);
                }
            }
        }
        return state.get() == session;
    }

    /** Does nothing if {@code before} is over: a complaint of a closed capture is only its echo. */
    private void lose(State before, Throwable cause) {
        boolean again =
                reconnection.enabled()
                        && cause instanceof PixelfluxException failure
                        && failure.isRetryable();
        State after = again ? new Reconnecting(cause) : new Idle(cause);
        if (!state.compareAndSet(before, after)) {
            return;
        }
        if (before instanceof Open open) {
            open.capture().close();
        }
        if (after instanceof Reconnecting reconnecting) {
            reconnecting.schedule();
        }
        reader.lost(cause);
    }

    /** The attempts after one loss. */
    private final class Reconnecting implements State {

        private long delayMillis = reconnection.firstDelay().toMillis();
        private int attempts;
        private Future<?> next;
        private boolean cancelled;
        private volatile Throwable failure;

        Reconnecting(Throwable failure) {
            this.failure = failure;
        }

        synchronized void schedule() {
            if (cancelled) {
                return;
            }
            next = executor.schedule(this::attempt, delayMillis, TimeUnit.MILLISECONDS);
            delayMillis = Math.min(2 * delayMillis, reconnection.maxDelay().toMillis());
        }

        synchronized void cancel() {
            cancelled = true;
            if (next != null) {
                next.cancel(false);
            }
        }

        /** Tries again also what can be no passing trouble: the region may fit again later. */
        private void attempt() {
            attempts++;
            Open opened;
            try {
                opened = openCapture();
            } catch (RuntimeException | Error e) {
                LOG.debug("Attempt {} to open {} again: {}", attempts, name, e.getMessage());
                failure = e;
                schedule();
                return;
            }
            if (state.compareAndSet(this, opened)) {
                LOG.info("{} is captured again, after {} attempts", name, attempts);
                reader.recovered();
                catchUp(opened);
                read(opened);
            } else {
                opened.capture().close();
            }
        }
    }
}
