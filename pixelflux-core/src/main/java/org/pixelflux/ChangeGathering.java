// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes changes from a capture until its policy wants them given. Any thread. */
final class ChangeGathering {

    /** Where frames come from that have changes: {@link NativeSession#next}. */
    @FunctionalInterface
    interface Changes {

        /** An empty frame if none came in time; null at the end. */
        @Nullable Frame next(long timeoutNanos);
    }

    private final Changes changes;
    private final LongSupplier clock;
    private final GatheredChange gathered;

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
     * @param timeoutNanos negative: for ever
     * @return empty if there was nothing in time; null at the end
     */
    @Nullable ScreenChange next(long timeoutNanos) {
        long start = clock.getAsLong();
        while (true) {
            long now = clock.getAsLong();
            long due;
            synchronized (gathered) {
                due = gathered.dueIn(now);
                if (due <= 0) {
                    return gathered.take(now);
                }
            }
            long left = timeoutNanos < 0 ? GatheredChange.NEVER : timeoutNanos - (now - start);
            long wait = Math.min(due, Math.max(0, left));
            Frame frame = changes.next(wait == GatheredChange.NEVER ? -1 : wait);
            if (frame == null) {
                return null;
            }
            ScreenChange change = frame.change();
            if (change != null) {
                synchronized (gathered) {
                    gathered.add(change, clock.getAsLong());
                }
            } else if (left <= 0) {
                return ScreenChange.NONE;
            }
        }
    }
}
