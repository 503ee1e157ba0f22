// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.jspecify.annotations.Nullable;
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

    /** How it is encoded; null if it is not. */
    public @Nullable PictureFormat format() {
        return format;
    }
}
