// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.function.LongSupplier;

/**
 * How many messages a client may send: so many a second, and some more at once after a calm (a
 * token bucket). A page sends about one a second. One thread at a time.
 */
final class MessageRate {

    static final int PER_SECOND = 20;
    static final int AT_ONCE = 100;

    private final LongSupplier nanoTime;
    private long last;
    private double left = AT_ONCE;

    /**
     * @param nanoTime such as {@code System::nanoTime}
     */
    MessageRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
    }

    /** Whether one more may come now; if so, it is counted. */
    boolean allows() {
        long now = nanoTime.getAsLong();
        left = Math.min(AT_ONCE, left + (now - last) * PER_SECOND / 1e9);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
