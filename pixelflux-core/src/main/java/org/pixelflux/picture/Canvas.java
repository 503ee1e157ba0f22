// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.image.Raster;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.pixelflux.FrameRectangle;
import org.pixelflux.picture.PixelTarget.Pixels;

/** A picture that can be drawn on: rows of {@code 0x00RRGGBB} somewhere. */
final class Canvas {

    private final int width;
    private final int height;
    private final IntBuffer pixels;
    private final int stride;
    private final int[] row;
    private final int[] samples;

    /**
     * @throws IllegalArgumentException if the picture does not fit there
     */
    Canvas(int width, int height, Pixels target) {
        this.width = width;
        this.height = height;
        this.pixels = target.buffer().slice();
        this.stride = target.stride();
        if (stride < width || pixels.remaining() < (height - 1L) * stride + width) {
            throw new IllegalArgumentException(
                    "pixels: "
                            + pixels.remaining()
                            + " with a stride of "
                            + stride
                            + " do not hold a picture of "
                            + width
                            + "x"
                            + height);
        }
        this.row = new int[width];
        this.samples = new int[3 * width];
    }

    boolean hasSize(int otherWidth, int otherHeight) {
        return width == otherWidth && height == otherHeight;
    }

    /** Makes it black. */
    void clear() {
        Arrays.fill(row, 0);
        for (int y = 0; y < height; y++) {
            pixels.put(at(0, y), row);
        }
    }

    void fill(FrameRectangle area) {
        Arrays.fill(row, 0, area.width(), area.fillColor());
        for (int y = 0; y < area.height(); y++) {
            pixels.put(at(area.x(), area.y() + y), row, 0, area.width());
        }
    }

    /** As memmove, where source and target overlap. */
    void copy(FrameRectangle area) {
        boolean upwards = area.y() <= area.sourceY();
        for (int i = 0; i < area.height(); i++) {
            int y = upwards ? i : area.height() - 1 - i;
            pixels.get(at(area.sourceX(), area.sourceY() + y), row, 0, area.width());
            pixels.put(at(area.x(), area.y() + y), row, 0, area.width());
        }
    }

    /** Draws an image that is at least of the area's size. */
    void image(FrameRectangle area, DecodedImage image) {
        image(area.x(), area.y(), area.width(), area.height(), image);
    }

    /** Draws as much of an image. */
    void image(int left, int top, int columns, int rows, DecodedImage image) {
        Raster raster = image.raster();
        for (int y = 0; y < rows; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, columns, 1, samples);
            image.toRgb(samples, row, columns);
            pixels.put(at(left, top + y), row, 0, columns);
        }
    }

    private int at(int x, int y) {
        return y * stride + x;
    }
}
