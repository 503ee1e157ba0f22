// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** An image with alpha, 0xAARRGGBB row by row, not premultiplied. */
public record PngFile(int width, int height, int[] argb) {

    /** Opaque, half transparent and clear parts in shades of grey, no part like another. */
    public static PngFile ofGreys(int width, int height) {
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int alpha = x < width / 3 ? 255 : y > height * 2 / 3 ? 0 : 60 + 120 * x / width;
                int value = 255 * y / height;
                argb[y * width + x] = alpha << 24 | value * 0x010101;
            }
        }
        return new PngFile(width, height, argb);
    }

    /** One colour. */
    public static PngFile of(int width, int height, int argb) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, argb);
        return new PngFile(width, height, pixels);
    }

    /** Writes it with ImageIO. */
    public Path write(Path file) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A copy of a picture with this over it, its top left corner at x, y, also outside. */
    public Picture over(Picture below, int x, int y) {
        Picture picture = below.crop(below.area());
        for (int row = Math.max(0, -y); row < height && y + row < picture.height(); row++) {
            for (int column = Math.max(0, -x);
                    column < width && x + column < picture.width();
                    column++) {
                int pixel = picture.get(x + column, y + row);
                picture.set(x + column, y + row, blended(argb[row * width + column], pixel));
            }
        }
        return picture;
    }

    private static int blended(int over, int below) {
        double alpha = (over >>> 24) / 255.0;
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double value = (over >> shift & 255) * alpha + (below >> shift & 255) * (1 - alpha);
            result |= (int) Math.round(value) << shift;
        }
        return result;
    }
}
