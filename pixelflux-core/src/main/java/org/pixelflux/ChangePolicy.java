// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a {@link ChangeReader} gives what has changed; until then it gathers. The first change of a
 * capture, which is the whole picture, comes at once. {@link #EVERY_CHANGE} holds nothing back.
 *
 * <p>Nothing that changed is lost: it comes with the change that is given next. Each method gives
 * another policy and leaves this one as it is.
 *
 * @param minInterval from one change that is given to the next, at least
 * @param settle a change is given when nothing changed for so long; zero: at once
 * @param maxWait with settle, no change waits longer than that, although something goes on
 *     changing; null: ten times settle
 * @param minChangedPixels what has changed is given when its areas have at least so many pixels, or
 *     are the whole picture
 * @param minChangedPercent the same in percent of the picture, 0 to 100
 */
public record ChangePolicy(
        Duration minInterval,
        Duration settle,
        @Nullable Duration maxWait,
        long minChangedPixels,
        double minChangedPercent) {

    /** The longest of its times. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** Gives each change as soon as the capture sees it. */
    public static final ChangePolicy EVERY_CHANGE =
            new ChangePolicy(Duration.ZERO, Duration.ZERO, null, 0, 0);

    private static final int DEFAULT_PATIENCE = 10;

    /**
     * @throws IllegalArgumentException if a value is out of its range, or maxWait is set without
     *     settle or shorter than it; the message names it
     */
    public ChangePolicy {
        requireTime("minInterval", minInterval);
        requireTime("settle", settle);
        if (maxWait != null) {
            requireTime("maxWait", maxWait);
            if (settle.isZero()) {
                throw new IllegalArgumentException(
                        "maxWait: it bounds settle, which is not set; set both or none");
            }
            if (maxWait.compareTo(settle) < 0) {
                throw new IllegalArgumentException(
                        "maxWait: "
                                + maxWait
                                + " is out of range, allowed settle ("
                                + settle
                                + ") and more");
            }
        }
        if (minChangedPixels < 0) {
            throw new IllegalArgumentException(
                    "minChangedPixels: "
                            + minChangedPixels
                            + " is out of range, allowed 0 and more");
        }
        if (!(minChangedPercent >= 0 && minChangedPercent <= 100)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "minChangedPercent: %s is out of range, allowed 0..100",
                            minChangedPercent));
        }
    }

    private static void requireTime(String name, Duration time) {
        Objects.requireNonNull(time, name);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + time + " is out of range, allowed 0 to 24 hours");
        }
    }

    /** No two changes come closer together. */
    public ChangePolicy withMinInterval(Duration minInterval) {
        return new ChangePolicy(minInterval, settle, maxWait, minChangedPixels, minChangedPercent);
    }

    /** A change comes when nothing changed for so long, or after ten times as long. */
    public ChangePolicy withSettle(Duration settle) {
        return new ChangePolicy(minInterval, settle, null, minChangedPixels, minChangedPercent);
    }

    /** A change comes when nothing changed for so long, or after maxWait. */
    public ChangePolicy withSettle(Duration settle, Duration maxWait) {
        return new ChangePolicy(minInterval, settle, maxWait, minChangedPixels, minChangedPercent);
    }

    /** Less than that is gathered until it is enough. */
    public ChangePolicy withMinChangedPixels(long minChangedPixels) {
        return new ChangePolicy(minInterval, settle, maxWait, minChangedPixels, minChangedPercent);
    }

    /** Less than that is gathered until it is enough. */
    public ChangePolicy withMinChangedPercent(double minChangedPercent) {
        return new ChangePolicy(minInterval, settle, maxWait, minChangedPixels, minChangedPercent);
    }

    /** How long a change waits at most for the screen to settle. */
    Duration longestWait() {
        return maxWait != null ? maxWait : settle.multipliedBy(DEFAULT_PATIENCE);
    }

    /** Whether so many pixels of a picture of that size are worth telling. */
    boolean isEnough(long pixels, int width, int height) {
        double percent = 100.0 * pixels / ((double) width * height);
        long enough = Math.min(minChangedPixels, (long) width * height);
        return pixels > 0 && pixels >= enough && percent >= minChangedPercent;
    }
}
