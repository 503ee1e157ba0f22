// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes from a capture until its policy wants them given. One thread at a time does, and
 * others wait for it: who waited in the capture while another one gathered would not know when that
 * is due. Any thread.
 */
final class ChangeGathering {

    /** Where frames come from that have changes. */
    interface Changes {

        /** An empty frame if none came in time; null at the end: {@link NativeSession#next}. */
        @Nullable Frame next(long timeoutNanos);

        /** Whether none will come. */
        boolean isClosed();
    }

    private final Changes changes;
    private final LongSupplier clock;
    private final GatheredChange gathered;
    private final Turn turn = new Turn();

    /**
     * @param clock in nanoseconds, by which {@code changes} waits, too
     */
    ChangeGathering(Changes changes, LongSupplier clock, ChangePolicy policy) {
        this.changes = changes;
        this.clock = clock;
        this.gathered = new GatheredChange(policy);
    }

    /**
     * What the policy wants given next.
     *
     * @param timeoutNanos negative: for ever; counts while another thread is inside, too
     * @return empty if there was nothing in time; null at the end
     * @throws IllegalStateException if it is the cursor's listener who asks
     */
    @Nullable ScreenChange next(long timeoutNanos) {
        if (turn.isMine()) {
            throw new IllegalStateException("the cursor listener must not call next()");
        }
        long start = clock.getAsLong();
        if (!turn.take(timeoutNanos)) {
            return changes.isClosed() ? null : ScreenChange.NONE;
        }
        try {
            return next(timeoutNanos, start);
        } catch (RuntimeException | Error e) {
            gathered.failed();
            throw e;
        } finally {
            turn.end();
        }
    }

    private @Nullable ScreenChange next(long timeoutNanos, long start) {
        while (!changes.isClosed()) {
            long now = clock.getAsLong();
            long due = gathered.dueIn(now);
            if (due <= 0) {
                return gathered.take(now);
            }
            long left = timeoutNanos < 0 ? GatheredChange.NEVER : timeoutNanos - (now - start);
            long wait = Math.min(due, Math.max(0, left));
            Frame frame = changes.next(wait == GatheredChange.NEVER ? -1 : wait);
            if (frame == null) {
                return null;
            }
            ScreenChange change = frame.change();
            if (change != null) {
                gathered.add(change, clock.getAsLong());
            } else if (left <= 0) {
                return ScreenChange.NONE;
            }
        }
        return null;
    }
}
