// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** The image that a message pushes. */
final class PushedImages {

    private PushedImages() {}

    /**
     * The body if it is an image, else what {@link ImageFile} reads of its bytes.
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
        BufferedImage image;
        try {
            image = ImageFile.read(file, 0);
        } catch (IOException e) {
            throw new IllegalArgumentException("body: the image is damaged: " + e.getMessage(), e);
        }
        if (image == null) {
            throw new IllegalArgumentException(
                    "body: its "
                            + file.length
                            + " bytes are no image that this Java reads, allowed a JPEG or PNG"
                            + " file");
        }
        return image;
    }
}
