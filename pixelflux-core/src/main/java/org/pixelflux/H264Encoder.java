// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** The library that encodes H.264. {@link Pixelflux#h264Encoders()} says which ones there are. */
public enum H264Encoder implements OptionWord {
    /** {@link #X264} where the native library has it, else {@link #OPENH264}. */
    AUTO,

    /** libx264, which is GPL-2.0-or-later. It encodes 4:4:4 too ({@code h264FullColor}). */
    X264,

    /**
     * OpenH264, which is BSD-2-Clause. It encodes 4:2:0 alone, in sides of 16 pixels and more, and
     * 9437184 pixels in a stripe at most.
     */
    OPENH264
}
