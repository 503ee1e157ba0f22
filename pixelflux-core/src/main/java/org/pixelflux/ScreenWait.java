// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * One wait for a condition. It knows no clock: times are those of any one, in nanoseconds. One
 * thread at a time.
 */
final class ScreenWait {

    private final ScreenCondition condition;
    private final long deadline;

    /** What the screen is compared with where the condition gives no picture. */
    private PixelBlock before;

    private long stillSince;

    /**
     * @param shown the picture when the wait begins
     * @param timeoutNanos from now on
     */
    ScreenWait(ScreenCondition condition, PixelBlock shown, long now, long timeoutNanos) {
        this.condition = condition;
        this.before = condition.part(shown).copy();
        this.stillSince = now;
        this.deadline = now + timeoutNanos;
    }

    /**
     * Looks at the picture of that moment.
     *
     * @return true if that is what was waited for; false if it is too late for that; null if it is
     *     open
     */
    @Nullable Boolean look(PixelBlock shown, long now) {
        if (now - deadline > 0) {
            return at(now);
        }
        PixelBlock part = condition.part(shown);
        boolean alike = condition.isAlike(part, before);
        boolean holds =
                switch (condition.kind()) {
                    case STILL -> false;
                    case LOOKS_LIKE -> alike;
                    case CHANGES, DIFFERS_FROM -> !alike;
                };
        if (condition.kind() == ScreenCondition.Kind.STILL && !alike) {
            before = part.copy();
            // A picture may have been read just before the wait began.
            stillSince = now - stillSince > 0 ? now : stillSince;
        }
        return holds ? Boolean.TRUE : at(now);
    }

    /** The same if nothing has changed since the last look. */
    @Nullable Boolean at(long now) {
        boolean settled =
                condition.kind() == ScreenCondition.Kind.STILL
                        && settledAt() - deadline <= 0
                        && now - settledAt() >= 0;
        if (settled) {
            return Boolean.TRUE;
        }
        return now - deadline >= 0 ? Boolean.FALSE : null;
    }

    /** In how many nanoseconds {@link #at} has an answer if nothing changes. */
    long dueIn(long now) {
        long end = deadline - now;
        return condition.kind() == ScreenCondition.Kind.STILL
                ? Math.min(end, settledAt() - now)
                : end;
    }

    private long settledAt() {
        return stillSince + condition.still().toNanos();
    }
}
