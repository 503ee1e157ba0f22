// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.Locale;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Reads and checks the options that are times. */
final class OptionTimes {

    private static final long LONGEST_DELAY = Duration.ofHours(1).toMillis();

    private static final String TIMES = "0..86400000 ms, such as 500, 2s or 1m";
    private static final String DELAYS = "1..3600000 ms, such as 500 or 2s";

    private OptionTimes() {}

    /**
     * Milliseconds of a time that may be 0.
     *
     * @throws IllegalArgumentException if the text is no duration
     */
    static long parseTime(String option, String text) {
        try {
            // Camel takes some words for 0.
            if (text.chars().anyMatch(Character::isDigit)) {
                return TimeUtils.toMilliSeconds(text);
            }
        } catch (RuntimeException e) {
            throw noTime(option, text, e);
        }
        throw noTime(option, text, null);
    }

    private static IllegalArgumentException noTime(
            String option, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                option + ": '" + text + "' is out of range, allowed " + TIMES, cause);
    }

    /**
     * Milliseconds.
     *
     * @throws IllegalArgumentException if the text is no duration, or out of range
     */
    static long parseDelay(String option, String text) {
        try {
            long millis = TimeUtils.toMilliSeconds(text);
            requireDelay(option, millis);
            return millis;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    option + ": '" + text + "' is out of range, allowed " + DELAYS, e);
        }
    }

    /**
     * @throws IllegalArgumentException if the delay is out of range
     */
    static void requireDelay(String option, long millis) {
        if (millis < 1 || millis > LONGEST_DELAY) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d ms is out of range, allowed %s",
                            option,
                            millis,
                            DELAYS));
        }
    }
}
