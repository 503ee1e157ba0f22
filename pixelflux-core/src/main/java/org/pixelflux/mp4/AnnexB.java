// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

import java.nio.ByteBuffer;

/** Finds the units of H.264 in Annex B form, which start codes part. */
final class AnnexB {

    static final int IDR_SLICE = 5;
    static final int ENHANCEMENT_INFORMATION = 6;
    static final int SEQUENCE_PARAMETERS = 7;
    static final int PICTURE_PARAMETERS = 8;
    static final int DELIMITER = 9;

    private AnnexB() {}

    /**
     * Takes one unit: {@code count} bytes of the buffer from {@code at} on, start code excluded.
     */
    @FunctionalInterface
    interface UnitReader {
        void unit(int type, int at, int count);
    }

    /** Names all units between position and limit of a buffer, in order. */
    static void read(ByteBuffer bytes, UnitReader reader) {
        int limit = bytes.limit();
        int start = startCode(bytes, bytes.position(), limit);
        while (start < limit) {
            int first = start + 3;
            int next = startCode(bytes, first, limit);
            int end = next;
            // A unit never ends in zeros: they belong to the start code, or fill up.
            while (end > first && bytes.get(end - 1) == 0) {
                end--;
            }
            if (end > first) {
                reader.unit(bytes.get(first) & 0x1F, first, end - first);
            }
            start = next;
        }
    }

    /** Where the next 0, 0, 1 begins; the limit if there is none. */
    private static int startCode(ByteBuffer bytes, int from, int limit) {
        int at = from;
        while (at + 2 < limit) {
            int third = bytes.get(at + 2);
            if (third == 1 && bytes.get(at) == 0 && bytes.get(at + 1) == 0) {
                return at;
            }
            // A byte above 1 can be no part of a start code.
            at += (third & 0xFF) > 1 ? 3 : 1;
        }
        return limit;
    }
}
