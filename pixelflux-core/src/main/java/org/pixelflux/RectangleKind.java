// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Locale;

/** What a rectangle of a frame in mode mixed is made of. */
public enum RectangleKind {
    /** A JFIF image: the pixels within the codec's error. */
    PICTURE(1),

    /** An access unit of H.264 in Annex B form, for the decoder of its stream and generation. */
    VIDEO(2),

    /** Pixels that the picture has elsewhere; no payload. */
    COPY(3),

    /** A PNG image: the pixels themselves. */
    EXACT(4),

    /** One colour. */
    FILL(5);

    private final int code;
    private final String word = name().toLowerCase(Locale.ROOT);

    RectangleKind(int code) {
        this.code = code;
    }

    /** The number that stands for this kind on the wire and in logs. */
    public int code() {
        return code;
    }

    /** The name in small letters, for statistics and messages. */
    public String word() {
        return word;
    }

    /** Whether pixels of this kind are those of the source, given that what they build on is. */
    public boolean isExact() {
        return this == COPY || this == EXACT || this == FILL;
    }
}
