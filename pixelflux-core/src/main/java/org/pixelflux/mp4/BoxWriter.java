// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes boxes of ISO/IEC 14496-12, big-endian, into an array that grows. One thread at a time. */
final class BoxWriter {

    private byte[] bytes;
    private int length;

    BoxWriter(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    /** Begins a box; its size is written when it ends. Returns where it began, for {@link #end}. */
    int begin(String type) {
        int start = length;
        u32(0);
        ascii(type);
        return start;
    }

    /** Begins a box that has a version and flags. */
    int begin(String type, int version, int flags) {
        int start = begin(type);
        u32((long) version << 24 | flags);
        return start;
    }

    void end(int start) {
        setU32(start, length - start);
    }

    BoxWriter u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    BoxWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    BoxWriter u32(long value) {
        reserve(4);
        length += 4;
        setU32(length - 4, value);
        return this;
    }

    BoxWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    BoxWriter zeros(int count) {
        reserve(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    BoxWriter ascii(String text) {
        return raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Appends part of a buffer, whose position stays where it is. */
    BoxWriter raw(ByteBuffer from, int at, int count) {
        reserve(count);
        from.get(at, bytes, length, count);
        length += count;
        return this;
    }

    void setU32(int at, long value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    int length() {
        return length;
    }

    /** Begins anew, and keeps the room. */
    void clear() {
        length = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, without a copy; it stays until the next write. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            int grown = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 3L / 2);
            bytes = Arrays.copyOf(bytes, Math.max(needed, grown));
        }
    }
}
