// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * How alike two pictures have to be to count as the same. {@link #EXACT} lets no pixel differ.
 * Pictures of two sizes are never alike.
 *
 * @param color how far red, green and blue of a pixel may each be from those of the other one, 0 to
 *     255; a pixel that is farther off differs
 * @param differingPercent how many of the pixels that count may differ, in percent, 0 to 100
 * @param ignored areas whose pixels do not count, such as a clock; parts beyond a picture do no
 *     harm
 */
public record PictureTolerance(int color, double differingPercent, List<PictureArea> ignored) {

    /** No pixel differs. */
    public static final PictureTolerance EXACT = new PictureTolerance(0, 0, List.of());

    /**
     * Takes a copy of the list.
     *
     * @throws IllegalArgumentException if a number is out of its range; the message names it
     */
    public PictureTolerance {
        if (color < 0 || color > 255) {
            throw new IllegalArgumentException(
                    "color: " + color + " is out of range, allowed 0..255");
        }
        if (!(differingPercent >= 0 && differingPercent <= 100)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "differingPercent: %s is out of range, allowed 0..100",
                            differingPercent));
        }
        ignored = List.copyOf(ignored);
    }

    /** Red, green and blue may each be so far off. */
    public PictureTolerance withColor(int color) {
        return new PictureTolerance(color, differingPercent, ignored);
    }

    /** So many percent of the pixels may differ. */
    public PictureTolerance withDifferingPercent(double differingPercent) {
        return new PictureTolerance(color, differingPercent, ignored);
    }

    /** Pixels in these areas do not count, and no others are left out. */
    public PictureTolerance withIgnored(PictureArea... ignored) {
        return new PictureTolerance(color, differingPercent, List.of(ignored));
    }

    /** Whether the two are alike. */
    public boolean accepts(BufferedImage picture, BufferedImage other) {
        return accepts(PixelBlock.of(picture), PixelBlock.of(other));
    }

    boolean accepts(PixelBlock picture, PixelBlock other) {
        if (picture.width() != other.width() || picture.height() != other.height()) {
            return false;
        }
        if (color == 0 && differingPercent == 0 && ignored.isEmpty()) {
            return picture.isSame(other);
        }
        return compare(picture, other).percent() <= differingPercent;
    }

    /**
     * Where and how much the two differ.
     *
     * @throws IllegalArgumentException if they have two sizes
     */
    public PictureDifference compare(BufferedImage picture, BufferedImage other) {
        return compare(PixelBlock.of(picture), PixelBlock.of(other));
    }

    private PictureDifference compare(PixelBlock picture, PixelBlock other) {
        int width = picture.width();
        int height = picture.height();
        if (width != other.width() || height != other.height()) {
            throw new IllegalArgumentException(
                    "the pictures have two sizes: "
                            + width
                            + "x"
                            + height
                            + " and "
                            + other.width()
                            + "x"
                            + other.height());
        }
        DifferingPixels found = new DifferingPixels();
        for (int y = 0; y < height; y++) {
            compareRow(picture, other, y, found);
        }
        return found.difference();
    }

    private void compareRow(PixelBlock picture, PixelBlock other, int y, DifferingPixels found) {
        List<PictureArea> here =
                ignored.stream().filter(area -> y >= area.y() && y < area.bottom()).toList();
        for (int x = 0; x < picture.width(); x++) {
            if (isIn(here, x)) {
                continue;
            }
            found.count();
            if (differs(picture.at(x, y), other.at(x, y))) {
                found.differs(x, y);
            }
        }
    }

    private static boolean isIn(List<PictureArea> areas, int x) {
        for (PictureArea area : areas) {
            if (x >= area.x() && x < area.right()) {
                return true;
            }
        }
        return false;
    }

    private boolean differs(int rgb, int other) {
        return isFar(rgb >> 16, other >> 16) || isFar(rgb >> 8, other >> 8) || isFar(rgb, other);
    }

    /** Of one colour, in the lowest byte. */
    private boolean isFar(int value, int other) {
        return Math.abs((value & 255) - (other & 255)) > color;
    }
}
