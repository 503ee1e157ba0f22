// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The native methods of an input. A handle is an address, so none of these may see one after {@link
 * #close0}: only {@link FrameInput} calls them. What they refuse is an IllegalArgumentException.
 */
final class NativeInput {

    private NativeInput() {}

    /** A handle of the input that has this name in this process, which it makes if need be. */
    static native long open0(String name);

    /**
     * Copies a picture whose rows lie in an array.
     *
     * @param offset of its first byte
     * @param length of what of the array may be read from there on
     * @param layout {@link PixelLayout#ordinal()}
     * @param stride bytes from a row to the next
     * @param changed x, y, width and height of each part that may differ from the picture before;
     *     null: nobody knows
     */
    static native void pushArray0(
            long handle,
            byte[] pixels,
            int offset,
            int length,
            int layout,
            int width,
            int height,
            int stride,
            int @Nullable [] changed);

    /** The same from a direct buffer. */
    static native void pushDirect0(
            long handle,
            ByteBuffer pixels,
            int offset,
            int length,
            int layout,
            int width,
            int height,
            int stride,
            int @Nullable [] changed);

    /** The same of pixels {@code 0x00RRGGBB}; offset and stride are in pixels. */
    static native void pushInts0(
            long handle,
            int[] pixels,
            int offset,
            int width,
            int height,
            int stride,
            int @Nullable [] changed);

    /** Lets the input go. No other call may be inside with this handle, none may follow. */
    static native void close0(long handle);
}
