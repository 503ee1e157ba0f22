// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** How the pixels of a stripe are encoded. */
public enum Codec implements OptionWord {
    /** A JFIF image a stripe; each stands alone. */
    JPEG(1, "image/jpeg"),

    /** H.264 in Annex B form; the stripes that share a {@link Stripe#y() y} are one stream. */
    H264(2, "video/h264");

    private final int code;
    private final String contentType;

    /** Made once: it is asked for with every stripe. */
    private final String optionValue = OptionWord.super.optionValue();

    Codec(int code, String contentType) {
        this.code = code;
        this.contentType = contentType;
    }

    /** The number that stands for this codec in a packet and in logs: 1 JPEG, 2 H.264. */
    public int code() {
        return code;
    }

    @Override
    public String optionValue() {
        return optionValue;
    }

    /** The media type of a stripe's payload. */
    public String contentType() {
        return contentType;
    }
}
