// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.nio.ByteBuffer;

/**
 * Takes from a PNG image what its pixels need. What else a stranger may have put there, such as a
 * profile, a gamma or text, never reaches ImageIO: the samples are sRGB whatever it says.
 */
final class PngChunks {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452; // IHDR
    private static final int TRANSPARENCY = 0x74524e53; // tRNS
    private static final int END = 0x49454e44; // IEND
    private static final int HEADER_BYTES = 13;

    /** What is around a chunk's content: its length, type and checksum. */
    private static final int FRAME_BYTES = 12;

    /** Set in the first letter of a type's name if pixels can be had without the chunk. */
    private static final int ANCILLARY = 0x20000000;

    private static final int COLORS = 2;
    private static final int PALETTE = 3;

    private PngChunks() {}

    /**
     * The image with its critical chunks alone: the same buffer if it has no others.
     *
     * @param image from position to limit
     * @throws IllegalArgumentException if it is no PNG image, or one that docs/wire.md does not let
     *     pass
     */
    static ByteBuffer critical(ByteBuffer image) {
        ByteBuffer in = image.slice();
        require(in.remaining() >= 8 && in.getLong() == SIGNATURE, "it is no PNG image");
        // Made when the first chunk is left out.
        ByteBuffer out = null;
        boolean begun = false;
        while (true) {
            require(in.remaining() >= FRAME_BYTES, "it ends too early");
            int at = in.position();
            int length = in.getInt(at);
            int type = in.getInt(at + 4);
            require(length >= 0 && length <= in.remaining() - FRAME_BYTES, "it ends too early");
            require(begun == (type != HEADER), "its header is not where it has to be");
            if (type == HEADER) {
                requireReadable(in, at + 8, length);
                begun = true;
            }
            require(type != TRANSPARENCY, "it has alpha");
            int end = at + length + FRAME_BYTES;
            if ((type & ANCILLARY) != 0 && out == null) {
                out = ByteBuffer.allocate(in.limit()).put(in.slice(0, at));
            } else if ((type & ANCILLARY) == 0 && out != null) {
                out.put(in.slice(at, end - at));
            }
            if (type == END) {
                return out == null ? in.slice(0, end) : out.flip();
            }
            in.position(end);
        }
    }

    private static void requireReadable(ByteBuffer header, int at, int length) {
        require(length == HEADER_BYTES, "its header has another length");
        int bits = header.get(at + 8);
        int type = header.get(at + 9);
        require(
                type == COLORS || type == PALETTE,
                "its colours are of type " + type + ", allowed " + COLORS + " and " + PALETTE);
        require(
                bits == 8 || type == PALETTE && (bits == 1 || bits == 2 || bits == 4),
                "it has " + bits + " bits a sample, allowed 8 or a palette");
        require(header.get(at + 12) == 0, "it is interlaced");
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
