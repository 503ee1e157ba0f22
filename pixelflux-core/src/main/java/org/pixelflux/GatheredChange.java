// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * What has changed and was not given yet, and when it is to be given. It knows no clock: times are
 * those of any one, in nanoseconds. One thread at a time.
 */
final class GatheredChange {

    /** Not before something changes. */
    static final long NEVER = Long.MAX_VALUE;

    private final ChangePolicy policy;
    private final long settleNanos;
    private final long longestWaitNanos;
    private final long minIntervalNanos;

    /** Of all that was added and not given, if that is more than one change; else empty. */
    private final ChangedAreas areas = new ChangedAreas();

    /** What was added last; null if nothing waits. */
    private @Nullable ScreenChange newest;

    /** The first in order of all that was added in this epoch. */
    private SendReason reason = SendReason.CHANGE;

    /** It is enough to be given. */
    private boolean enough;

    /** The capture has failed, and has no picture of it until it changes again. */
    private boolean unseen;

    /** Since then it has been. */
    private long enoughNanos;

    /** When the last change was that puts off a settled screen. */
    private long stirredNanos;

    private boolean given;
    private long givenNanos;

    GatheredChange(ChangePolicy policy) {
        this.policy = policy;
        // Once: to multiply a Duration takes longer than all else that a change needs.
        this.settleNanos = policy.settle().toNanos();
        this.longestWaitNanos = policy.longestWait().toNanos();
        this.minIntervalNanos = policy.minInterval().toNanos();
    }

    /**
     * Adds what changed. A change that by itself is too small to be given does not put off the
     * settled screen, or a blinking caret could.
     */
    void add(ScreenChange change, long now) {
        ScreenChange before = newest;
        if (before != null && before.epoch() != change.epoch()) {
            before = null;
        }
        reason = before == null || change.reason().compareTo(reason) < 0 ? change.reason() : reason;
        newest = change;
        unseen = false;
        long pixels = before == null ? begin(change) : join(before, change);
        boolean wasEnough = enough;
        enough = policy.isEnough(pixels, change.width(), change.height());
        if (enough && !wasEnough) {
            enoughNanos = now;
            stirredNanos = now;
        } else if (policy.isEnough(change.changedPixels(), change.width(), change.height())) {
            stirredNanos = now;
        }
    }

    /** Most often it is given before another one comes, and there is nothing to join. */
    private long begin(ScreenChange change) {
        areas.clear();
        return change.changedPixels();
    }

    private long join(ScreenChange before, ScreenChange change) {
        if (areas.isEmpty()) {
            before.areas().forEach(areas::add);
        }
        change.areas().forEach(areas::add);
        return areas.pixels();
    }

    /** In how many nanoseconds it is to be given if nothing changes: 0 or less, now. */
    long dueIn(long now) {
        if (newest == null || unseen) {
            return NEVER;
        }
        if (!given) {
            return 0;
        }
        if (!enough) {
            return NEVER;
        }
        long settled =
                Math.min(
                        settleNanos - (now - stirredNanos), longestWaitNanos - (now - enoughNanos));
        return Math.max(settled, minIntervalNanos - (now - givenNanos));
    }

    /** The capture has failed: what waits is given with the whole picture that comes next. */
    void failed() {
        unseen = true;
    }

    /** Gives it. */
    ScreenChange take(long now) {
        ScreenChange last = newest;
        if (last == null) {
            return ScreenChange.NONE;
        }
        ScreenChange taken = areas.isEmpty() ? last : joined(last);
        newest = null;
        enough = false;
        areas.clear();
        given = true;
        givenNanos = now;
        return taken;
    }

    private ScreenChange joined(ScreenChange last) {
        return new ScreenChange(
                last.epoch(),
                last.id(),
                reason,
                last.captureNanos(),
                last.width(),
                last.height(),
                areas.areas());
    }
}
