// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.ScreenCapture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a capture open and hands what it brings to a reader, one thing at a time, on the thread of
 * an executor: after a loss, whatever its cause, it opens the capture again, with growing pauses
 * between the attempts, until frames come again or it is closed.
 *
 * <p>Every method may be called from any thread; those that open and close by one at a time, but
 * {@link #close} also while {@link #open} waits, which ends that.
 */
final class SupervisedCapture {

    /** Takes what the capture brings. What one of these throws is a loss of the capture. */
    interface Reader {
        /**
         * @param wanted whether what is left of the frame is: not when the capture was closed
         */
        void take(Frame frame, BooleanSupplier wanted);

        void take(CursorUpdate update);

        /** The frame was captured for nobody: the capture was paused or closed meanwhile. */
        void drop(Frame frame);

        /**
         * The capture was lost, once for each loss and not for attempts that fail after it; {@link
         * #condition()} says what follows. Must not throw.
         */
        void lost(Throwable cause);

        /** Frames come again after a loss. Must not throw. */
        void recovered();
    }

    /** What is being done. */
    enum Condition {
        /** Never opened, or closed. */
        CLOSED,
        /** Being opened, without a loss before. */
        OPENING,
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

        /** Why the one before was lost, else null. */
        private final Throwable lossBefore;

        private boolean listening;

        /** Something was dropped that the next frame has to make up for. */
        private boolean incomplete;

        /** A frame has come: it is not only open. */
        private volatile boolean proven;

        private long provenNanos;

        Open(ScreenCapture capture, CaptureSettings openedWith, Throwable lossBefore) {
            this.capture = capture;
            this.openedWith = openedWith;
            this.lossBefore = lossBefore;
        }

        ScreenCapture capture() {
            return capture;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedCapture.class);
    private static final State CLOSED = new Idle(null);

    /** Camel lets nobody stop a route while it resumes one. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<CaptureSettings> initialSettings;
    private final Function<CaptureSettings, ScreenCapture> opener;
    private final Reconnection reconnection;
    private final ScheduledExecutorService executor;
    private final Reader reader;
    private final AtomicReference<State> state = new AtomicReference<>(CLOSED);
    private volatile CaptureSettings updated;
    private volatile Thread thread;
    private volatile boolean insideOpener;

    /** Before the next attempt; of the executor's thread. */
    private long delayMillis;

    private final Object gate = new Object();

    /** Guarded by the gate. */
    private boolean paused;

    /** Whose frame is in hand, else null. Guarded by the gate. */
    private Open delivering;

    /** The frame in hand is not wanted any more. */
    private volatile boolean abandoned;

    /**
     * @param name for the log
     * @param settings asked at each opening, until {@link #update} was called
     * @param opener opens a capture; may take its time
     * @param executor has one thread, and belongs to the caller
     */
    SupervisedCapture(
            String name,
            Supplier<CaptureSettings> settings,
            Function<CaptureSettings, ScreenCapture> opener,
            Reconnection reconnection,
            ScheduledExecutorService executor,
            Reader reader) {
        this.name = name;
        this.initialSettings = settings;
        this.opener = opener;
        this.reconnection = reconnection;
        this.executor = executor;
        this.reader = reader;
        this.delayMillis = reconnection.firstDelay().toMillis();
    }

    /**
     * Opens the capture and waits until that is done; what it brings is handed over from now on.
     * The settings are those of the last {@link #update}, if there was one.
     *
     * @throws RuntimeException why it cannot be opened; nothing is tried again then
     * @throws IllegalStateException if it was closed, or the caller interrupted, meanwhile
     */
    void open() {
        Opening opening = begin(new Opening(false));
        try {
            opening.done.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was opened", e);
        } catch (ExecutionException e) {
            throw failureToOpen(e.getCause());
        }
    }

    private static RuntimeException failureToOpen(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new CompletionException(cause);
    }

    /**
     * Opens the capture as soon as that is possible; a failure is a loss. Waits for the first
     * attempt, at most a second, and not if the caller is handing over, which keeps that from its
     * beginning.
     */
    void openOrReconnect() {
        Opening opening = begin(new Opening(true));
        if (isHandingOver()) {
            return;
        }
        try {
            opening.done.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.info("{} takes its time to open", name);
        } catch (ExecutionException e) {
            LOG.debug("{} was closed while it was opened", name, e);
        }
    }

    private Opening begin(Opening opening) {
        state.set(opening);
        executor.execute(opening::run);
        return opening;
    }

    /**
     * Closes the capture or ends the attempts to open it. A frame that is being handed over is
     * handed over to its end, and then nothing more. Does not wait for that. Idempotent.
     */
    void suspend() {
        State closing;
        boolean inHand;
        synchronized (gate) {
            closing = state.getAndSet(CLOSED);
            inHand = delivering == closing;
            gate.notifyAll();
        }
        if (closing instanceof Open open) {
            // What is in hand may be in the capture's memory: then its reader closes it.
            if (!inHand) {
                open.capture().close();
            }
        } else if (closing instanceof Opening opening) {
            opening.cancel();
        }
    }

    /**
     * As {@link #suspend}, but for good, and of a frame that is being handed over the rest is left
     * out.
     */
    void close() {
        abandoned = true;
        suspend();
    }

    /** Why nothing is captured although it was wanted, else null. */
    Throwable failure() {
        State now = state.get();
        if (now instanceof Idle idle) {
            return idle.failure();
        }
        if (now instanceof Opening opening) {
            return opening.failure;
        }
        Open open = (Open) now;
        return isPaused() || open.proven ? null : open.lossBefore;
    }

    Condition condition() {
        State now = state.get();
        if (now instanceof Open open) {
            if (isPaused()) {
                return Condition.PAUSED;
            }
            return open.proven || open.lossBefore == null
                    ? Condition.CAPTURING
                    : Condition.RECONNECTING;
        }
        if (now instanceof Opening opening) {
            return opening.failure == null ? Condition.OPENING : Condition.RECONNECTING;
        }
        return ((Idle) now).failure() == null ? Condition.CLOSED : Condition.FAILED;
    }

    /** The open capture, else null. */
    ScreenCapture capture() {
        return state.get() instanceof Open open ? open.capture() : null;
    }

    /** Whether a frame is being handed over. */
    boolean isDelivering() {
        synchronized (gate) {
            return delivering != null;
        }
    }

    /** Whether the executor's thread is occupied by opening a capture, wanted or not. */
    boolean isInsideOpener() {
        return insideOpener;
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
            LOG.debug("{} is over; the next one begins with a whole picture", name, e);
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
                LOG.debug("{} is over; the next one is opened with the update", name, e);
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

    private Open openCapture(Throwable lossBefore) {
        CaptureSettings settings = updated != null ? updated : initialSettings.get();
        Open opened = new Open(opener.apply(settings), settings, lossBefore);
        try {
            listenToCursor(opened, settings);
            return opened;
        } catch (RuntimeException e) {
            opened.capture().close();
            throw e;
        }
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

    /** Returns when {@code session} is no longer the state. */
    private void read(Open session) {
        try {
            while (awaitTurn(session)) {
                if (session.incomplete) {
                    session.incomplete = false;
                    session.capture().requestKeyFrame();
                }
                take(session, session.capture().next());
            }
        } catch (Throwable cause) {
            lose(session, cause);
        } finally {
            session.capture().close();
        }
    }

    private void take(Open session, Frame frame) {
        if (frame.isEmpty()) {
            return;
        }
        prove(session);
        if (!begin(session)) {
            // It is of after the pause began. The encoders have moved on with it.
            session.incomplete = true;
            reader.drop(frame);
            return;
        }
        try {
            reader.take(frame, () -> !abandoned);
        } finally {
            synchronized (gate) {
                delivering = null;
            }
        }
    }

    /** A frame is begun or not, whatever others do meanwhile. */
    private boolean begin(Open session) {
        synchronized (gate) {
            if (paused || state.get() != session) {
                return false;
            }
            delivering = session;
            return true;
        }
    }

    private void prove(Open session) {
        if (session.proven) {
            return;
        }
        session.proven = true;
        session.provenNanos = System.nanoTime();
        if (session.lossBefore != null) {
            LOG.info("{} is captured again", name);
            reader.recovered();
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

    /**
     * Does nothing if {@code session} is over: a complaint of a closed capture is only its echo.
     */
    private void lose(Open session, Throwable cause) {
        boolean news = session.proven || session.lossBefore == null;
        if (session.proven
                && System.nanoTime() - session.provenNanos > reconnection.maxDelay().toNanos()) {
            delayMillis = reconnection.firstDelay().toMillis();
        }
        lose(session, cause, news);
    }

    private void lose(State before, Throwable cause, boolean news) {
        Opening next = reconnection.enabled() ? new Opening(cause) : null;
        if (!state.compareAndSet(before, next == null ? new Idle(cause) : next)) {
            return;
        }
        if (before instanceof Open open) {
            open.capture().close();
        }
        if (next != null) {
            next.schedule();
        }
        if (news) {
            reader.lost(cause);
        } else {
            LOG.debug("{} is lost again", name, cause);
        }
    }

    /** The attempts to open a capture: one, or those after a loss. */
    private final class Opening implements State {

        /** For who waits for the first attempt. */
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private final boolean again;
        private int attempts;
        private Future<?> next;
        private boolean cancelled;
        private volatile Throwable failure;

        /**
         * @param again whether a failure is followed by attempts, if these are wanted at all
         */
        Opening(boolean again) {
            this.again = again;
        }

        /** After a loss. */
        Opening(Throwable loss) {
            this(true);
            this.failure = loss;
        }

        synchronized void schedule() {
            if (cancelled) {
                return;
            }
            next = executor.schedule(this::run, delayMillis, TimeUnit.MILLISECONDS);
            delayMillis = Math.min(2 * delayMillis, reconnection.maxDelay().toMillis());
        }

        synchronized void cancel() {
            cancelled = true;
            if (next != null) {
                next.cancel(false);
            }
            done.completeExceptionally(
                    new IllegalStateException(name + " was stopped while it was opened"));
        }

        /** Returns when the capture that it opens is over, or cannot be opened. */
        void run() {
            thread = Thread.currentThread();
            try {
                attempt();
            } finally {
                thread = null;
            }
        }

        private void attempt() {
            insideOpener = true;
            Open opened;
            try {
                if (state.get() != this) {
                    return;
                }
                attempts++;
                opened = openCapture(failure);
            } catch (Throwable e) {
                failed(e);
                return;
            } finally {
                insideOpener = false;
            }
            if (!state.compareAndSet(this, opened)) {
                opened.capture().close();
                return;
            }
            catchUp(opened);
            done.complete(null);
            read(opened);
        }

        /** Tries again also what can be no passing trouble: the region may fit again later. */
        private void failed(Throwable cause) {
            if (!again) {
                state.compareAndSet(this, new Idle(cause));
                done.completeExceptionally(cause);
            } else if (failure == null) {
                lose(this, cause, true);
                done.complete(null);
            } else {
                LOG.debug("Attempt {} to open {} again", attempts, name, cause);
                failure = cause;
                schedule();
            }
        }
    }
}
