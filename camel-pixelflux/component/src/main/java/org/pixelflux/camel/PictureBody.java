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

    /**
     * Fills a message with an image of that time, as the settings say of JPEG, and its size. What
     * the headers say of the body before goes.
     */
    void fill(Message message, BufferedImage image, CaptureSettings settings, long timestamp) {
        Object body = format == null ? image : format.encode(image, settings);
        FormerBody.forget(message);
        message.setBody(body);
        if (format != null) {
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
