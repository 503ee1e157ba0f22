// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Locale;

/** How the pixels of a stripe are encoded. */
public enum Codec {
    /** A JFIF image for each stripe, which can be decoded alone. */
    JPEG(1, "image/jpeg"),

    /** H.264 in Annex B form; the stripes that share a {@link Stripe#y() y} are one stream. */
    H264(2, "video/h264");

    private final int code;
    private final String contentType;
    private final String word = name().toLowerCase(Locale.ROOT);

    Codec(int code, String contentType) {
        this.code = code;
        this.contentType = contentType;
    }

    /**
     * The codec of this {@link #word()}.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static Codec ofWord(String word) {
        for (Codec codec : values()) {
            if (codec.word.equals(word)) {
                return codec;
            }
        }
        throw new IllegalArgumentException("no codec is called '" + word + "': jpeg or h264");
    }

    /** The number that stands for this codec in a packet and in logs: 1 JPEG, 2 H.264. */
    public int code() {
        return code;
    }

    /** The word that stands for this codec in headers, statistics and records: jpeg or h264. */
    public String word() {
        return word;
    }

    /** The media type of a stripe's payload. */
    public String contentType() {
        return contentType;
    }
}
