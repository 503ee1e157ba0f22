// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import org.pixelflux.CaptureSettings;

/**
 * The picture of the synthetic source with the pattern shift, written from its formula in
 * native/src/sources/synthetic/synthetic_shift.h and not from its code, so that one can judge the
 * other.
 */
public final class SyntheticPicture {

    private final CaptureSettings settings;
    private final int width;
    private final int height;

    public SyntheticPicture(CaptureSettings settings) {
        this.settings = settings;
        this.width = settings.width() == 0 ? 1920 : settings.width();
        this.height = settings.height() == 0 ? 1080 : settings.height();
    }

    /** The whole region as the frame with the id {@code step} shows it. */
    public Picture at(long step) {
        int rows = (int) Math.ceil(height * settings.syntheticChange() / 100);
        int top = (height - rows) / 2;
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            boolean moves = y >= top && y < top + rows;
            long v = settings.y() + y;
            for (int x = 0; x < width; x++) {
                long u = settings.x() + x + (moves ? 2 * step : 0);
                picture.set(x, y, pixel(u, v));
            }
        }
        return picture;
    }

    private int pixel(long u, long v) {
        long h =
                mix(
                        settings.syntheticSeed()
                                ^ u / 32 * 0x9E3779B97F4A7C15L
                                ^ v / 32 * 0xC2B2AE3D27D4EB4FL);
        int shade = (int) (u % 32 + v % 32) - 31;
        int grey = 64 + (int) (h & 255) / 2;
        int red = grey + (int) (h >>> 8 & 31) - 16 + shade;
        int green = grey + shade;
        int blue = grey + (int) (h >>> 16 & 31) - 16 + shade;
        return red << 16 | green << 8 | blue;
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
