// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what a screen shows, as tests and robots do: until something changes, is still, or is a
 * given picture.
 *
 * <pre>{@code
 * try (ScreenWatch watch = ScreenWatch.open(settings)) {
 *     CompletableFuture<Boolean> opened =
 *             watch.until(ScreenCondition.looksLike(dialog).within(area), Duration.ofSeconds(10));
 *     robot.click();
 *     assert opened.join();
 * }
 * }</pre>
 *
 * <p>It is a capture of its own, which encodes nothing and costs nothing while the screen is still,
 * or looks at one that runs anyway ({@link #of}). Any number of waits can go on at once. Any thread
 * may call every method. The futures complete on one of two daemon threads of this watch, so what
 * hangs on them keeps up no other watch, but all waits of this one; take another executor for what
 * lasts.
 */
public final class ScreenWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenWatch.class);

    private final WatchedScreen screen;
    private final ScreenPicture picture;
    private final ScheduledThreadPoolExecutor timer;

    private final PendingWaits waits = new PendingWaits();

    /** What the screen showed last. Guarded by this. */
    private BufferedImage shown;

    /** Null if no wait is due. Guarded by this. */
    private @Nullable ScheduledFuture<?> alarm;

    /** Why there are no further waits. Guarded by this. */
    private @Nullable RuntimeException end;

    private ScreenWatch(WatchedScreen screen, BufferedImage shown) {
        this.screen = screen;
        this.picture = screen.picture();
        this.shown = shown;
        this.timer =
                new ScheduledThreadPoolExecutor(1, task -> daemon(task, "pixelflux-watch-time"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens the source, and reads the first picture; blocks as long as that takes, as {@link
     * ChangeReader#open} does. With the source {@link Source#FRAMES} that is until somebody pushes
     * a frame, and a desktop's user may think about it; {@link #owning} waits for neither.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded, the source not opened or
     *     read, or if memory runs out or the system has no thread for it
     */
    public static ScreenWatch open(CaptureSettings settings) {
        ChangeReader reader = ChangeReader.open(settings);
        try {
            reader.next();
            return owning(reader);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Goes on with a capture that its program opened, so that it could say how long to wait for the
     * first picture, and could close it meanwhile. From now on nobody else may take its changes.
     * {@link #close} closes it, and so does this method if it fails.
     *
     * @throws IllegalStateException if it has given no change yet, or was closed
     * @throws PixelfluxException if memory runs out or the system has no thread for it
     */
    public static ScreenWatch owning(ChangeReader reader) {
        return of(WatchedScreen.of(reader));
    }

    /**
     * Looks at the frames of a capture that runs, without a connection or a capture of its own. So
     * it sees what changes when somebody takes the frame that shows it: who takes none for a while
     * keeps its waits waiting, too. {@link #close} leaves the capture as it is, and the end of the
     * capture ends the watch. If its source fails, who takes its frames hears of that and not this
     * watch, whose waits end when the capture is closed or their timeout is over.
     *
     * @throws IllegalStateException if the capture was closed, or nobody has taken a frame of it
     *     yet
     * @throws PixelfluxException if memory runs out or the system has no thread for it
     */
    public static ScreenWatch of(Capture capture) {
        // Its own, since it remembers what it was asked last.
        return of(WatchedScreen.of(new ScreenPicture(capture.picture().session())));
    }

    private static ScreenWatch of(WatchedScreen screen) {
        try {
            BufferedImage first = screen.picture().image();
            if (first == null) {
                throw new IllegalStateException(
                        "the capture has no picture yet: take its first frame");
            }
            ScreenWatch watch = new ScreenWatch(screen, first);
            watch.start();
            return watch;
        } catch (RuntimeException | Error e) {
            screen.close();
            throw e;
        }
    }

    private void start() {
        try {
            daemon(this::run, "pixelflux-watch").start();
        } catch (OutOfMemoryError e) {
            throw PixelfluxException.outOfResources(
                    "cannot start a thread: raise the limit of threads (ulimit -u, or the pids"
                            + " limit of the container)",
                    e);
        }
    }

    /**
     * Waits for the condition, without blocking the caller. What the picture is compared with is
     * what this watch has seen of it when it is called; so a change that the caller brings about
     * after this call is never missed, and one of the last moment before it may count.
     *
     * @return completes with true when the condition holds, and with false when it has not held
     *     until the timeout is over; exceptionally with a {@link PixelfluxException} if its own
     *     source fails or there is no memory to compare the picture, and with an {@link
     *     IllegalStateException} if this watch is closed, or the capture that it looks at. Whoever
     *     has no use for it any more may cancel it
     * @throws IllegalArgumentException if no pixel of the picture that this watch has seen counts
     * @throws IllegalStateException if this watch was closed, or its source has failed
     */
    public CompletableFuture<Boolean> until(ScreenCondition condition, Duration timeout) {
        Objects.requireNonNull(condition, "condition");
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        synchronized (this) {
            if (end != null) {
                throw new IllegalStateException("the watch is over: " + end.getMessage(), end);
            }
            long now = System.nanoTime();
            PixelBlock pixels = PixelBlock.of(shown);
            condition.requirePartOf(pixels);
            // Half of what the clock can tell apart: as good as for ever.
            long limit = Math.min(FrameReader.nanos(timeout), Long.MAX_VALUE / 2);
            ScreenWait wait = new ScreenWait(condition, pixels, now, limit);
            Boolean known = wait.look(pixels, now);
            if (known != null) {
                answer.complete(known);
                return answer;
            }
            answer.whenComplete((truth, failure) -> waits.forget(answer));
            waits.add(wait, answer);
            try {
                setTimer(now);
            } catch (RuntimeException | Error e) {
                waits.forget(answer);
                throw e;
            }
        }
        return answer;
    }

    /** The current picture. */
    public ScreenPicture picture() {
        return picture;
    }

    /** How many go on; for tests. */
    int waits() {
        return waits.size();
    }

    private void run() {
        RuntimeException cause = new IllegalStateException("the watch was closed");
        try {
            for (ScreenChange change; (change = screen.next()) != null; ) {
                see(change);
            }
        } catch (RuntimeException | Error e) {
            cause = asFailure(e);
        } finally {
            end(cause);
        }
    }

    private void see(ScreenChange change) {
        PixelBlock pixels;
        synchronized (this) {
            shown = brought(shown, change);
            pixels = PixelBlock.of(shown);
        }
        waits.ask(wait -> wait.look(pixels, change.captureNanos()));
    }

    /** What the screen shows now, in the same image if it fits. */
    private BufferedImage brought(BufferedImage image, ScreenChange change) {
        if (image.getWidth() == change.width() && image.getHeight() == change.height()) {
            try {
                picture.draw(image);
                return image;
            } catch (IllegalArgumentException e) {
                LOG.debug("{} has another size by now", screen, e);
            }
        }
        BufferedImage another = picture.image();
        return another == null ? image : another;
    }

    private void lookAtClock() {
        try {
            long now = System.nanoTime();
            waits.ask(wait -> wait.at(now));
            synchronized (this) {
                setTimer(System.nanoTime());
            }
        } catch (RuntimeException | Error e) {
            // Otherwise nobody would look again, and the waits would last for ever.
            try {
                endBecauseOf(asFailure(e));
            } finally {
                screen.close();
            }
        }
    }

    private static RuntimeException asFailure(Throwable e) {
        return e instanceof RuntimeException failure
                ? failure
                : new IllegalStateException("the watch has failed: " + e, e);
    }

    /** Returns the first reason that was given. */
    private synchronized RuntimeException endBecauseOf(RuntimeException cause) {
        RuntimeException first = end == null ? cause : end;
        end = first;
        return first;
    }

    /**
     * For the wait that is due first; what has become due later by a change costs one look more.
     */
    private void setTimer(long now) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        OptionalLong due = waits.dueIn(now);
        alarm =
                due.isPresent()
                        ? timer.schedule(this::lookAtClock, due.getAsLong(), NANOSECONDS)
                        : null;
    }

    private void end(RuntimeException cause) {
        RuntimeException first = endBecauseOf(cause);
        screen.close();
        timer.shutdownNow();
        waits.fail(first);
    }

    /**
     * Ends the capture, if it is its own, and all waits. Does not wait for what hangs on their
     * futures. Idempotent.
     */
    @Override
    public void close() {
        screen.close();
    }
}
