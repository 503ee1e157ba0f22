// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

/** A rectangle of pixels. */
public record Area(int x, int y, int width, int height) {

    /** The column after the last. */
    public int right() {
        return x + width;
    }

    /** The row after the last. */
    public int bottom() {
        return y + height;
    }

    /**
     * What is left without a margin on each side; a side that lies on the edge of a picture of that
     * size keeps its pixels.
     */
    public Area inset(int margin, int pictureWidth, int pictureHeight) {
        int left = x == 0 ? 0 : x + margin;
        int top = y == 0 ? 0 : y + margin;
        int right = right() == pictureWidth ? pictureWidth : right() - margin;
        int bottom = bottom() == pictureHeight ? pictureHeight : bottom() - margin;
        return new Area(left, top, right - left, bottom - top);
    }
}
