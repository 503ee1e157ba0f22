// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * A capture with a callback. {@link #start} takes frame after frame on a daemon thread named {@code
 * pixelflux-capture}, and passes every stripe to a {@link StripeCallback}, until {@link #stop};
 * {@link #startFrames} passes whole frames to a {@link FrameCallback}, as mode mixed needs it. Then
 * it can be started again. A program that asks for frames itself opens a {@link FrameReader}; a
 * program that needs a single picture takes a {@link #snapshot}.
 *
 * <p><b>The end:</b> after {@link #stop}, {@link #close} or a failure nothing is delivered any
 * more. {@link StripeCallback#onError} is called for a failure and for nothing else.
 *
 * <p>Any thread, a callback and a listener may call every method, in any order. The collector frees
 * a capture some time after the program has lost it, but not one that runs.
 *
 * <p>These methods block: {@code start} and {@code snapshot} wait for the display, which has 5 s to
 * say hello and 30 s to answer later, and read the watermark's file; {@code update} reads that file
 * too; {@code stop} and {@code close} wait for the callback's call that is running, and for the
 * frame that is being encoded. All other methods return at once.
 */
public final class ScreenCapture implements Capture {

    private final Object lock = new Object();
    private final Function<CaptureSettings, NativeSession> opener;
    private @Nullable CallbackDelivery delivery;
    private @Nullable CursorListener cursorListener;
    private boolean closed;

    /** Counts the calls of start and stop, of which the last one holds. */
    private long orders;

    /** An idle capture, to be started with {@link #start}. */
    public ScreenCapture() {
        this(NativeSession::open);
    }

    /** A capture that {@link #start} opens in another way; for tests. */
    ScreenCapture(Function<CaptureSettings, NativeSession> opener) {
        this.opener = opener;
    }

    /**
     * Takes one picture of what a capture with these settings would show in its first frame: with
     * region, autoAdjustSize, captureCursor and watermark; of the synthetic source it is frame 0.
     * It has the pixels themselves and needs no codec: options of encoding and rate have no effect,
     * and mode h264 needs no x264.
     *
     * <p>Opens the source for itself, blocks until the pixels are read and leaves nothing open.
     * Captures that run do not notice. Nothing of what {@link #fallbacks()} would list is logged.
     * If a screen is resized meanwhile, it is read once more at its new size.
     *
     * @return a new image of the type {@link BufferedImage#TYPE_INT_RGB}; the caller owns it
     * @throws IllegalArgumentException if the region does not fit the source or has more than 2^30
     *     pixels, or if the watermark cannot be read
     * @throws PixelfluxException if the native library cannot be loaded, or the source not opened
     *     or read, or if memory runs out
     */
    public static BufferedImage snapshot(CaptureSettings settings) {
        return Snapshot.take(settings).image();
    }

    /**
     * Captures on a background thread. A capture that already runs with a callback is stopped first
     * (as {@link #stop} does); from its own callback this takes effect when the callback returns.
     * If another thread calls {@link #stop} or {@code start} before this returns, that call
     * decides, and this leaves nothing running.
     *
     * @throws IllegalArgumentException if the region does not fit the source, or for mode mixed,
     *     which has no stripes
     * @throws IllegalStateException if this capture was closed
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened,
     *     or if the system has no thread for it
     */
    public void start(CaptureSettings settings, StripeCallback callback) {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(callback, "callback");
        start(settings, Receiver.of(callback));
    }

    /**
     * Captures on a background thread, as {@link #start} does, and passes on whole frames, in every
     * mode.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws IllegalStateException if this capture was closed
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened,
     *     or if the system has no thread for it
     */
    public void startFrames(CaptureSettings settings, FrameCallback callback) {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(callback, "callback");
        start(settings, Receiver.of(callback));
    }

    private void start(CaptureSettings settings, Receiver receiver) {
        receiver.requireMode(settings);
        long order;
        CallbackDelivery running;
        synchronized (lock) {
            requireNotClosed();
            order = ++orders;
            running = delivery;
        }
        if (running != null) {
            running.stop();
        }
        NativeSession session = opener.apply(settings);
        boolean begun;
        try {
            begun = begin(order, session, receiver);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        if (!begun) {
            session.close();
        }
    }

    /** False if another order came meanwhile. */
    private boolean begin(long order, NativeSession session, Receiver receiver) {
        synchronized (lock) {
            requireNotClosed();
            if (order != orders) {
                return false;
            }
            // What ran before is stopped, but may be calling this.
            CallbackDelivery next = new CallbackDelivery(session, receiver, delivery);
            session.cursorListener(cursorListener);
            next.start();
            delivery = next;
            return true;
        }
    }

    /**
     * Ends the capture: blocks until nothing more is delivered, which takes as long as the
     * callback's call that is running. A callback that calls this, or another capture's callback
     * for which it waits, does not block: nothing is delivered after its call. A {@link #start}
     * that another thread has not finished is undone. Does nothing if no callback is running.
     */
    public void stop() {
        CallbackDelivery running;
        synchronized (lock) {
            orders++;
            running = delivery;
        }
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (lock) {
            return !closed && delivery != null && delivery.isRunning();
        }
    }

    /**
     * The settings of this capture, as last started or updated.
     *
     * @throws IllegalStateException if it was never started
     */
    @Override
    public CaptureSettings settings() {
        synchronized (lock) {
            if (delivery == null) {
                throw new IllegalStateException("the capture has not been started");
            }
            return delivery.session().settings();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also for mode mixed, if this runs with a {@link
     *     StripeCallback}
     */
    @Override
    public void update(CaptureSettings settings) {
        // Outside the lock: it may read a file, for which nothing else may wait.
        CallbackDelivery running = running();
        running.requireMode(settings);
        running.session().update(settings);
    }

    @Override
    public void requestKeyFrame() {
        running().session().requestKeyFrame();
    }

    @Override
    public void requestRefresh(long epoch, long sinceFrame) {
        requestRefresh(RefreshRequest.since(new FrameNumber(epoch, sinceFrame)));
    }

    @Override
    public void requestRefresh(RefreshRequest request) {
        running().session().requestRefresh(request);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An idle capture takes any listener for its {@link #start}, and it stays when the capture
     * is started again.
     */
    @Override
    public void cursorListener(@Nullable CursorListener listener) {
        synchronized (lock) {
            if (listener != null) {
                requireNotClosed();
                if (delivery != null && isRunning()) {
                    delivery.session().requireCursorEvents();
                }
            }
            cursorListener = listener;
            if (delivery != null) {
                delivery.session().cursorListener(listener);
            }
        }
    }

    @Override
    public ScreenPicture picture() {
        return new ScreenPicture(running().session());
    }

    @Override
    public CaptureDescription description() {
        return running().session().description();
    }

    @Override
    public CaptureCounters counters() {
        synchronized (lock) {
            if (delivery == null) {
                throw new IllegalStateException("the capture has not been started");
            }
            return delivery.session().counters();
        }
    }

    @Override
    public List<String> fallbacks() {
        synchronized (lock) {
            return delivery == null ? List.of() : delivery.session().fallbacks();
        }
    }

    /** Ends the capture for good: stops it as {@link #stop} does. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        // Outside the lock: it waits for a thread that may want it.
        stop();
    }

    private CallbackDelivery running() {
        synchronized (lock) {
            requireNotClosed();
            if (delivery == null || !delivery.isRunning()) {
                throw new IllegalStateException("the capture is not running");
            }
            return delivery;
        }
    }

    private void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException("the capture is closed");
        }
    }
}
