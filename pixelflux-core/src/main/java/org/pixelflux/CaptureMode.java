// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * How a capture encodes what changed: a word of the option {@code mode}. What one stripe is encoded
 * with is its {@link Stripe#codec()}; frames in mode mixed have rectangles instead.
 */
public enum CaptureMode implements OptionWord {
    /** Every stripe is an image: {@link Codec#JPEG}. */
    JPEG,

    /** The stripes of one row are a video stream: {@link Codec#H264}. */
    H264,

    /** Every frame is a list of rectangles, of which each is encoded in its own way. */
    MIXED
}
