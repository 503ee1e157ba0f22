// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;

/** What stands before a payload on the wire, as native/src/wire/packet.cpp writes it. */
final class WireHeader {

    private static final int JPEG_BYTES = 6;
    private static final int H264_BYTES = 10;

    private WireHeader() {}

    static int length(Codec codec) {
        return codec == Codec.JPEG ? JPEG_BYTES : H264_BYTES;
    }

    static void write(ByteBuffer target, PacketReader.Entry entry, long frameId) {
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
}
