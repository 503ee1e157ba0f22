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
 * recording are ever deleted. Beside each file stands the index of its changes, {@code desk.vtt}:
 * see {@link ChangeIndex}.
 *
 * <p><b>Crashes:</b> a file plays at any time, up to the last fragment. A fragment is written a
 * second after its first picture at the latest, so that is what a killed program loses at most. If
 * it is killed while the screen is still, the file ends a second after the last change.
 *
 * <p><b>Failures</b> end the recording: a display that is gone as a {@link PixelfluxException}, a
 * disk that is full or a file that cannot be written as a {@link RecordingException}. What was
 * written before plays. {@link #failure()} says what it was, and {@link #close} throws it.
 *
 * <p>Any thread may call every method.
 */
public final class Recording implements AutoCloseable {

    private final FrameReader capture;
    private final RecordedFiles files;
    private final VideoWriter writer;
    private final ScreenPicture picture;
    private final boolean changeIndex;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;
    private boolean thrown;
    private volatile long pictures;

    private Recording(FrameReader capture, RecordedFiles files, RecordingSettings settings) {
        this.capture = capture;
        this.files = files;
        this.writer = new VideoWriter(files, settings);
        this.picture = capture.picture();
        this.changeIndex = settings.changeIndex();
        this.thread = new Thread(this::run, "pixelflux-recording");
        thread.setDaemon(true);
    }

    /**
     * Begins to record to one file with an index, but for resizes of the screen.
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
        FrameReader capture = null;
        try {
            capture = FrameReader.open(VideoSettings.of(settings.capture()));
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

    /** Whether it still records: it was neither closed nor did it fail. */
    public boolean isRunning() {
        return !closing && ended.getCount() > 0;
    }

    /** Why it has ended by itself; null if it has not. */
    public @Nullable RuntimeException failure() {
        return failure;
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
     * Idempotent.
     *
     * @throws RecordingException if a file could not be written; only the first call throws
     * @throws PixelfluxException if the capture failed; only the first call throws
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
        while (true) {
            long due = writer.dueIn(System.nanoTime());
            Frame frame =
                    due == VideoWriter.NEVER ? capture.next() : capture.next(Duration.ofNanos(due));
            if (frame == null) {
                return;
            }
            if (frame.isEmpty()) {
                writer.rest(System.nanoTime());
            } else {
                add(frame);
            }
        }
    }

    private void add(Frame frame) throws IOException {
        Stripe whole = frame.stripes().get(0);
        ScreenChange change = changeIndex ? changes() : null;
        writer.add(
                whole.payloadBuffer(),
                whole.keyFrame(),
                frame.captureNanos(),
                change == null ? List.of() : change.areas());
        pictures++;
        if (writer.wantsKeyFrame() && !closing) {
            requestKeyFrame();
        }
    }

    /** Null if the recording is being closed. */
    private @Nullable ScreenChange changes() {
        try {
            return picture.changes();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private void requestKeyFrame() {
        try {
            capture.requestKeyFrame();
        } catch (IllegalStateException e) {
            if (capture.isRunning()) {
                throw e;
            }
        }
    }
}
