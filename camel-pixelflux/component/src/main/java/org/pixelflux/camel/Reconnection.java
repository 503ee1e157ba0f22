// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;

/**
 * How to try again after a loss.
 *
 * @param firstDelay between the loss and the first attempt; twice as long before each following
 * @param maxDelay the longest pause
 */
record Reconnection(boolean enabled, Duration firstDelay, Duration maxDelay) {

    /** The pauses between attempts, which double until somebody resets them. One thread. */
    static final class Pauses {

        private final Reconnection reconnection;
        private long nextMillis;

        Pauses(Reconnection reconnection) {
            this.reconnection = reconnection;
            reset();
        }

        /** The first pause comes next. */
        void reset() {
            nextMillis = reconnection.firstDelay.toMillis();
        }

        /** The pause before the next attempt. */
        long nextMillis() {
            long pause = nextMillis;
            nextMillis = Math.min(2 * pause, reconnection.maxDelay.toMillis());
            return pause;
        }
    }
}
