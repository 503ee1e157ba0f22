// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** What H.264 stripes, and frames in mode mixed, keep constant. */
public enum RateControl implements OptionWord {
    /**
     * The quality, as {@code h264Crf} or {@code jpegQuality} says; a busy picture takes more bits.
     */
    CRF,

    /** The bits a second, as {@code bitrateKbps} says; a busy picture is worse. */
    CBR
}
