// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

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
 * <p>It is a capture of its own, which encodes nothing and costs nothing while the screen is still.
 * Any number of waits can go on at once. Any thread may call every method. The futures complete on
 * one of two daemon threads of this watch, so what hangs on them keeps up no other watch, but all
 * waits of this one; take another executor for what lasts.
 */
public final class ScreenWatch implements AutoCloseable {

    /** A wait and who hears of its end. */
    private record Pending(ScreenWait going, CompletableFuture<Boolean> answer) {}

    private final ChangeReader reader;
    private final ScreenPicture picture;
    private final ScheduledThreadPoolExecutor timer;

    /** Guarded by this. */
    private final List<Pending> waits = new ArrayList<>();

    /** What the screen showed last. Guarded by this. */
    private BufferedImage shown;

    /** Null if no wait is due. Guarded by this. */
    private @Nullable ScheduledFuture<?> alarm;

    /** Why there are no further waits. Guarded by this. */
    private @Nullable RuntimeException end;

    private ScreenWatch(ChangeReader reader, BufferedImage shown) {
        this.reader = reader;
        this.picture = reader.picture();
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
     * ChangeReader#open} does.
     *
     * @throws IllegalArgumentException if the region does not fit the source
     * @throws PixelfluxException if the native library cannot be loaded, the source not opened or
     *     read, or if memory runs out or the system has no thread for it
     */
    public static ScreenWatch open(CaptureSettings settings) {
        ChangeReader reader = ChangeReader.open(settings);
        try {
            reader.next();
            BufferedImage first = reader.picture().image();
            ScreenWatch watch =
                    new ScreenWatch(
                            reader,
                            Objects.requireNonNull(first, "a capture shows its first frame"));
            watch.start();
            return watch;
        } catch (RuntimeException | Error e) {
            reader.close();
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
     *     until the timeout is over; exceptionally with a {@link PixelfluxException} if the source
     *     fails, and with an {@link IllegalStateException} if this watch is closed. Whoever has no
     *     use for it any more may cancel it
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
            waits.add(new Pending(wait, answer));
            setTimer(now);
        }
        answer.whenComplete((known, failure) -> forget(answer));
        return answer;
    }

    /** The current picture. */
    public ScreenPicture picture() {
        return picture;
    }

    /** How many go on; for tests. */
    synchronized int waits() {
        return waits.size();
    }

    private synchronized void forget(CompletableFuture<Boolean> answer) {
        waits.removeIf(pending -> pending.answer == answer);
    }

    private void run() {
        RuntimeException cause = new IllegalStateException("the watch was closed");
        try {
            for (ScreenChange change; (change = reader.next()) != null; ) {
                see(change);
            }
        } catch (RuntimeException e) {
            cause = e;
        } catch (Error e) {
            cause = new IllegalStateException("the watch has failed: " + e, e);
        } finally {
            end(cause);
        }
    }

    private void see(ScreenChange change) {
        List<Runnable> answers;
        synchronized (this) {
            if (shown.getWidth() != change.width() || shown.getHeight() != change.height()) {
                BufferedImage image = picture.image();
                shown = image == null ? shown : image;
            } else {
                picture.draw(shown);
            }
            PixelBlock pixels = PixelBlock.of(shown);
            answers = take(wait -> wait.look(pixels, change.captureNanos()));
        }
        answers.forEach(Runnable::run);
    }

    private void lookAtClock() {
        long now = System.nanoTime();
        List<Runnable> answers;
        synchronized (this) {
            answers = take(wait -> wait.at(now));
            setTimer(now);
        }
        answers.forEach(Runnable::run);
    }

    /**
     * For the wait that is due first; what has become due later by a change costs one look more.
     */
    private void setTimer(long now) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        OptionalLong due = waits.stream().mapToLong(one -> one.going.dueIn(now)).min();
        alarm =
                due.isPresent()
                        ? timer.schedule(this::lookAtClock, due.getAsLong(), NANOSECONDS)
                        : null;
    }

    /** What one wait says to something that happened. */
    private interface Look {
        @Nullable Boolean at(ScreenWait wait);
    }

    /** Takes those out that have an answer, which is to be given without the lock. */
    private List<Runnable> take(Look look) {
        List<Runnable> answers = new ArrayList<>();
        for (Iterator<Pending> all = waits.iterator(); all.hasNext(); ) {
            Pending pending = all.next();
            Boolean known = look.at(pending.going);
            if (known != null) {
                all.remove();
                answers.add(() -> pending.answer.complete(known));
            }
        }
        return answers;
    }

    private void end(RuntimeException cause) {
        List<Pending> left;
        synchronized (this) {
            end = cause;
            left = List.copyOf(waits);
            waits.clear();
        }
        reader.close();
        timer.shutdownNow();
        left.forEach(pending -> pending.answer.completeExceptionally(cause));
    }

    /**
     * Ends the capture and all waits. Does not wait for what hangs on their futures. Idempotent.
     */
    @Override
    public void close() {
        reader.close();
    }
}
