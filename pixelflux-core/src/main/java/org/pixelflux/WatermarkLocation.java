// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Where in the picture the watermark is drawn. */
public enum WatermarkLocation implements OptionWord {
    /** Nowhere. */
    NONE,

    TOP_LEFT,

    TOP_RIGHT,

    BOTTOM_LEFT,

    BOTTOM_RIGHT,

    /** The middle of the picture. */
    MIDDLE,

    /** It moves 2 pixels a frame and bounces off the edges. */
    ANIMATED
}
