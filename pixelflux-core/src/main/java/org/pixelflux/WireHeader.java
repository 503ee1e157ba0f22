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
    ONE("1");

    private static final String STRIPE = "application/vnd.pixelflux.stripe";
    private static final int JPEG_BYTES = 6;
    private static final int H264_BYTES = 10;

    private final String word;
    private final String contentType;

    WireHeader(String word) {
        this.word = word;
        contentType = STRIPE + ";header=" + word;
    }

    /** The word of this constant, which a URI has: none or 1. */
    @Override
    public String optionValue() {
        return word;
    }

    /** Bytes of the header before a payload of this codec; 0 and more. */
    public int length(Codec codec) {
        if (this == NONE) {
            return 0;
        }
        return codec == Codec.JPEG ? JPEG_BYTES : H264_BYTES;
    }

    /**
     * The media type of a stripe of this codec: with no header that of the payload, as image/jpeg,
     * else {@code application/vnd.pixelflux.stripe;header=1}.
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
            target.put((byte) 3).put((byte) 0);
        } else {
            target.put((byte) 4).put((byte) (entry.keyFrame() ? 1 : 0));
        }
        target.putShort((short) frameId).putShort((short) entry.y());
        if (entry.codec() == Codec.H264) {
            target.putShort((short) entry.width()).putShort((short) entry.height());
        }
    }

    /** The word, so that a URI that is made of this constant is right. */
    @Override
    public String toString() {
        return word;
    }
}
