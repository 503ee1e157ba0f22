// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

/**
 * What a sequence parameter set of H.264 says of its pictures.
 *
 * @param profile profile_idc
 * @param compatibility the constraint flags as a byte
 * @param level level_idc
 * @param chromaFormat 1: 4:2:0, 3: 4:4:4
 * @param width of a picture in pixels, after cropping
 * @param height of a picture in pixels, after cropping
 * @param colours what its colours mean
 */
record SequenceParameters(
        int profile,
        int compatibility,
        int level,
        int chromaFormat,
        int width,
        int height,
        Colours colours) {

    /**
     * Numbers of ITU-T H.273; 2 is unspecified.
     *
     * @param fullRange whether black is 0 and white 255
     */
    record Colours(int primaries, int transfer, int matrix, boolean fullRange) {
        static final Colours UNSPECIFIED = new Colours(2, 2, 2, false);
    }

    private static final int EXTENDED_ASPECT_RATIO = 255;

    /**
     * Reads a unit of that type.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SequenceParameters read(byte[] unit) {
        if (unit.length < 4) {
            throw new IllegalArgumentException("H.264: a sequence parameter set ends too early");
        }
        BitReader bits = new BitReader(unit, 1);
        int profile = bits.bits(8);
        int compatibility = bits.bits(8);
        int level = bits.bits(8);
        bits.unsigned();
        int chromaFormat = 1;
        if (hasChromaFormat(profile)) {
            chromaFormat = bits.unsigned();
            skipFormat(bits, chromaFormat);
        }
        bits.unsigned();
        skipPictureOrder(bits);
        bits.unsigned();
        bits.flag();
        int width = (bits.unsigned() + 1) * 16;
        int mapUnits = bits.unsigned() + 1;
        boolean framesOnly = bits.flag();
        int height = mapUnits * 16 * (framesOnly ? 1 : 2);
        if (!framesOnly) {
            bits.flag();
        }
        bits.flag();
        if (bits.flag()) {
            int across = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1;
            int down = (chromaFormat == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
            width -= across * (bits.unsigned() + bits.unsigned());
            height -= down * (bits.unsigned() + bits.unsigned());
        }
        Colours colours = bits.flag() ? readColours(bits) : Colours.UNSPECIFIED;
        return new SequenceParameters(
                profile, compatibility, level, chromaFormat, width, height, colours);
    }

    boolean hasChromaFormat() {
        return hasChromaFormat(profile);
    }

    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static void skipFormat(BitReader bits, int chromaFormat) {
        if (chromaFormat == 3) {
            bits.flag();
        }
        bits.unsigned();
        bits.unsigned();
        bits.flag();
        if (bits.flag()) {
            for (int list = 0; list < (chromaFormat == 3 ? 12 : 8); list++) {
                if (bits.flag()) {
                    skipScalingList(bits, list < 6 ? 16 : 64);
                }
            }
        }
    }

    private static void skipScalingList(BitReader bits, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = last + bits.signed() & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipPictureOrder(BitReader bits) {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.flag();
            bits.signed();
            bits.signed();
            for (int left = bits.unsigned(); left > 0; left--) {
                bits.signed();
            }
        }
    }

    private static Colours readColours(BitReader bits) {
        if (bits.flag() && bits.bits(8) == EXTENDED_ASPECT_RATIO) {
            bits.bits(32);
        }
        if (bits.flag()) {
            bits.flag();
        }
        if (!bits.flag()) {
            return Colours.UNSPECIFIED;
        }
        bits.bits(3);
        boolean fullRange = bits.flag();
        if (!bits.flag()) {
            return new Colours(2, 2, 2, fullRange);
        }
        return new Colours(bits.bits(8), bits.bits(8), bits.bits(8), fullRange);
    }
}
