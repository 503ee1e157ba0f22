// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The pauses between attempts at something that fails again and again: each twice as long as the
 * one before. An attempt that has lasted for longer than the longest pause worked, and the first
 * pause follows. One thread at a time.
 */
final class RetryPauses {

    private final Duration first;
    private final Duration longest;
    private final LongSupplier nanoTime;
    private Duration next;
    private long begun;

    /**
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    RetryPauses(Duration first, Duration longest, LongSupplier nanoTime) {
        this.first = first;
        this.longest = longest;
        this.nanoTime = nanoTime;
        next = first;
        begun = nanoTime.getAsLong();
    }

    /** An attempt begins now. */
    void begin() {
        begun = nanoTime.getAsLong();
    }

    /** The pause before the next attempt, since the one that began last has failed. */
    Duration failed() {
        if (nanoTime.getAsLong() - begun > longest.toNanos()) {
            next = first;
        }
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return pause;
    }
}
