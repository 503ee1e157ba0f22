// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** Names of the headers that the pixelflux consumer sets on every message. */
public final class PixelfluxConstants {

    @Metadata(
            description =
                    "The codec of the stripe, `jpeg` or `h264`: the value of the option `mode`.",
            javaType = "String")
    public static final String TYPE = "CamelPixelfluxType";

    @Metadata(
            description =
                    "The number of the frame, counted from 0 since the capture was opened."
                            + " Consecutive numbers mean that nothing was lost. The wire header"
                            + " in the body carries the low 16 bits.",
            javaType = "Long")
    public static final String FRAME_ID = "CamelPixelfluxFrameId";

    @Metadata(
            description = "The first row of the stripe within the captured region, in pixels.",
            javaType = "Integer")
    public static final String Y = "CamelPixelfluxY";

    @Metadata(description = "The width of the stripe in pixels.", javaType = "Integer")
    public static final String WIDTH = "CamelPixelfluxWidth";

    @Metadata(description = "The height of the stripe in pixels.", javaType = "Integer")
    public static final String HEIGHT = "CamelPixelfluxHeight";

    @Metadata(
            description =
                    "Whether a decoder can begin with this stripe. Always true for JPEG, whose"
                            + " stripes stand alone.",
            javaType = "Boolean")
    public static final String KEY_FRAME = "CamelPixelfluxKeyFrame";

    @Metadata(
            description =
                    "When the pixels were grabbed, in nanoseconds on the clock of"
                            + " `System.nanoTime()` of this machine.",
            javaType = "Long")
    public static final String CAPTURE_TIME = "CamelPixelfluxCaptureTime";

    @Metadata(description = "Whether this is the last stripe of its frame.", javaType = "Boolean")
    public static final String LAST_OF_FRAME = "CamelPixelfluxLastOfFrame";

    @Metadata(description = "How many stripes of this frame are delivered.", javaType = "Integer")
    public static final String STRIPE_COUNT = "CamelPixelfluxStripeCount";

    @Metadata(description = "The width of the captured region in pixels.", javaType = "Integer")
    public static final String FRAME_WIDTH = "CamelPixelfluxFrameWidth";

    @Metadata(description = "The height of the captured region in pixels.", javaType = "Integer")
    public static final String FRAME_HEIGHT = "CamelPixelfluxFrameHeight";

    @Metadata(
            description = "The media type of the payload: `image/jpeg` or `video/h264`.",
            javaType = "String")
    public static final String CONTENT_TYPE = Exchange.CONTENT_TYPE;

    @Metadata(
            description = "When the pixels were grabbed, in milliseconds since 1970.",
            javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    private PixelfluxConstants() {}
}
