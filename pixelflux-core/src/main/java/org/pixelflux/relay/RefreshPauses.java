// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;

/**
 * Says when the relay may ask for a key frame for a viewer that misses something. A key frame for
 * one viewer costs all others bandwidth too, so a viewer that is in trouble again soon waits, and
 * twice as long each time. One thread at a time; times are of a clock like {@link System#nanoTime}.
 */
final class RefreshPauses {

    /**
     * For a viewer that is too slow: it loses stripes whatever the relay does, but sees each key
     * frame.
     */
    static final Duration LONGEST_OF_SLOW = Duration.ofSeconds(8);

    /** For a viewer that asks by itself: it may have no use for key frames at all. */
    static final Duration LONGEST_OF_ASKING = Duration.ofSeconds(64);

    /** A request that was not answered by then may be lost. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private boolean everInTrouble;
    private long troubleNanos;
    private Duration pause = Duration.ZERO;

    /** The viewer is in trouble, and nothing was asked for since. */
    private boolean waiting;

    private boolean asked;
    private long askedNanos;
    private boolean answered;

    /** The viewer lost something. Until something is asked for, that is one trouble. */
    void trouble(long now, Duration longest) {
        if (waiting) {
            return;
        }
        waiting = true;
        asked = false;
        if (!everInTrouble || now - troubleNanos >= 2 * atLeastSlow(pause).toNanos()) {
            pause = Duration.ZERO;
        } else if (pause.compareTo(longest) < 0) {
            pause = pause.isZero() ? RefreshRequests.WINDOW : pause.multipliedBy(2);
        }
        everInTrouble = true;
        troubleNanos = now;
    }

    private static Duration atLeastSlow(Duration pause) {
        return pause.compareTo(LONGEST_OF_SLOW) < 0 ? LONGEST_OF_SLOW : pause;
    }

    /** A key frame was asked for. */
    void asked(long now) {
        waiting = false;
        asked = true;
        askedNanos = now;
        answered = false;
    }

    /** The viewer was sent a key frame, perhaps of one row only. */
    void answered() {
        answered = true;
    }

    /** Whether one was asked for, and nothing of it was sent yet. */
    boolean isAwaitingAnswer() {
        return asked && !answered;
    }

    /** The answer to the last request would be of no use any more. */
    void forgetRequest() {
        asked = false;
    }

    /** How long to wait before the relay may ask for a key frame; zero or less: it may ask now. */
    Duration left(long now) {
        Duration ofPause = everInTrouble ? pause.minusNanos(now - troubleNanos) : Duration.ZERO;
        Duration ofRequest = asked ? PATIENCE.minusNanos(now - askedNanos) : Duration.ZERO;
        return ofPause.compareTo(ofRequest) > 0 ? ofPause : ofRequest;
    }
}
