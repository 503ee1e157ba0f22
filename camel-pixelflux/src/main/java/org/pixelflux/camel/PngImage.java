// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as PNG files in memory. */
final class PngImage {

    static final String CONTENT_TYPE = "image/png";

    private PngImage() {}

    /** The image with its alpha. */
    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        // Left to itself, ImageIO would write to a temporary file first.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this Java has no writer of PNG images");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
