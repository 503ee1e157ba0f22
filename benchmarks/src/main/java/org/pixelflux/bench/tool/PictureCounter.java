// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import org.pixelflux.Codec;

/** Counts the pictures in a stream of bytes that comes in pieces. */
abstract sealed class PictureCounter {

    static PictureCounter of(Codec codec) {
        return codec == Codec.JPEG ? new Jpeg() : new AnnexB();
    }

    private long recent = -1;
    private long pictures;

    /** How many pictures have begun. */
    long pictures() {
        return pictures;
    }

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            recent = recent << 8 | bytes[i] & 255;
            if (begins(recent)) {
                pictures++;
            }
        }
    }

    /** Whether the last bytes, the newest in the lowest place, begin a picture. */
    abstract boolean begins(long recent);

    /** JFIF images: in coded data an FF is followed by 00 or a restart marker. */
    private static final class Jpeg extends PictureCounter {
        @Override
        boolean begins(long recent) {
            return (recent & 0xFFFFFF) == 0xFFD8FF;
        }
    }

    /** H.264: a picture's first slice says first_mb_in_slice 0, which is coded as one bit, 1. */
    private static final class AnnexB extends PictureCounter {
        @Override
        boolean begins(long recent) {
            int type = (int) (recent >> 8) & 31;
            return (recent >> 16 & 0xFFFFFF) == 1
                    && (type == 1 || type == 5)
                    && (recent & 0x80) != 0;
        }
    }
}
