// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;

/**
 * What stands before the payload of a stripe: a word of the option {@code wireHeader}. docs/wire.md
 * describes the headers byte by byte. A frame in mode mixed has a form of its own, without any.
 */
public enum WireHeader implements OptionWord {
    /** Nothing: the bytes of a stripe are a JPEG image, or H.264 in Annex B form. */
    NONE("none"),

    /** The header of the original's 1.x, which the page and the viewers of relays read. */
    ONE("1"),

    /**
     * The header of the original since its 2.1: that of {@link #ONE} for JPEG, and 12 bytes for
     * H.264, which also say the frame that the stripe predicts from.
     */
    TWO("2");

    private static final String STRIPE = "application/vnd.pixelflux.stripe";
    private static final int JPEG_BYTES = 6;
    private static final int H264_BYTES = 10;
    private static final int PREDICTED_FROM_BYTES = 2;
    private static final int CODEC_H264 = 0x10;

    private final String word;
    private final String contentType;

    WireHeader(String word) {
        this.word = word;
        contentType = STRIPE + ";header=" + word;
    }

    /** The word of this constant, which a URI has: none, 1 or 2. */
    @Override
    public String optionValue() {
        return word;
    }

    /** Bytes of the header before a payload of this codec; 0 and more. */
    public int length(Codec codec) {
        if (this == NONE) {
            return 0;
        }
        if (codec == Codec.JPEG) {
            return JPEG_BYTES;
        }
        return this == TWO ? H264_BYTES + PREDICTED_FROM_BYTES : H264_BYTES;
    }

    /**
     * The media type of a stripe of this codec: with no header that of the payload, as image/jpeg,
     * else {@code application/vnd.pixelflux.stripe;header=1} or {@code …;header=2}.
     */
    public String contentType(Codec codec) {
        return this == NONE ? codec.contentType() : contentType;
    }

    /** Writes what native/src/wire/packet.cpp writes before the payload of a stripe. */
    void write(ByteBuffer target, PacketReader.Entry entry, long frameId) {
        if (this == NONE) {
            return;
        }
        if (entry.codec() == Codec.JPEG) {
            target.put((byte) 3).put((byte) 0).putShort((short) frameId);
            target.putShort((short) entry.y());
            return;
        }
        int kind = (this == TWO ? CODEC_H264 : 0) + (entry.keyFrame() ? 1 : 0);
        target.put((byte) 4).put((byte) kind).putShort((short) frameId);
        target.putShort((short) entry.y());
        target.putShort((short) entry.width()).putShort((short) entry.height());
        if (this == TWO) {
            long from = entry.predictsFrom();
            target.putShort((short) (from < 0 ? frameId : from));
        }
    }

    /** The word, so that a URI that is made of this constant is right. */
    @Override
    public String toString() {
        return word;
    }
}
