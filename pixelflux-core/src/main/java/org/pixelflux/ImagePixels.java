// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.awt.image.WritableRaster;

/**
 * Where a program's pixels are, {@code 0x00RRGGBB} each.
 *
 * @param offset of the first one
 * @param stride from a row to the next
 */
record ImagePixels(int[] array, int offset, int stride, int width, int height) {

    static final ImagePixels NONE = new ImagePixels(new int[0], 0, 0, 0, 0);

    /**
     * Those of an image, which then knows nothing of what is written there.
     *
     * @throws IllegalArgumentException if it has another type than {@link
     *     BufferedImage#TYPE_INT_RGB}
     */
    static ImagePixels of(BufferedImage image) {
        if (image.getType() != BufferedImage.TYPE_INT_RGB) {
            throw new IllegalArgumentException(
                    "image: its type is " + image.getType() + ", allowed TYPE_INT_RGB");
        }
        WritableRaster raster = image.getRaster();
        DataBufferInt data = (DataBufferInt) raster.getDataBuffer();
        int stride = ((SinglePixelPackedSampleModel) raster.getSampleModel()).getScanlineStride();
        int offset =
                data.getOffset()
                        - raster.getSampleModelTranslateY() * stride
                        - raster.getSampleModelTranslateX();
        return new ImagePixels(data.getData(), offset, stride, image.getWidth(), image.getHeight());
    }

    /**
     * An image of the type {@link BufferedImage#TYPE_INT_RGB} around pixels whose highest byte
     * means nothing; without a copy.
     */
    static BufferedImage image(int[] pixels, int width, int height) {
        DirectColorModel rgb = new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);
        WritableRaster raster =
                Raster.createPackedRaster(
                        new DataBufferInt(pixels, pixels.length),
                        width,
                        height,
                        width,
                        rgb.getMasks(),
                        null);
        return new BufferedImage(rgb, raster, false, null);
    }
}
