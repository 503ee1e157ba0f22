// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScreenWatch} waits for. It is about the whole picture and every pixel of it counts,
 * unless {@link #within} and {@link #with} say otherwise; both give another condition and leave
 * this one as it is.
 */
public final class ScreenCondition {

    enum Kind {
        CHANGES,
        STILL,
        LOOKS_LIKE,
        DIFFERS_FROM
    }

    private final Kind kind;
    private final Duration still;
    private final @Nullable PixelBlock picture;
    private final PictureTolerance tolerance;
    private final @Nullable PictureArea area;

    private ScreenCondition(
            Kind kind,
            Duration still,
            @Nullable PixelBlock picture,
            PictureTolerance tolerance,
            @Nullable PictureArea area) {
        this.kind = kind;
        this.still = still;
        this.picture = picture;
        this.tolerance = tolerance;
        this.area = area;
    }

    /** Something looks different than it did when the wait began. */
    public static ScreenCondition changes() {
        return of(Kind.CHANGES, Duration.ZERO, null);
    }

    /**
     * Nothing has changed for so long, since the wait began or later.
     *
     * @throws IllegalArgumentException if the time is negative or longer than {@link
     *     ChangePolicy#LONGEST}
     */
    public static ScreenCondition isStill(Duration time) {
        if (time.isNegative() || time.compareTo(ChangePolicy.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "time: " + time + " is out of range, allowed 0 to 24 hours");
        }
        return of(Kind.STILL, time, null);
    }

    /** It is the picture, of which this takes a copy; alpha does not count. */
    public static ScreenCondition looksLike(BufferedImage picture) {
        return of(Kind.LOOKS_LIKE, Duration.ZERO, PixelBlock.of(picture).copy());
    }

    /** It is not the picture, of which this takes a copy; alpha does not count. */
    public static ScreenCondition differsFrom(BufferedImage picture) {
        return of(Kind.DIFFERS_FROM, Duration.ZERO, PixelBlock.of(picture).copy());
    }

    private static ScreenCondition of(Kind kind, Duration still, @Nullable PixelBlock picture) {
        return new ScreenCondition(kind, still, picture, PictureTolerance.EXACT, null);
    }

    /**
     * Only this part of the picture counts, or as much of it as the picture has. A given picture is
     * compared with it, and areas that a tolerance ignores are counted from its corner.
     */
    public ScreenCondition within(PictureArea area) {
        return new ScreenCondition(
                kind, still, picture, tolerance, Objects.requireNonNull(area, "area"));
    }

    /** What the tolerance accepts counts as the same: as no change, or as the given picture. */
    public ScreenCondition with(PictureTolerance tolerance) {
        return new ScreenCondition(
                kind, still, picture, Objects.requireNonNull(tolerance, "tolerance"), area);
    }

    Kind kind() {
        return kind;
    }

    /** How long nothing must have changed. */
    Duration still() {
        return still;
    }

    /** Whether the part of a picture that counts is the one that was given, or as it was before. */
    boolean isAlike(PixelBlock part, PixelBlock before) {
        return tolerance.accepts(picture == null ? before : picture, part);
    }

    /**
     * Refuses a wait that could only be in vain.
     *
     * @throws IllegalArgumentException if no pixel of the picture counts
     */
    void requirePartOf(PixelBlock whole) {
        PixelBlock part = part(whole);
        if (area != null && (part.width() == 0 || part.height() == 0)) {
            throw new IllegalArgumentException(
                    "area: "
                            + area.width()
                            + "x"
                            + area.height()
                            + " at "
                            + area.x()
                            + ","
                            + area.y()
                            + " has no pixel of the picture of "
                            + whole.width()
                            + "x"
                            + whole.height()
                            + "; choose one within it");
        }
    }

    /** What counts of a picture. */
    PixelBlock part(PixelBlock whole) {
        return area == null ? whole : whole.part(area);
    }
}
