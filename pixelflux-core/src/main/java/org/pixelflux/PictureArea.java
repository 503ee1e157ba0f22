// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * A rectangle of a captured picture, in pixels.
 *
 * @param x its left edge, from the left of the captured region
 * @param y its top edge, from the top of the captured region
 * @param width greater than 0
 * @param height greater than 0
 */
public record PictureArea(int x, int y, int width, int height) {

    /**
     * @throws IllegalArgumentException if it is empty or begins outside of every picture
     */
    public PictureArea {
        if (x < 0 || y < 0 || width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "no part of a picture: " + width + "x" + height + " at " + x + "," + y);
        }
    }

    /** How many pixels it has. */
    public long pixels() {
        return (long) width * height;
    }

    /** The first column to the right of it, or the largest number. */
    int right() {
        return (int) Math.min(Integer.MAX_VALUE, (long) x + width);
    }

    /** The first row below it, or the largest number. */
    int bottom() {
        return (int) Math.min(Integer.MAX_VALUE, (long) y + height);
    }
}
