// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * A capture whose frames the program asks for, at its own pace: {@link #open} it, then call {@link
 * #next()} again and again. A slow reader gets fewer and newer frames, never a queue of old ones.
 *
 * <pre>{@code
 * try (FrameReader reader = FrameReader.open(settings)) {
 *     for (Frame frame; (frame = reader.next()) != null; ) {
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p><b>The end:</b> once the capture is closed, {@code next} returns null, both to a thread that
 * waits in it and to every later call. A failure is an exception and not the end: after a display
 * is gone, every call fails until {@link #close}, and the program needs a new reader.
 *
 * <p>{@code next} serves one thread at a time; a second one waits for the first, but no longer than
 * its timeout. A cursor listener must not call it. {@code next} does not react to an interrupt:
 * {@link #close} wakes it. The collector frees a reader some time after the program has lost it.
 *
 * <p>These methods block: {@code next} waits for a change, its timeout or {@code close}, but if the
 * display hangs, it waits beyond any timeout until {@code close}; {@code open} waits for the
 * display, which has 5 s to say hello and 30 s to answer later, and reads the watermark's file.
 *
 * <p>Both are native calls. A virtual thread that waits in one is pinned: while a screen is still,
 * {@code next} keeps its carrier thread from all others, perhaps for hours. Call {@code next} on a
 * platform thread.
 */
public final class FrameReader implements Capture {

    private final NativeSession session;

    private FrameReader(NativeSession session) {
        this.session = session;
    }

    /**
     * Opens the source.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     */
    public static FrameReader open(CaptureSettings settings) {
        return open(settings, NativeSession.INITIAL_BUFFER_BYTES);
    }

    static FrameReader open(CaptureSettings settings, int bufferBytes) {
        return new FrameReader(NativeSession.open(settings, bufferBytes));
    }

    /**
     * The next frame: blocks until something changed, while another thread is served and as long as
     * that takes. The first one has all of the picture.
     *
     * @return a frame that is not empty; null if the capture is closed, before this call or
     *     meanwhile
     * @throws IllegalStateException if a cursor listener calls this
     * @throws IllegalArgumentException if the source, whose size is followed, has become smaller
     *     than the encoder's library encodes; goes on once it has grown
     * @throws PixelfluxException if the source or an encoder failed; a display that is gone needs a
     *     new reader. If memory ran out, what was lost comes whole with the following call
     */
    public @Nullable Frame next() {
        return session.next(-1);
    }

    /**
     * The next frame: blocks until something changed, but not longer than the timeout and the
     * encoding of a frame, also while another thread is served; zero or less does not wait.
     *
     * @return an empty frame if nothing changed in time, or another thread was served all the time;
     *     null if the capture is closed, before this call or meanwhile
     * @throws IllegalStateException if a cursor listener calls this
     * @throws IllegalArgumentException if the source, whose size is followed, has become smaller
     *     than the encoder's library encodes; goes on once it has grown
     * @throws PixelfluxException if the source or an encoder failed; a display that is gone needs a
     *     new reader. If memory ran out, what was lost comes whole with the following call
     */
    public @Nullable Frame next(Duration timeout) {
        return session.next(nanos(timeout));
    }

    /** Of a timeout; not negative. */
    static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public CaptureSettings settings() {
        return session.settings();
    }

    @Override
    public void update(CaptureSettings settings) {
        session.update(settings);
    }

    @Override
    public void requestKeyFrame() {
        session.requestKeyFrame();
    }

    @Override
    public void requestRefresh(long epoch, long sinceFrame) {
        requestRefresh(RefreshRequest.since(new FrameNumber(epoch, sinceFrame)));
    }

    @Override
    public void requestRefresh(RefreshRequest request) {
        session.requestRefresh(request);
    }

    @Override
    public void cursorListener(@Nullable CursorListener listener) {
        if (listener != null) {
            session.requireCursorEvents();
        }
        session.cursorListener(listener);
    }

    @Override
    public ScreenPicture picture() {
        return new ScreenPicture(session);
    }

    @Override
    public boolean isRunning() {
        return !session.isClosed();
    }

    @Override
    public CaptureDescription description() {
        return session.description();
    }

    @Override
    public CaptureCounters counters() {
        return session.counters();
    }

    @Override
    public List<String> fallbacks() {
        return session.fallbacks();
    }

    /**
     * Ends the capture and frees what it holds: wakes a waiting {@link #next()}, which returns
     * null, and waits until it has left, but not for a cursor listener that it is calling. Stripes
     * of the last frame stay readable. Idempotent.
     */
    @Override
    public void close() {
        session.close();
    }

    /** What the native side understood; for tests. */
    String describe() {
        return session.describe();
    }

    /** Whether a thread is inside next; for tests. */
    boolean isInNext() {
        return session.isInNext();
    }

    /** How many threads wait for another one to leave next; for tests. */
    int waitingForNext() {
        return session.waitingForNext();
    }

    /** How large the buffer has grown; for tests. */
    int bufferBytes() {
        return session.bufferBytes();
    }
}
