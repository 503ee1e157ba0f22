// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Pixels of a test: what was drawn, or what a decoder made of a capture. */
public final class Picture {

    private final int width;
    private final int height;
    private final int[] rgb;

    /** A black picture. */
    public Picture(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new int[width * height];
    }

    /** The pixels of an image. */
    public static Picture of(BufferedImage image) {
        Picture picture = new Picture(image.getWidth(), image.getHeight());
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            // The same in a small part of the time.
            image.getRaster().getDataElements(0, 0, picture.width, picture.height, picture.rgb);
        } else {
            image.getRGB(0, 0, picture.width, picture.height, picture.rgb, 0, picture.width);
        }
        for (int i = 0; i < picture.rgb.length; i++) {
            picture.rgb[i] &= 0xFFFFFF;
        }
        return picture;
    }

    /** An image of type TYPE_INT_RGB with these pixels. */
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, width, height, rgb);
        return image;
    }

    /** Pixels of 4 bytes each: blue, green, red and one unused. */
    public static Picture ofBgrx(int width, int height, byte[] bytes) {
        Picture picture = new Picture(width, height);
        for (int i = 0; i < picture.rgb.length; i++) {
            picture.rgb[i] =
                    (bytes[4 * i] & 255)
                            | (bytes[4 * i + 1] & 255) << 8
                            | (bytes[4 * i + 2] & 255) << 16;
        }
        return picture;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixel as 0xRRGGBB. */
    public int get(int x, int y) {
        return rgb[y * width + x];
    }

    public void set(int x, int y, int value) {
        rgb[y * width + x] = value & 0xFFFFFF;
    }

    /** Fills a rectangle. */
    public void fill(Area area, int value) {
        for (int y = area.y(); y < area.bottom(); y++) {
            Arrays.fill(rgb, y * width + area.x(), y * width + area.right(), value & 0xFFFFFF);
        }
    }

    /** Puts another picture here, cut off where it is larger than width and height. */
    public void draw(Picture other, int x, int y, int cutWidth, int cutHeight) {
        for (int row = 0; row < cutHeight; row++) {
            System.arraycopy(other.rgb, row * other.width, rgb, (y + row) * width + x, cutWidth);
        }
    }

    /** A copy of a part. */
    public Picture crop(Area area) {
        Picture part = new Picture(area.width(), area.height());
        for (int row = 0; row < area.height(); row++) {
            System.arraycopy(
                    rgb,
                    (area.y() + row) * width + area.x(),
                    part.rgb,
                    row * area.width(),
                    area.width());
        }
        return part;
    }

    /** All of the picture. */
    public Area area() {
        return new Area(0, 0, width, height);
    }

    /** The pixels as an X server takes them: blue, green, red and an unused byte each. */
    public byte[] toBgrx() {
        byte[] bytes = new byte[rgb.length * 4];
        for (int i = 0; i < rgb.length; i++) {
            bytes[4 * i] = (byte) rgb[i];
            bytes[4 * i + 1] = (byte) (rgb[i] >> 8);
            bytes[4 * i + 2] = (byte) (rgb[i] >> 16);
        }
        return bytes;
    }

    /** The largest difference of a colour channel from another picture of the same size. */
    public int largestError(Picture other, Area area) {
        int largest = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                int a = get(x, y);
                int b = other.get(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    largest = Math.max(largest, Math.abs((a >> shift & 255) - (b >> shift & 255)));
                }
            }
        }
        return largest;
    }

    /** Peak signal-to-noise ratio over all three channels, in dB; infinite if equal. */
    public double psnr(Picture other, Area area) {
        double squares = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                int a = get(x, y);
                int b = other.get(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (a >> shift & 255) - (b >> shift & 255);
                    squares += difference * difference;
                }
            }
        }
        return decibels(squares / (3.0 * area.width() * area.height()));
    }

    /**
     * The same of brightness alone, which no codec here samples down: tells pixels that are not the
     * newest from coloured edges that are blurred.
     */
    public double lumaPsnr(Picture other, Area area) {
        double squares = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                double difference = luma(get(x, y)) - luma(other.get(x, y));
                squares += difference * difference;
            }
        }
        return decibels(squares / ((double) area.width() * area.height()));
    }

    /**
     * The least {@link #lumaPsnr} of bands of so many rows, so that no stale part hides in a large
     * picture.
     */
    public double worstLumaPsnr(Picture other, int rows) {
        return worstLumaPsnr(other, width, rows);
    }

    /** The same of parts of so many columns and rows. */
    public double worstLumaPsnr(Picture other, int columns, int rows) {
        double worst = Double.POSITIVE_INFINITY;
        for (int y = 0; y < height; y += rows) {
            for (int x = 0; x < width; x += columns) {
                int partWidth = Math.min(columns, width - x);
                int partHeight = Math.min(rows, height - y);
                Area part = new Area(x, y, partWidth, partHeight);
                worst = Math.min(worst, lumaPsnr(other, part));
            }
        }
        return worst;
    }

    private static double luma(int rgb) {
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }

    private static double decibels(double meanSquare) {
        return 10 * Math.log10(255.0 * 255.0 / meanSquare);
    }
}
