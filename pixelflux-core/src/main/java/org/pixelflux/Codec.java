// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** How the pixels of a stripe are encoded. */
public enum Codec {
    /** A JFIF image a stripe; each stands alone. */
    JPEG(1, "jpeg", "image/jpeg"),

    /** H.264 in Annex B form; the stripes that share a {@link Stripe#y() y} are one stream. */
    H264(2, "h264", "video/h264");

    private final int code;
    private final String optionValue;
    private final String contentType;

    Codec(int code, String optionValue, String contentType) {
        this.code = code;
        this.optionValue = optionValue;
        this.contentType = contentType;
    }

    /** The number that stands for this codec in a packet and in logs: 1 JPEG, 2 H.264. */
    public int code() {
        return code;
    }

    /** This codec as a value of the option {@code mode}. */
    public String optionValue() {
        return optionValue;
    }

    /** The media type of a stripe's payload. */
    public String contentType() {
        return contentType;
    }
}
