// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.pixelflux.Codec;

/**
 * The end of a frame for one viewer. It tells the viewer whether anything was lost on the way: how
 * many stripes of the frame the viewer was sent, and which frame's end it was sent before.
 *
 * @param previousFrameId of the end that this viewer was sent before, -1 before the first
 * @param stripes how many of the frame this viewer was sent, at least one; may be fewer than the
 *     frame had
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 * @param captureNanos when the pixels were read, see {@link RelayStripe#captureNanos()}
 */
public record FrameEnd(
        long frameId,
        long previousFrameId,
        int stripes,
        int width,
        int height,
        Codec codec,
        long captureNanos)
        implements RelayMessage {

    /** The previous one of the first. */
    public static final long NONE = -1;
}
