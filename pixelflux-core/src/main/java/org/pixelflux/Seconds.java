// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/** A duration as an option's value, which is a number of seconds. */
final class Seconds {

    private static final double NANOS = 1e9;

    private Seconds() {}

    static double of(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }

    /** To the nanosecond; for what options allow, which is days at most. */
    static Duration toDuration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS));
    }
}
