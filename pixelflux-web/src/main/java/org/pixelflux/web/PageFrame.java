// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.pixelflux.relay.FrameEnd;

/**
 * The text message after the last stripe of each frame that a page gets: what it needs to notice a
 * lost stripe, to know the size of the picture and to measure its latency.
 *
 * @param frame the whole frame id, of which the stripes carry the low 16 bits
 * @param previous the frame id of the message of this kind before, -1 in the first
 * @param stripes how many stripes of the frame this page has got
 * @param captureNanos when the frame was grabbed, by the server's {@link System#nanoTime}
 */
record PageFrame(
        long frame,
        long previous,
        int stripes,
        int width,
        int height,
        String mode,
        long captureNanos) {

    static PageFrame of(FrameEnd end) {
        return new PageFrame(
                end.frameId(),
                end.previousFrameId(),
                end.stripes(),
                end.width(),
                end.height(),
                end.codec().word(),
                end.captureNanos());
    }

    @JsonProperty
    String type() {
        return "frame";
    }
}
