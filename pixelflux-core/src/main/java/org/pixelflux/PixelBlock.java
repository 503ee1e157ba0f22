// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Pixels of an image or a part of it, {@code 0x00RRGGBB} each.
 *
 * @param offset of the first one
 * @param stride from a row to the next
 */
record PixelBlock(int[] array, int offset, int stride, int width, int height) {

    private static final int COLORS = 0xFFFFFF;

    /** Those of an image: itself if its type is TYPE_INT_RGB, else a copy without alpha. */
    static PixelBlock of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            ImagePixels pixels = ImagePixels.of(image);
            return new PixelBlock(
                    pixels.array(),
                    pixels.offset(),
                    pixels.stride(),
                    pixels.width(),
                    pixels.height());
        }
        int width = image.getWidth();
        int height = image.getHeight();
        return new PixelBlock(
                image.getRGB(0, 0, width, height, null, 0, width), 0, width, width, height);
    }

    /** A part of it, without a copy: as much of the area as it has. */
    PixelBlock part(PictureArea area) {
        int x = Math.min(area.x(), width);
        int y = Math.min(area.y(), height);
        return new PixelBlock(
                array,
                offset + y * stride + x,
                stride,
                Math.min(area.width(), width - x),
                Math.min(area.height(), height - y));
    }

    /** The same pixels, which nobody else changes. */
    PixelBlock copy() {
        int[] copy = new int[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(array, offset + y * stride, copy, y * width, width);
        }
        return new PixelBlock(copy, 0, width, width, height);
    }

    int at(int x, int y) {
        return array[offset + y * stride + x] & COLORS;
    }

    /** Whether another one of this size has the same colours. */
    boolean isSame(PixelBlock other) {
        for (int y = 0; y < height; y++) {
            int from = offset + y * stride;
            int otherFrom = other.offset + y * other.stride;
            if (Arrays.mismatch(
                                    array,
                                    from,
                                    from + width,
                                    other.array,
                                    otherFrom,
                                    otherFrom + width)
                            >= 0
                    && !isSameRow(other, y)) {
                return false;
            }
        }
        return true;
    }

    /** Their highest bytes may differ. */
    private boolean isSameRow(PixelBlock other, int y) {
        for (int x = 0; x < width; x++) {
            if (at(x, y) != other.at(x, y)) {
                return false;
            }
        }
        return true;
    }
}
