// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The attempts to open a capture: a single one, or those after a loss. Thread-safe. */
final class Opening implements CaptureState {

    private final String name;
    private final boolean again;

    /** For threads that wait for the first attempt. */
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private int attempts;
    private @Nullable Future<?> next;
    private boolean cancelled;
    private volatile @Nullable Throwable failure;

    /**
     * @param again whether other attempts follow a failure, if the settings want any
     */
    Opening(String name, boolean again) {
        this.name = name;
        this.again = again;
    }

    /** The attempts after a loss. */
    static Opening after(String name, Throwable loss) {
        Opening opening = new Opening(name, true);
        opening.failure = loss;
        return opening;
    }

    boolean isRepeated() {
        return again;
    }

    /**
     * Completes after the first attempt; fails if that attempt failed for good or was cancelled.
     */
    CompletableFuture<Void> done() {
        return done;
    }

    /**
     * Why the last attempt failed, or why the capture was lost before the first one; otherwise
     * null.
     */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Counts one more attempt. */
    synchronized void begin() {
        attempts++;
    }

    synchronized int attempts() {
        return attempts;
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    /** Makes {@code attempt} after the next pause, unless it was cancelled. */
    synchronized void schedule(
            Runnable attempt, ScheduledExecutorService executor, Reconnection.Pauses pauses) {
        if (!cancelled) {
            next = executor.schedule(attempt, pauses.nextMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public CaptureCondition condition(boolean paused) {
        return failure == null ? CaptureCondition.OPENING : CaptureCondition.RECONNECTING;
    }

    @Override
    public @Nullable Throwable failure(boolean paused) {
        return failure;
    }

    /** Lets no attempt follow, and nobody wait any more. An attempt that is being made goes on. */
    @Override
    public synchronized void end() {
        cancelled = true;
        if (next != null) {
            next.cancel(false);
        }
        done.completeExceptionally(
                new IllegalStateException(name + " was stopped while it was opened"));
    }
}
