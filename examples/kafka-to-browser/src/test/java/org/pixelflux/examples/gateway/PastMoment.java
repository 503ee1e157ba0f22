// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * A moment of the past by both clocks of this machine.
 *
 * @param nanos not later than it, by {@code System.nanoTime()}
 * @param millis it, by {@code System.currentTimeMillis()}
 */
record PastMoment(Duration ago, long nanos, long millis) {

    /** The wall clock counts whole ones, at both ends. */
    private static final Duration TWO_MILLIS = Duration.ofMillis(2);

    static PastMoment of(Duration ago) {
        long nanos = System.nanoTime() - ago.toNanos();
        return new PastMoment(ago, nanos, System.currentTimeMillis() - ago.toMillis());
    }

    /** Checks what somebody has just found for it, who took some time between two readings. */
    void assertIs(long foundNanos) {
        assertThat(foundNanos - nanos)
                .as("nanoseconds after it")
                .isBetween(
                        -TWO_MILLIS.toNanos(),
                        System.nanoTime() - ago.toNanos() - nanos + TWO_MILLIS.toNanos());
    }
}
