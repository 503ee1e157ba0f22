// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** The image that a message pushes. */
final class PushedImages {

    /** As large as a frame may be. */
    private static final int LARGEST_SIDE = 16384;

    private PushedImages() {}

    /**
     * The body if it is an image, else what ImageIO reads of its bytes: JPEG, PNG and whatever else
     * this Java knows. Its size is compared before room for its pixels is taken.
     *
     * @throws IllegalArgumentException if it is no image, or one that is too large
     */
    static BufferedImage of(Message message) {
        if (message.getBody() instanceof BufferedImage image) {
            return image;
        }
        try {
            return decoded(message.getMandatoryBody(byte[].class));
        } catch (InvalidPayloadException e) {
            Object body = message.getBody();
            throw new IllegalArgumentException(
                    "body: "
                            + (body == null ? "null" : body.getClass().getName())
                            + " is not an image, allowed a BufferedImage, or a JPEG or PNG file"
                            + " as bytes",
                    e);
        }
    }

    private static BufferedImage decoded(byte[] file) {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IllegalArgumentException(
                        "body: its "
                                + file.length
                                + " bytes are no image that this Java reads, allowed a JPEG or PNG"
                                + " file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                requireSize(reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("body: the image is damaged: " + e.getMessage(), e);
        }
    }

    private static void requireSize(int width, int height) {
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "body: the image is "
                            + width
                            + "x"
                            + height
                            + ", allowed up to "
                            + LARGEST_SIDE
                            + " pixels a side");
        }
    }
}
