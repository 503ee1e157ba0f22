// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;
import org.pixelflux.PictureTolerance;
import org.pixelflux.ScreenCondition;

/** The options of operation=wait. */
@UriParams
public class PixelfluxWait {

    private static final long LONGEST = Duration.ofDays(1).toMillis();

    @UriParam(
            label = "producer",
            enums = "change,still,match,mismatch",
            description =
                    "With operation=wait, what to wait for: change, something looks different than"
                            + " when the wait began; still, nothing has changed for waitStill;"
                            + " match, the region is the picture in the body; mismatch, it is"
                            + " another one.")
    private @Nullable WaitFor waitFor;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            defaultValue = "30000",
            description =
                    "With operation=wait, how long to wait at most, 0 to 24 hours. Then the header"
                            + " CamelPixelfluxReached is false.")
    private long waitTimeout = 30_000;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            defaultValue = "1000",
            description =
                    "With waitFor=still, how long nothing must have changed, 0 to 24 hours. It"
                            + " counts from the beginning of the wait or the last change.")
    private long waitStill = 1000;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            description =
                    "With operation=wait, how far red, green and blue of a pixel may each be off"
                            + " and still be the same, 0 to 255.")
    private int waitColorTolerance;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            description =
                    "With operation=wait, how many percent of the pixels may differ in a picture"
                            + " that counts as the same, 0 to 100.")
    private double waitDifferingPercent;

    /**
     * @throws IllegalArgumentException if an option is out of its range
     */
    void requireRanges() {
        requireTime("waitTimeout", waitTimeout);
        requireTime("waitStill", waitStill);
        require("waitColorTolerance", waitColorTolerance, 255);
        require("waitDifferingPercent", waitDifferingPercent, 100);
    }

    private static void requireTime(String option, long millis) {
        if (millis < 0 || millis > LONGEST) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d ms is out of range, allowed 0..%d",
                            option,
                            millis,
                            LONGEST));
        }
    }

    private static void require(String option, double value, int most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    option + ": " + value + " is out of range, allowed 0.." + most);
        }
    }

    /**
     * @throws IllegalArgumentException if nothing says what to wait for
     */
    WaitFor required() {
        if (waitFor == null) {
            throw new IllegalArgumentException(
                    "waitFor: not set, and operation=wait needs it, allowed "
                            + OptionWords.allowed(WaitFor.class));
        }
        return waitFor;
    }

    /**
     * @param picture null if the condition needs none
     */
    ScreenCondition condition(@Nullable BufferedImage picture) {
        ScreenCondition condition =
                switch (required()) {
                    case CHANGE -> ScreenCondition.changes();
                    case STILL -> ScreenCondition.isStill(Duration.ofMillis(waitStill));
                    case MATCH -> ScreenCondition.looksLike(given(picture));
                    case MISMATCH -> ScreenCondition.differsFrom(given(picture));
                };
        return condition.with(tolerance());
    }

    /** That something looks different than it did then. */
    ScreenCondition changeSince(BufferedImage before) {
        return ScreenCondition.differsFrom(before).with(tolerance());
    }

    private PictureTolerance tolerance() {
        return new PictureTolerance(waitColorTolerance, waitDifferingPercent, List.of());
    }

    private static BufferedImage given(@Nullable BufferedImage picture) {
        if (picture == null) {
            throw new IllegalArgumentException(
                    "the body is no picture, and operation=wait needs one for waitFor=match and"
                            + " mismatch");
        }
        return picture;
    }

    Duration timeout() {
        return Duration.ofMillis(waitTimeout);
    }

    public @Nullable WaitFor getWaitFor() {
        return waitFor;
    }

    public void setWaitFor(WaitFor waitFor) {
        this.waitFor = waitFor;
    }

    public long getWaitTimeout() {
        return waitTimeout;
    }

    public void setWaitTimeout(long waitTimeout) {
        this.waitTimeout = waitTimeout;
    }

    public long getWaitStill() {
        return waitStill;
    }

    public void setWaitStill(long waitStill) {
        this.waitStill = waitStill;
    }

    public int getWaitColorTolerance() {
        return waitColorTolerance;
    }

    public void setWaitColorTolerance(int waitColorTolerance) {
        this.waitColorTolerance = waitColorTolerance;
    }

    public double getWaitDifferingPercent() {
        return waitDifferingPercent;
    }

    public void setWaitDifferingPercent(double waitDifferingPercent) {
        this.waitDifferingPercent = waitDifferingPercent;
    }
}
