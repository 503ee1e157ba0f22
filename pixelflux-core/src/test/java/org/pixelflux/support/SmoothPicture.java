// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

/**
 * Coloured waves of any size, without edges: every codec keeps them nearly as they are, also where
 * it has one colour for four pixels, and no place looks like another or like the same place of
 * another number.
 */
public final class SmoothPicture {

    private SmoothPicture() {}

    /** In colours. */
    public static Picture coloured(int width, int height, int number) {
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.set(
                        x,
                        y,
                        wave(x, y, number, 0) << 16
                                | wave(x, y, number, 1) << 8
                                | wave(x, y, number, 2));
            }
        }
        return picture;
    }

    /** In shades of grey. */
    public static Picture grey(int width, int height, int number) {
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.set(x, y, wave(x, y, number, 0) * 0x010101);
            }
        }
        return picture;
    }

    /** From 28 to 228. */
    private static int wave(int x, int y, int number, int channel) {
        double phase = 2.1 * channel + 1.3 * number;
        double across = Math.sin(x / (41.0 + 6 * channel) + phase);
        double down = Math.sin(y / (29.0 + 5 * number % 17) - phase);
        double slant = Math.sin((x + 2 * y) / 149.0 + 3 * phase);
        return (int) Math.round(128 + 40 * across + 35 * down + 25 * slant);
    }
}
