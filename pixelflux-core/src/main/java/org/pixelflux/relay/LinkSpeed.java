// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;

/**
 * What follows from how fast a viewer's link was seen to be: how large what it gets may be, and how
 * long it waits for more. Only a slow link makes a difference.
 *
 * @param bytesPerSecond see {@link Viewer#bytesPerSecond}
 */
record LinkSpeed(long bytesPerSecond) {

    static final LinkSpeed UNKNOWN = new LinkSpeed(Long.MAX_VALUE);

    /** 10 Mbit/s: a faster link takes an exact page of text in a third of a second. */
    private static final long SLOW = 1_250_000;

    /** What a refresh should take. */
    private static final Duration GOAL = Duration.ofMillis(150);

    /** What a viewer that lacks nothing else is sent again may take. */
    private static final Duration GOAL_OF_CALM = Duration.ofMillis(400);

    /** What waits may take. With a refresh instead of it a viewer shows what is newer. */
    private static final Duration LATE = Duration.ofMillis(80);

    /** What it does not need should not take longer. */
    private static final Duration LONG = Duration.ofSeconds(1);

    /** However small a refresh is, ten a second are enough. */
    static final Duration LEAST_PAUSE = Duration.ofMillis(100);

    /** Of the time that a refresh takes on a link, how long the next one may wait. */
    private static final double SHARE_OF_PAUSE = 0.7;

    private static final double SECOND = 1e9;

    LinkSpeed {
        if (bytesPerSecond < 0) {
            bytesPerSecond = Long.MAX_VALUE;
        }
    }

    /** Whether what takes a while on it is better coarse. */
    boolean isSlow() {
        return bytesPerSecond < SLOW;
    }

    private long bytesIn(Duration time) {
        return (long) Math.min(bytesPerSecond * (time.toNanos() / SECOND), Long.MAX_VALUE);
    }

    /** How many bytes a refresh should have at most; {@link Long#MAX_VALUE}: any number. */
    long mostBytes() {
        return isSlow() ? bytesIn(GOAL) : Long.MAX_VALUE;
    }

    /**
     * How many bytes of what a viewer has coarse it is to get again at once.
     *
     * @param calm whether it lacks nothing else
     */
    long bytesAgain(boolean calm) {
        return bytesIn(calm ? GOAL_OF_CALM : GOAL);
    }

    /** Whether so much that waits would be old before it is there. */
    boolean isLateWith(long bytes) {
        return isSlow() && bytes > bytesIn(LATE);
    }

    /** Whether so much is better left out by who can do without. */
    boolean isBusyFor(long bytes) {
        return isSlow() && bytes > bytesIn(LONG);
    }

    /** How long after the last refresh the next one may be asked for, if that had so many bytes. */
    Duration pauseAfter(long bytes) {
        if (!isSlow()) {
            return RefreshRequests.WINDOW;
        }
        double nanos = SHARE_OF_PAUSE * SECOND * bytes / Math.max(bytesPerSecond, 1);
        double atLeast = Math.max(nanos, LEAST_PAUSE.toNanos());
        return Duration.ofNanos((long) Math.min(atLeast, RefreshRequests.WINDOW.toNanos()));
    }
}
