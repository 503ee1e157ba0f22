// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.camel.Message;
import org.pixelflux.camel.PixelfluxConstants;

/**
 * The text message after the last stripe of each frame: what a page needs to notice a lost stripe,
 * to know the size of the picture and to measure its latency.
 *
 * @param frame the whole frame id, of which the stripes carry the low 16 bits
 * @param captureNanos when the frame was grabbed, by the server's {@link System#nanoTime}
 */
record FrameEnd(long frame, int stripes, int width, int height, String mode, long captureNanos) {

    static FrameEnd of(Message stripe) {
        return new FrameEnd(
                stripe.getHeader(PixelfluxConstants.FRAME_ID, Long.class),
                stripe.getHeader(PixelfluxConstants.STRIPE_COUNT, Integer.class),
                stripe.getHeader(PixelfluxConstants.FRAME_WIDTH, Integer.class),
                stripe.getHeader(PixelfluxConstants.FRAME_HEIGHT, Integer.class),
                stripe.getHeader(PixelfluxConstants.TYPE, String.class),
                stripe.getHeader(PixelfluxConstants.CAPTURE_TIME, Long.class));
    }

    @JsonProperty
    String type() {
        return "frame";
    }
}
