// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureSettings;
import org.pixelflux.PixelfluxException;
import org.pixelflux.RefreshRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a capture open and hands what it brings to a reader, one thing at a time, on the thread of
 * an executor. After a loss, whatever its cause but that somebody would be asked who has declined,
 * or agreed in vain, it opens the capture again, with growing pauses between the attempts, until
 * frames come again or it is closed. {@link Opening} makes the attempts, {@link OpenCapture} reads,
 * and {@link CurrentState} says which of them counts.
 *
 * <p>Any thread may call every method, but only one thread at a time may open or close. {@link
 * #close} may also be called while {@link #open} waits, and ends that wait.
 */
final class SupervisedCapture {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedCapture.class);

    /** While Camel resumes a route, nobody can stop a route. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A frame that has been in hand for longer keeps the next one waiting. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String name;
    private final Supplier<CaptureSettings> initialSettings;
    private final Function<CaptureSettings, CaptureInput> opener;
    private final Reconnection reconnection;
    private final ScheduledExecutorService executor;
    private final CaptureReader reader;
    private final CurrentState current = new CurrentState();

    /** Of the executor's thread. */
    private final Reconnection.Pauses pauses;

    private volatile @Nullable CaptureSettings updated;
    private volatile @Nullable Thread thread;
    private volatile boolean insideOpener;

    /** What the executor's thread reads, or null. */
    private volatile @Nullable OpenCapture beingRead;

    /**
     * @param name for the log
     * @param settings gives the settings at each opening, until {@link #update} is called
     * @param opener opens a capture; may take its time
     * @param executor has one thread, and belongs to the caller
     */
    SupervisedCapture(
            String name,
            Supplier<CaptureSettings> settings,
            Function<CaptureSettings, CaptureInput> opener,
            Reconnection reconnection,
            ScheduledExecutorService executor,
            CaptureReader reader) {
        this.name = name;
        this.initialSettings = settings;
        this.opener = opener;
        this.reconnection = reconnection;
        this.executor = executor;
        this.reader = reader;
        this.pauses = new Reconnection.Pauses(reconnection);
    }

    /**
     * Opens the capture and waits until that is done. From then on the reader gets what the capture
     * brings. The settings are those of the last {@link #update}, if there was one.
     *
     * @throws RuntimeException why it cannot be opened; there is no other attempt then
     * @throws IllegalStateException if it was closed, or the caller interrupted, meanwhile
     */
    void open() {
        Opening opening = begin(new Opening(name, false));
        try {
            opening.done().get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was opened", e);
        } catch (ExecutionException e) {
            throw failureToOpen(e.getCause());
        }
    }

    private static RuntimeException failureToOpen(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new CompletionException(cause);
    }

    /**
     * Opens the capture as soon as that is possible; a failure counts as a loss. Waits for the
     * first attempt, at most a second. It does not wait on the thread that hands over, since the
     * attempt cannot begin there before this returns.
     */
    void openOrReconnect() {
        Opening opening = begin(new Opening(name, true));
        if (isHandingOver()) {
            return;
        }
        try {
            opening.done().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.info("{} is still opening", name);
        } catch (ExecutionException e) {
            LOG.debug("{} was closed while it was opened", name, e);
        }
    }

    private Opening begin(Opening opening) {
        current.set(opening);
        try {
            executor.execute(() -> run(opening));
        } catch (Throwable e) {
            // Nobody makes the attempt: perhaps the system has no thread for it.
            current.replace(opening, new CaptureState.Idle(e));
            opening.end();
            throw e;
        }
        return opening;
    }

    /**
     * Closes the capture or ends the attempts to open it. The reader gets the frame in hand to its
     * end, and then nothing more. Does not wait for that. Idempotent.
     */
    void suspend() {
        current.close().end();
    }

    /**
     * As {@link #suspend}, but for good, and the reader does not get the rest of the frame in hand.
     */
    void close() {
        current.abandon();
        suspend();
    }

    /** Why nothing is captured although that is wanted; null if there is no reason. */
    @Nullable Throwable failure() {
        return current.get().failure(current.isPaused());
    }

    CaptureCondition condition() {
        return current.get().condition(current.isPaused());
    }

    /** The open capture, else null. */
    @Nullable Capture capture() {
        return current.get() instanceof OpenCapture open ? open.capture() : null;
    }

    /**
     * Whether a frame is being handed over, or the rest of a capture that was suspended is to be.
     */
    boolean isDelivering() {
        OpenCapture read = beingRead;
        boolean rest = read != null && read.hasRest() && current.get() != read;
        return rest || current.isDelivering();
    }

    /** The open capture, if its frames are taken, and handed over quickly; else null. */
    @Nullable Capture freshCapture() {
        boolean slow = current.deliveringNanos() > SLOW_NANOS;
        return slow || condition() != CaptureCondition.CAPTURING ? null : capture();
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
        request(Capture::requestKeyFrame);
    }

    /** Asks for what a reader lacks, with mode=mixed; as {@link #requestKeyFrame}. */
    void requestRefresh(RefreshRequest request) {
        request(capture -> capture.requestRefresh(request));
    }

    /** Asks for what did not arrive, as {@link #requestKeyFrame} does for everything. */
    void requestMissed() {
        request(reader::requestMissed);
    }

    private void request(Consumer<Capture> request) {
        if (!(current.get() instanceof OpenCapture open)) {
            return;
        }
        try {
            request.accept(open.capture());
        } catch (IllegalStateException e) {
            LOG.debug("{} is over; the next one begins with a whole picture", name, e);
        }
    }

    /** The settings of the open capture, or those with which the next one will be opened. */
    CaptureSettings settings() {
        if (current.get() instanceof OpenCapture open) {
            return open.capture().settings();
        }
        return nextSettings();
    }

    private CaptureSettings nextSettings() {
        return updated != null ? updated : initialSettings.get();
    }

    /**
     * Changes the settings of the open capture, and of captures that are opened after it.
     *
     * @throws IllegalArgumentException if that is not possible while capturing
     */
    synchronized void update(CaptureSettings settings) {
        if (current.get() instanceof OpenCapture open) {
            try {
                open.update(settings);
            } catch (IllegalStateException e) {
                LOG.debug("{} is over; the next one is opened with the update", name, e);
            }
        } else {
            settings().requireLiveChange(settings);
        }
        updated = settings;
    }

    /** Also applies an update that came during the opening. */
    private synchronized void catchUp(OpenCapture opened) {
        CaptureSettings wanted = updated;
        if (wanted == null || wanted == opened.openedWith()) {
            return;
        }
        try {
            opened.update(wanted);
        } catch (RuntimeException | Error e) {
            // Otherwise nobody would read the capture, and whoever opens it would wait for ever.
            LOG.warn("{} goes on without the last update: {}", name, e.toString());
        }
    }

    /** Whether the caller is on the thread that hands over, and so inside the reader. */
    boolean isHandingOver() {
        return Thread.currentThread() == thread;
    }

    /** Hands over nothing more after the frame in hand, until {@link #resume()}. */
    void pause() {
        current.pause();
    }

    /** Goes on after {@link #pause()}, with what has changed since. */
    void resume() {
        current.resume();
    }

    /** Returns when the capture that it opens is over, or cannot be opened. */
    private void run(Opening opening) {
        thread = Thread.currentThread();
        try {
            attempt(opening);
        } finally {
            thread = null;
        }
    }

    private void attempt(Opening opening) {
        insideOpener = true;
        OpenCapture opened;
        try {
            if (current.get() != opening) {
                return;
            }
            opening.begin();
            opened = openCapture(opening.failure());
        } catch (Throwable e) {
            failed(opening, e);
            return;
        } finally {
            insideOpener = false;
        }
        if (!current.replace(opening, opened)) {
            opened.end();
            return;
        }
        catchUp(opened);
        opening.done().complete(null);
        read(opened);
    }

    private OpenCapture openCapture(@Nullable Throwable lossBefore) {
        CaptureSettings settings = nextSettings();
        CaptureInput input = opener.apply(settings);
        OpenCapture opened = new OpenCapture(name, input, settings, lossBefore, current, reader);
        try {
            opened.listenToCursor(settings);
            return opened;
        } catch (RuntimeException e) {
            opened.end();
            throw e;
        }
    }

    /**
     * Also tries again after errors that look lasting: the region, for one, may fit again later.
     */
    private void failed(Opening opening, Throwable cause) {
        if (!opening.isRepeated()) {
            current.replace(opening, new CaptureState.Idle(cause));
            opening.done().completeExceptionally(cause);
        } else if (opening.failure() == null) {
            lose(opening, cause, true);
            opening.done().complete(null);
        } else {
            LOG.debug("Attempt {} to open {} again", opening.attempts(), name, cause);
            opening.failed(cause);
            schedule(opening);
        }
    }

    /** Returns when {@code session} is no longer the state. */
    private void read(OpenCapture session) {
        beingRead = session;
        try {
            session.read();
        } catch (Throwable cause) {
            if (session.hasLasted(reconnection.maxDelay())) {
                pauses.reset();
            }
            lose(session, cause, session.isLossNews());
        } finally {
            beingRead = null;
            session.end();
        }
    }

    /**
     * Does nothing if {@code before} is no longer the state: the error of a capture that was closed
     * says nothing new.
     *
     * @param news whether the reader does not know of the loss yet
     */
    private void lose(CaptureState before, Throwable cause, boolean news) {
        Opening next =
                reconnection.enabled() && !isDeclined(cause) ? Opening.after(name, cause) : null;
        if (!current.replace(before, next == null ? new CaptureState.Idle(cause) : next)) {
            return;
        }
        if (before instanceof OpenCapture open) {
            open.end();
        }
        if (next != null) {
            schedule(next);
        }
        if (news) {
            reader.lost(cause);
        } else {
            LOG.debug("{} is lost again", name, cause);
        }
    }

    /** Whether somebody has declined, or agreed in vain, whom the next attempt would ask again. */
    private static boolean isDeclined(Throwable cause) {
        return cause instanceof PixelfluxException failure
                && failure.code() == PixelfluxException.Code.CONSENT;
    }

    private void schedule(Opening opening) {
        opening.schedule(() -> run(opening), executor, pauses);
    }
}
