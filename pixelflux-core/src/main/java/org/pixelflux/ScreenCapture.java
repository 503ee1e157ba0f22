// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Captures a source and gives the stripes that changed. There are two ways to use it:
 *
 * <ul>
 *   <li>pull: {@link #open} and then {@link #next()} again and again, at the reader's own pace. A
 *       slow reader gets fewer and newer frames, never a queue of old ones;
 *   <li>callback: {@link #start} runs that loop on a daemon thread named {@code pixelflux-capture}
 *       until {@link #stop}.
 * </ul>
 *
 * <p>Who wants one picture and no capture takes a {@link #snapshot}.
 *
 * <p>Every method may be called from any thread, in any order, from a callback and a listener too
 * (a listener must not call {@code next}). Only one thread at a time is served by {@code next}; a
 * second one waits for the first, but no longer than its timeout. {@code next} does not react to an
 * interrupt: {@link #close} wakes it. A capture that is forgotten is freed some time after it
 * became unreachable; one that runs with a callback is not forgotten while it runs.
 *
 * <p>What blocks, and what ends that: {@code next} waits for a change, its timeout or {@code
 * close}, but for a display that hangs without answering beyond any timeout, until {@code close};
 * {@code open}, {@code start} and {@code snapshot} for the display, which has 5 s to say hello and
 * 30 s to answer later, and read the watermark's file; {@code update} reads that file too; {@code
 * stop} and {@code close} wait for the callback's call that is running, and for the frame that is
 * being encoded. All else returns at once.
 *
 * <p>All of these are native calls. A virtual thread that waits in one is pinned: while a screen is
 * calm, {@code next} keeps its carrier from all others, for hours perhaps. Give {@code next} a
 * platform thread; {@code start} has one of its own.
 */
public final class ScreenCapture implements AutoCloseable {

    /** One update at a time; taken before {@link #lock}. */
    private final Object updating = new Object();

    private final Object lock = new Object();
    private CaptureSettings settings;
    private final NativeSession pulled;
    private final Function<CaptureSettings, NativeSession> opener;
    private CallbackDelivery delivery;
    private CursorListener cursorListener;
    private boolean closed;

    /** Counts the calls of start and stop, of which the last one holds. */
    private long orders;

    /** An idle capture, to be started with {@link #start}. */
    public ScreenCapture() {
        this(NativeSession::open);
    }

    /** One that {@link #start} opens in another way; for tests. */
    ScreenCapture(Function<CaptureSettings, NativeSession> opener) {
        this.pulled = null;
        this.opener = opener;
    }

    private ScreenCapture(CaptureSettings settings, NativeSession session) {
        this.settings = settings;
        this.pulled = session;
        this.opener = null;
    }

    /**
     * Opens the source for {@link #next()}.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     */
    public static ScreenCapture open(CaptureSettings settings) {
        return open(settings, NativeSession.INITIAL_BUFFER_BYTES);
    }

    static ScreenCapture open(CaptureSettings settings, int bufferBytes) {
        return new ScreenCapture(settings, NativeSession.open(settings, bufferBytes));
    }

    /**
     * One picture of what these settings would capture now, as its first frame would show it: with
     * region, autoAdjustSize, captureCursor and watermark, of the synthetic source its frame 0. It
     * has the pixels themselves, no codec comes into it: options of encoding and rate have no
     * effect, and mode h264 needs no x264.
     *
     * <p>Opens the source for itself, blocks until the pixels are read and leaves nothing open.
     * Captures that run do not notice. What {@link #fallbacks()} would tell is not logged. A screen
     * that is resized meanwhile is read once more at its new size.
     *
     * @return a new image of the type {@link BufferedImage#TYPE_INT_RGB}; the caller owns it
     * @throws IllegalArgumentException if the region does not fit the source or has more than 2^30
     *     pixels, or if the watermark cannot be read
     * @throws PixelfluxException if the native library cannot be loaded, or the source not opened
     *     or read, or if memory runs out
     */
    public static BufferedImage snapshot(CaptureSettings settings) {
        NativeLoader.ensureLoaded();
        try {
            return image(NativeCapture.snapshot0(settings.toNativeText()));
        } catch (OutOfMemoryError e) {
            throw PixelfluxException.outOfResources(
                    "no room for the snapshot in Java's heap, which may have "
                            + Runtime.getRuntime().maxMemory()
                            + " bytes (-Xmx), and needs 8 a pixel meanwhile: give it more, or take"
                            + " a smaller region",
                    e);
        }
    }

    private static BufferedImage image(int[] sizeAndPixels) {
        BufferedImage image =
                new BufferedImage(sizeAndPixels[0], sizeAndPixels[1], BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(sizeAndPixels, 2, rgb, 0, rgb.length);
        return image;
    }

    /**
     * The next frame: blocks until something changed, while another thread is served and as long as
     * that takes. The first one has every stripe.
     *
     * @return an empty frame only if the capture was closed meanwhile
     * @throws IllegalStateException if this capture is not open, or is run with a callback
     * @throws PixelfluxException if the source or an encoder failed; a display that is gone needs a
     *     new capture. If memory ran out, what was lost comes whole with the following call
     */
    public Frame next() {
        return pulledSession().next(-1);
    }

    /**
     * The next frame: blocks until something changed, but not longer than the timeout and the
     * encoding of a frame, also while another thread is served; zero or less does not wait.
     *
     * @return an empty frame if nothing changed in time, another thread was served all the time, or
     *     the capture was closed meanwhile
     * @throws IllegalStateException if this capture is not open, or is run with a callback
     * @throws PixelfluxException if the source or an encoder failed; a display that is gone needs a
     *     new capture. If memory ran out, what was lost comes whole with the following call
     */
    public Frame next(Duration timeout) {
        return pulledSession().next(nanos(timeout));
    }

    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Changes settings of the running capture; they hold from one of the next frames on.
     *
     * @throws IllegalArgumentException if an option differs that cannot change while capturing
     *     (source, display, those that begin with synthetic; the message names it), or if the new
     *     region does not fit the source
     * @throws IllegalStateException if nothing is being captured
     */
    public void update(CaptureSettings settings) {
        synchronized (updating) {
            NativeSession session;
            synchronized (lock) {
                session = session();
                this.settings.requireLiveChange(settings);
            }
            // Reads a watermark's file: nothing else may wait for that.
            session.update(settings);
            synchronized (lock) {
                boolean stillThere =
                        delivery == null ? pulled == session : delivery.session() == session;
                if (stillThere) {
                    this.settings = settings;
                }
            }
        }
    }

    /**
     * Tells the mouse pointer to this listener, and no longer to another; null: to nobody. The
     * settings need cursorEvents. A new listener is told the current state first, by the following
     * {@link #next()}, or with the next packet if that is being waited for. It stays when {@link
     * #update} turns cursorEvents off and on, and when a callback is started again.
     *
     * @throws IllegalStateException if this capture was closed, or runs without cursorEvents; an
     *     idle one takes any listener for its {@link #start}. Never for null
     */
    public void cursorListener(CursorListener listener) {
        synchronized (lock) {
            if (listener != null) {
                requireNotClosed();
                if (isRunning() && !settings.cursorEvents()) {
                    throw new IllegalStateException(
                            "nothing is told of the cursor: set cursorEvents to true in the"
                                    + " settings of this capture");
                }
            }
            cursorListener = listener;
            if (pulled != null) {
                pulled.cursorListener(listener);
            } else if (delivery != null) {
                delivery.session().cursorListener(listener);
            }
        }
    }

    /**
     * Sends every stripe whole with the next frame, changed or not, and tells the cursor with its
     * shape: what a new viewer needs.
     *
     * @throws IllegalStateException if nothing is being captured
     */
    public void requestKeyFrame() {
        session().requestKeyFrame();
    }

    /**
     * Captures on a background thread. A capture that already runs with a callback is stopped first
     * (as {@link #stop} does); from its own callback this takes effect when the callback returns.
     * If another thread calls {@link #stop} or {@code start} before this returns, that one holds:
     * this then leaves nothing running.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws IllegalStateException if this capture was closed, or opened for {@link #next()}
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened,
     *     or if the system has no thread for it
     */
    public void start(CaptureSettings settings, StripeCallback callback) {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(callback, "callback");
        long order;
        CallbackDelivery running;
        synchronized (lock) {
            requireStartable();
            order = ++orders;
            running = delivery;
        }
        if (running != null) {
            running.stop();
        }
        NativeSession session = opener.apply(settings);
        boolean begun;
        try {
            begun = begin(order, settings, session, callback);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        if (!begun) {
            session.close();
        }
    }

    /** False if another order came meanwhile. */
    private boolean begin(
            long order, CaptureSettings settings, NativeSession session, StripeCallback callback) {
        synchronized (lock) {
            requireNotClosed();
            if (order != orders) {
                return false;
            }
            // What ran before is stopped, but may be calling this.
            CallbackDelivery next = new CallbackDelivery(session, callback, delivery);
            session.cursorListener(cursorListener);
            next.start();
            delivery = next;
            this.settings = settings;
            return true;
        }
    }

    private void requireStartable() {
        requireNotClosed();
        if (pulled != null) {
            throw new IllegalStateException(
                    "this capture was opened for next(); start needs one of its own");
        }
    }

    /**
     * Ends a capture with a callback: blocks until nothing more is delivered, which is as long as
     * the callback's call takes that is running. From that call itself, or from the callback of
     * another capture that it waits for in turn, this only marks, and nothing follows the call. A
     * {@link #start} that another thread has not finished is undone. Does nothing if no callback is
     * running.
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

    /** Whether frames can still come: open for {@link #next()}, or started and not ended. */
    public boolean isRunning() {
        synchronized (lock) {
            return !closed && (pulled != null || (delivery != null && delivery.isRunning()));
        }
    }

    /**
     * The settings of this capture, as last updated.
     *
     * @throws IllegalStateException if it was never opened or started
     */
    public CaptureSettings settings() {
        synchronized (lock) {
            if (settings == null) {
                throw new IllegalStateException("the capture has not been started");
            }
            return settings;
        }
    }

    /**
     * What the source cannot do and what is done instead, such as {@code MIT-SHM is not available:
     * …; using GetImage}. Each is also logged once as a warning. Empty if nothing is missing.
     */
    public List<String> fallbacks() {
        synchronized (lock) {
            if (pulled != null) {
                return pulled.fallbacks();
            }
            return delivery != null ? delivery.session().fallbacks() : List.of();
        }
    }

    /** What the native side understood; for tests. */
    String describe() {
        return session().describe();
    }

    /** Whether a thread is inside next; for tests. */
    boolean isInNext() {
        return session().isInNext();
    }

    /** How many threads wait for another one to leave next; for tests. */
    int waitingForNext() {
        return session().waitingForNext();
    }

    /** How large the buffer has grown; for tests. */
    int bufferBytes() {
        return session().bufferBytes();
    }

    /**
     * Ends the capture and frees what it holds: wakes a waiting {@link #next()} and waits until it
     * has left, but not for a cursor listener that it is calling; or stops the callback as {@link
     * #stop} does. An {@link #update} that is still reading a file frees when it is done. Stripes
     * of the last frame stay readable. Idempotent.
     */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        // Outside the lock: both wait for a thread that may want it.
        if (pulled != null) {
            pulled.close();
        }
        stop();
    }

    private NativeSession pulledSession() {
        synchronized (lock) {
            requireNotClosed();
            if (pulled == null) {
                throw new IllegalStateException(
                        delivery == null
                                ? "the capture is not open"
                                : "the capture runs with a callback, which takes the frames");
            }
            return pulled;
        }
    }

    private NativeSession session() {
        synchronized (lock) {
            requireNotClosed();
            if (pulled != null) {
                return pulled;
            }
            if (delivery == null || !delivery.isRunning()) {
                throw new IllegalStateException("the capture is not running");
            }
            return delivery.session();
        }
    }

    private void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException("the capture is closed");
        }
    }
}
