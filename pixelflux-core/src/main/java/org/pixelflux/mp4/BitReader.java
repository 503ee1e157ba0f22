// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

/**
 * Reads the bits of an H.264 unit, without the bytes that keep start codes from appearing in it.
 */
final class BitReader {

    private final byte[] unit;
    private int at;
    private int bit;

    /**
     * @param first the first byte to be read
     */
    BitReader(byte[] unit, int first) {
        this.unit = unit;
        this.at = first;
    }

    /**
     * @throws IllegalArgumentException if the unit has ended
     */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    boolean flag() {
        return bit() == 1;
    }

    /** A number as ue(v) writes it. */
    int unsigned() {
        int zeros = 0;
        while (bit() == 0) {
            if (++zeros > 31) {
                throw new IllegalArgumentException("H.264: a number of more than 32 bits");
            }
        }
        return zeros == 0 ? 0 : (1 << zeros) - 1 + bits(zeros);
    }

    /** A number as se(v) writes it. */
    int signed() {
        int code = unsigned();
        return (code & 1) == 0 ? -(code >>> 1) : (code >>> 1) + 1;
    }

    private int bit() {
        if (at >= unit.length) {
            throw new IllegalArgumentException("H.264: a parameter set ends too early");
        }
        int value = unit[at] >> 7 - bit & 1;
        if (++bit == 8) {
            bit = 0;
            at++;
            if (at + 1 < unit.length
                    && at >= 2
                    && unit[at] == 3
                    && isZero(at - 1)
                    && isZero(at - 2)) {
                at++;
            }
        }
        return value;
    }

    private boolean isZero(int index) {
        return unit[index] == 0;
    }
}
