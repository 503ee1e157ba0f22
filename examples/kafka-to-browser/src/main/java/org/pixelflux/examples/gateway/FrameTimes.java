// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.nio.ByteBuffer;

/** The times in a frame in mode mixed, which are of the clock of the machine that captured it. */
final class FrameTimes {

    private static final int CAPTURED_AT = 48;
    private static final int ENCODED_AT = 56;

    private FrameTimes() {}

    /**
     * Moves them to the clock of this machine, which viewers are told; docs/wire.md says where they
     * are. Leaves alone what is too short for a frame.
     *
     * @param bytes are changed
     * @param captureNanos when the pixels were grabbed, on this machine's {@code System.nanoTime()}
     * @return {@code bytes}
     */
    static byte[] onThisMachine(byte[] bytes, long captureNanos) {
        if (bytes.length >= ENCODED_AT + Long.BYTES) {
            ByteBuffer frame = ByteBuffer.wrap(bytes);
            long encodedAfter = frame.getLong(ENCODED_AT) - frame.getLong(CAPTURED_AT);
            frame.putLong(CAPTURED_AT, captureNanos)
                    .putLong(ENCODED_AT, captureNanos + encodedAfter);
        }
        return bytes;
    }
}
