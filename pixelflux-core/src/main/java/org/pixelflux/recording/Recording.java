// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.PixelfluxException;
import org.pixelflux.ScreenChange;
import org.pixelflux.ScreenPicture;
import org.pixelflux.Stripe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a screen to MP4 files, from {@link #to} until {@link #close}, on a thread of its own.
 *
 * <pre>{@code
 * try (Recording recording = Recording.to(Path.of("desk.mp4"), settings)) {
 *     …
 * }
 * }</pre>
 *
 * <p><b>What is written:</b> H.264 in full frames, 4:2:0, each picture with the time that it was
 * shown: while the screen is still nothing is written, and its picture lasts. A key frame comes at
 * least after 5 seconds of change, so that players can seek. An odd width or height is rounded up;
 * the last pixels are repeated.
 *
 * <p><b>Files:</b> the first one has the name that was asked for, {@code desk.mp4}, and {@code
 * desk-2.mp4} and so on follow: when the settings say so, and when the picture's size changes
 * (autoAdjustSize). No file is overwritten; a number that is taken is left out. Only files of this
 * recording are ever deleted. Another file also begins when a display that went away is back (see
 * below). Beside each file stands the index of its changes, {@code desk.vtt}: see {@link
 * ChangeIndex}.
 *
 * <p><b>Crashes:</b> a file plays at any time, up to the last fragment. A fragment is written a
 * second after its first picture at the latest, so that is what a killed program loses at most. If
 * it is killed while the screen is still, the file ends a second after the last change.
 *
 * <p><b>Losses:</b> if its display goes away, or the capture fails in another way, the file is
 * finished, and the capture is opened again as soon as that is possible: after a quarter of a
 * second, then after pauses of up to a second, or of up to 30 s where no other attempt is likely to
 * help. Until then {@link #failure()} says why nothing is recorded. A warning is logged. A capture
 * that would ask a user again is not opened again ({@link PixelfluxException.Code#CONSENT}). With
 * {@code withReconnect(false)} a loss ends the recording.
 *
 * <p><b>Failures</b> end the recording: a disk that is full or a file that cannot be written as a
 * {@link RecordingException}, and without reconnect a loss as a {@link PixelfluxException}. What
 * was written before plays. {@link #failure()} says what it was, and {@link #close} throws it.
 *
 * <p>Any thread may call every method.
 */
public final class Recording implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private final RecordedCapture capture;
    private final RecordedFiles files;
    private final VideoWriter writer;
    private final boolean changeIndex;
    private final boolean reconnect;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /** Why nothing is recorded until the capture is open again; null if it is. */
    private volatile @Nullable RuntimeException loss;

    private boolean thrown;
    private volatile long pictures;

    private Recording(RecordedCapture capture, RecordedFiles files, RecordingSettings settings) {
        this.capture = capture;
        this.files = files;
        this.writer = new VideoWriter(files, settings);
        this.changeIndex = settings.changeIndex();
        this.reconnect = settings.reconnect();
        this.thread = new Thread(this::run, "pixelflux-recording");
        thread.setDaemon(true);
    }

    /**
     * Begins to record to one file with an index, but for resizes of the screen and displays that
     * come back.
     *
     * @param file must not exist; its directory must
     * @throws IllegalArgumentException if the region does not fit the source, or h264FullColor is
     *     set
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     * @throws RecordingException if the file cannot be created
     */
    public static Recording to(Path file, CaptureSettings settings) {
        return to(file, RecordingSettings.of(settings));
    }

    /**
     * Begins to record. Returns when the screen is open and the file created.
     *
     * @param file the first one; it must not exist, its directory must
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded or the source not opened
     * @throws RecordingException if the file cannot be created
     */
    public static Recording to(Path file, RecordingSettings settings) {
        return to(file, settings, RecordedFiles::create);
    }

    static Recording to(Path file, RecordingSettings settings, RecordedFiles.Opener opener) {
        Objects.requireNonNull(settings, "settings");
        RecordedFiles files;
        try {
            files = new RecordedFiles(file.toAbsolutePath(), settings, opener);
        } catch (IOException e) {
            throw new RecordingException(file, e);
        }
        RecordedCapture capture = null;
        try {
            capture = new RecordedCapture(VideoSettings.of(settings.capture()));
            Recording recording = new Recording(capture, files, settings);
            recording.thread.start();
            return recording;
        } catch (RuntimeException | Error e) {
            if (capture != null) {
                capture.close();
            }
            try {
                files.end();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** The files that were written and are kept, the oldest first; absolute. */
    public List<Path> files() {
        return files.paths();
    }

    /** Whether it goes on: it was neither closed nor did it fail. */
    public boolean isRunning() {
        return !closing && ended.getCount() > 0;
    }

    /**
     * Why it has ended by itself, or, while {@link #isRunning()}, why nothing is recorded until the
     * capture can be opened again; null if it goes well.
     */
    public @Nullable RuntimeException failure() {
        RuntimeException end = failure;
        return end != null ? end : loss;
    }

    /** How many pictures came. For tests. */
    long pictures() {
        return pictures;
    }

    /**
     * Waits until the recording has ended, by {@link #close} or by itself.
     *
     * @return whether it has, within that time
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Ends the recording and waits until the file is finished; its last picture lasts until now.
     * While a display is being opened again it also waits for that attempt, as {@link
     * FrameReader#open} does. Idempotent.
     *
     * @throws RecordingException if a file could not be written; only the first call throws
     * @throws PixelfluxException if the capture failed and that has ended the recording; only the
     *     first call throws
     */
    @Override
    public void close() {
        closing = true;
        capture.close();
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwFailure();
    }

    private synchronized void throwFailure() {
        RuntimeException reason = failure;
        if (reason != null && !thrown) {
            thrown = true;
            throw reason;
        }
    }

    private void run() {
        try {
            record();
            writer.end(System.nanoTime());
        } catch (Throwable e) {
            fail(e);
        } finally {
            capture.close();
            ended.countDown();
        }
    }

    private void fail(Throwable cause) {
        RuntimeException told = asRuntimeException(cause);
        // Before the rest, which may fail too.
        if (!closing || cause instanceof IOException) {
            failure = told;
        }
        try {
            if (cause instanceof IOException) {
                writer.abandon();
            } else {
                writer.end(System.nanoTime());
            }
        } catch (IOException | RuntimeException | Error again) {
            told.addSuppressed(again);
        }
    }

    private RuntimeException asRuntimeException(Throwable cause) {
        if (cause instanceof IOException e) {
            return new RecordingException(files.last(), e);
        }
        return cause instanceof RuntimeException same
                ? same
                : new IllegalStateException("the recording failed: " + cause, cause);
    }

    private void record() throws IOException {
        boolean open = true;
        while (open) {
            FrameReader reader = capture.reader();
            ScreenPicture picture = reader.picture();
            try {
                readOn(reader, picture);
                return;
            } catch (PixelfluxException e) {
                if (!reconnect || closing || isDeclined(e)) {
                    throw e;
                }
                lose(e);
                open = capture.openAgain(e);
            }
        }
    }

    /** Whether somebody has declined, or agreed in vain, whom the next attempt would ask again. */
    private static boolean isDeclined(PixelfluxException cause) {
        return cause.code() == PixelfluxException.Code.CONSENT;
    }

    /** Returns at the end; throws a PixelfluxException only if the capture is lost. */
    private void readOn(FrameReader reader, ScreenPicture picture) throws IOException {
        while (true) {
            long due = writer.dueIn(System.nanoTime());
            Frame frame =
                    due == VideoWriter.NEVER ? reader.next() : reader.next(Duration.ofNanos(due));
            if (frame == null) {
                return;
            }
            if (frame.isEmpty()) {
                writer.rest(System.nanoTime());
            } else {
                add(frame, reader, picture);
            }
        }
    }

    /** Each loss is told once, however many captures are opened in vain. */
    private void lose(PixelfluxException cause) throws IOException {
        if (loss == null) {
            LOG.warn(
                    "{} ends because its capture is lost; another file follows when that can be"
                            + " opened again",
                    files.last(),
                    cause);
        }
        writer.endFile(System.nanoTime());
        loss = cause;
    }

    private void add(Frame frame, FrameReader reader, ScreenPicture picture) throws IOException {
        Stripe whole = frame.stripes().get(0);
        ScreenChange change = changeIndex ? changes(picture) : null;
        writer.add(
                whole.payloadBuffer(),
                whole.keyFrame(),
                frame.captureNanos(),
                change == null ? List.of() : change.areas());
        pictures++;
        capture.delivers();
        if (loss != null) {
            loss = null;
            LOG.info("the recording goes on with {}", files.last());
        }
        if (writer.wantsKeyFrame() && !closing) {
            requestKeyFrame(reader);
        }
    }

    /** Null if the recording is being closed. */
    private static @Nullable ScreenChange changes(ScreenPicture picture) {
        try {
            return picture.changes();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static void requestKeyFrame(FrameReader reader) {
        try {
            reader.requestKeyFrame();
        } catch (IllegalStateException e) {
            if (reader.isRunning()) {
                throw e;
            }
        }
    }
}
