// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * A capture that says what changed and where, and encodes nothing: {@link #open} it, then call
 * {@link #next()} again and again. While nothing changes it costs nothing; {@code fps} is the
 * ceiling. {@link #picture()} has the pixels, and an encoder runs only where the program calls one.
 *
 * <pre>{@code
 * ChangePolicy calm = ChangePolicy.EVERY_CHANGE.withSettle(Duration.ofSeconds(1));
 * try (ChangeReader reader = ChangeReader.open(settings, calm)) {
 *     for (ScreenChange change; (change = reader.next()) != null; ) {
 *         …  reader.picture().image()
 *     }
 * }
 * }</pre>
 *
 * <p>The first change is the whole picture; so is what follows {@link #requestKeyFrame} and {@link
 * #requestRefresh}. {@code mode} and the options of encoding have no effect, but for jpegQuality
 * and jpegFullColor on {@link ScreenPicture#encode}. Otherwise it is a {@link FrameReader}: see
 * there for its end, its failures, threads and what blocks.
 */
public final class ChangeReader implements Capture {

    private final NativeSession session;
    private final ChangeGathering gathering;
    private final ScreenPicture picture;

    private ChangeReader(NativeSession session, ChangePolicy policy) {
        this.session = session;
        this.gathering = new ChangeGathering(changesOf(session), System::nanoTime, policy);
        this.picture = new ScreenPicture(session);
    }

    private static ChangeGathering.Changes changesOf(NativeSession session) {
        return new ChangeGathering.Changes() {
            @Override
            public @Nullable Frame next(long timeoutNanos) {
                return session.next(timeoutNanos);
            }

            @Override
            public boolean isClosed() {
                return session.isClosed();
            }
        };
    }

    /**
     * Opens the source, to give every change.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     */
    public static ChangeReader open(CaptureSettings settings) {
        return open(settings, ChangePolicy.EVERY_CHANGE);
    }

    /**
     * Opens the source, to give changes when the policy says.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     */
    public static ChangeReader open(CaptureSettings settings, ChangePolicy policy) {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(policy, "policy");
        return new ChangeReader(NativeSession.openChanges(settings), policy);
    }

    /**
     * The next change: blocks until there is one and the policy wants it given.
     *
     * @return a change that is not empty; null if the capture is closed, before this call or
     *     meanwhile
     * @throws IllegalStateException if a cursor listener calls this
     * @throws PixelfluxException if the source failed; a display that is gone needs a new reader
     */
    public @Nullable ScreenChange next() {
        return gathering.next(-1);
    }

    /**
     * The next change: blocks until there is one and the policy wants it given, but not longer than
     * the timeout; zero or less does not wait. What has changed meanwhile is not lost.
     *
     * @return an empty change if none was due in time; null if the capture is closed, before this
     *     call or meanwhile
     * @throws IllegalStateException if a cursor listener calls this
     * @throws PixelfluxException if the source failed; a display that is gone needs a new reader
     */
    public @Nullable ScreenChange next(Duration timeout) {
        return gathering.next(FrameReader.nanos(timeout));
    }

    /**
     * The current picture. Between two calls of {@code next} it is that of the last change that was
     * given, or newer by what the policy holds back.
     */
    @Override
    public ScreenPicture picture() {
        return picture;
    }

    /** Whether a thread is inside {@link #next}. */
    boolean isInNext() {
        return session.isInNext();
    }

    @Override
    public CaptureSettings settings() {
        return session.settings();
    }

    @Override
    public void update(CaptureSettings settings) {
        session.update(settings);
    }

    /** Lets the whole picture count as changed. */
    @Override
    public void requestKeyFrame() {
        session.requestKeyFrame();
    }

    /** As {@link #requestKeyFrame}. */
    @Override
    public void requestRefresh(long epoch, long sinceFrame) {
        session.requestRefresh(RefreshRequest.since(new FrameNumber(epoch, sinceFrame)));
    }

    @Override
    public void cursorListener(@Nullable CursorListener listener) {
        if (listener != null) {
            session.requireCursorEvents();
        }
        session.cursorListener(listener);
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

    /** Ends the capture as {@link FrameReader#close} does. Idempotent. */
    @Override
    public void close() {
        session.close();
    }
}
