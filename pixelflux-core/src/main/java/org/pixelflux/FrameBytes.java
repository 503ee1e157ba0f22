// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** The bytes of one frame in mode mixed, which may be gone. Thread-safe. */
final class FrameBytes {

    private final ByteBuffer bytes;
    private final Generation generation;
    private final long born;
    private volatile boolean expired;

    /**
     * @param bytes the whole message, from index 0 to the limit; nobody moves its position
     * @param generation of the buffer that they lie in
     */
    FrameBytes(ByteBuffer bytes, Generation generation) {
        this.bytes = bytes;
        this.generation = generation;
        this.born = generation.current();
    }

    /** Of bytes that never go. */
    static FrameBytes forEver(ByteBuffer bytes) {
        return new FrameBytes(bytes, Generation.FOR_EVER);
    }

    boolean isForEver() {
        return generation == Generation.FOR_EVER;
    }

    int size() {
        return bytes.limit();
    }

    /** Ends the life of the bytes for everybody who has this object. */
    void expire() {
        expired = true;
    }

    /** All of them: the array itself if they never go and fill it, else a copy. */
    byte[] shared() {
        boolean own = isForEver() && bytes.hasArray() && bytes.array().length == size();
        return own ? bytes.array() : copy(0, size());
    }

    byte[] copy(int from, int count) {
        requireAlive();
        byte[] copy = new byte[count];
        bytes.get(from, copy);
        // A next() that started during the copy may have overwritten what was copied: look again,
        // and not before the bytes are read.
        VarHandle.loadLoadFence();
        requireAlive();
        return copy;
    }

    ByteBuffer view(int from, int count) {
        requireAlive();
        return bytes.slice(from, count).asReadOnlyBuffer();
    }

    private void requireAlive() {
        if (expired || generation.current() != born) {
            throw new IllegalStateException(
                    "the bytes of this frame are gone: take a copy before the next call of next()"
                            + " or before the callback returns");
        }
    }
}
