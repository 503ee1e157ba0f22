// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.nio.ByteBuffer;

/**
 * A stripe behind wire header 2, read by a program that knows nothing but docs/wire.md.
 *
 * @param codec 0 JPEG, 1 H.264
 * @param width 0 of JPEG, whose image says it
 * @param height 0 of JPEG, whose image says it
 * @param predictsFrom a key frame of video names itself; -1 of JPEG
 */
public record WireStripe(
        int codec,
        boolean keyFrame,
        int frame,
        int y,
        int width,
        int height,
        int predictsFrom,
        byte[] payload) {

    /**
     * @throws IllegalArgumentException if the bytes have not wire header 2
     */
    public static WireStripe parse(byte[] bytes) {
        ByteBuffer wire = ByteBuffer.wrap(bytes);
        int first = wire.get();
        int kind = wire.get() & 0xff;
        int frame = wire.getChar();
        int y = wire.getChar();
        if (first == 3 && kind == 0) {
            return new WireStripe(0, true, frame, y, 0, 0, -1, rest(wire));
        }
        if (first != 4 || kind >> 4 != 1 || (kind & 15) > 1) {
            throw new IllegalArgumentException("begins with " + first + " " + kind);
        }
        return new WireStripe(
                kind >> 4,
                (kind & 15) == 1,
                frame,
                y,
                wire.getChar(),
                wire.getChar(),
                wire.getChar(),
                rest(wire));
    }

    private static byte[] rest(ByteBuffer wire) {
        byte[] rest = new byte[wire.remaining()];
        wire.get(rest);
        return rest;
    }
}
