// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** Lets ImageIO read a buffer where it is. One thread at a time. */
final class BufferInput extends ImageInputStreamImpl {

    private final ByteBuffer bytes;

    /**
     * @param bytes from position to limit; they must stay as they are
     */
    BufferInput(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.limit() ? bytes.get((int) streamPos++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int most) {
        bitOffset = 0;
        int count = (int) Math.min(most, bytes.limit() - streamPos);
        if (count <= 0) {
            return most == 0 ? 0 : -1;
        }
        bytes.get((int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.limit();
    }
}
