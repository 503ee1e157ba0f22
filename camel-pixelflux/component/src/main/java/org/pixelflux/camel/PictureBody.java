// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureSettings;
import org.pixelflux.OptionWord;
import org.pixelflux.PictureFormat;

/** What the body of a picture or a snapshot is. */
public enum PictureBody implements OptionWord {
    /** A PNG file: exact. */
    PNG(PictureFormat.PNG),
    /** A JPEG file: smaller, as the options jpegQuality and jpegFullColor say. */
    JPEG(PictureFormat.JPEG),
    /** A WebP file: exact, smaller than PNG and slower. */
    WEBP(PictureFormat.WEBP),
    /** A BufferedImage, which the route owns. */
    RAW(null);

    private final @Nullable PictureFormat format;

    PictureBody(@Nullable PictureFormat format) {
        this.format = format;
    }

    /** Fills a message with an image of that time, as the settings say of JPEG, and its size. */
    void fill(Message message, BufferedImage image, CaptureSettings settings, long timestamp) {
        if (format == null) {
            message.setBody(image);
            message.removeHeader(PixelfluxConstants.CONTENT_TYPE);
        } else {
            message.setBody(format.encode(image, settings));
            message.setHeader(PixelfluxConstants.CONTENT_TYPE, format.contentType());
        }
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, image.getWidth());
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, image.getHeight());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp);
    }

    /** How it is encoded; null if it is not. */
    public @Nullable PictureFormat format() {
        return format;
    }
}
