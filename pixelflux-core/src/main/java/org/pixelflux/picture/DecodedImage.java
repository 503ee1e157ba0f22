// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * The samples of an image as they were encoded. Those of colours are sRGB, those of grey too, which
 * Java's own conversion takes for linear light.
 *
 * @param raster 8 bits a sample; red, green and blue, or grey, or an index
 * @param palette {@code 0x00RRGGBB} for 256 indices, if the samples are indices
 */
record DecodedImage(Raster raster, int @Nullable [] palette) {

    /**
     * @throws IllegalArgumentException if the image has alpha, or samples of another kind
     */
    static DecodedImage of(BufferedImage image) {
        if (image.getColorModel().hasAlpha()) {
            throw new IllegalArgumentException("has alpha");
        }
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel colors) {
            int[] palette = new int[256];
            for (int i = 0; i < palette.length && i < colors.getMapSize(); i++) {
                palette[i] = colors.getRGB(i) & 0xffffff;
            }
            return new DecodedImage(raster, palette);
        }
        int samples = raster.getNumBands();
        if (samples != 1 && samples != 3 || raster.getSampleModel().getSampleSize(0) != 8) {
            throw new IllegalArgumentException(
                    "has "
                            + samples
                            + " samples a pixel of "
                            + raster.getSampleModel().getSampleSize(0)
                            + " bits");
        }
        return new DecodedImage(raster, null);
    }

    /**
     * Turns samples, as {@link Raster#getPixels} gives them, into pixels.
     *
     * @param count of pixels
     */
    void toRgb(int[] samples, int[] rgb, int count) {
        if (palette != null) {
            for (int i = 0; i < count; i++) {
                rgb[i] = palette[samples[i]];
            }
        } else if (raster.getNumBands() == 1) {
            for (int i = 0; i < count; i++) {
                rgb[i] = samples[i] * 0x010101;
            }
        } else {
            for (int i = 0; i < count; i++) {
                rgb[i] = samples[3 * i] << 16 | samples[3 * i + 1] << 8 | samples[3 * i + 2];
            }
        }
    }
}
