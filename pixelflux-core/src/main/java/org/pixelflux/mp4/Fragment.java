// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Pictures in a row that are written together: a {@code moof} and a {@code mdat}. Each lasts until
 * the next one begins. Times are those of one track, in {@link VideoTrack#TIMESCALE} a second.
 *
 * <p>A picture's bytes are copied once, when it is added. The memory is used again after {@link
 * #clear}. One thread at a time.
 */
public final class Fragment {

    /** Where how long the last picture lasts stands in the first buffer of {@link #write}. */
    public static final int DURATION_FROM_END = 12;

    private static final int FIRST_ROOM = 1 << 16;
    private static final int HEAD_BYTES = 88;
    private static final int SAMPLE_BYTES = 12;
    private static final int DURATION_SIZE_AND_FLAGS_PRESENT = 0x701;
    private static final long LONGEST = 0xFFFF_FFFFL;

    private final BoxWriter data = new BoxWriter(FIRST_ROOM);
    private final BoxWriter head = new BoxWriter(512);
    private long[] starts = new long[64];
    private int[] sizes = new int[64];
    private int pictures;
    private boolean[] keyFrames = new boolean[64];

    /** One without pictures. */
    public Fragment() {}

    /**
     * Adds a picture.
     *
     * @param picture in Annex B form, between position and limit, which stay as they are
     * @param keyFrame whether it can be shown without an earlier one
     * @param start when it begins to be shown; after that of the one before
     * @throws IllegalArgumentException if it begins too early
     */
    public void add(ByteBuffer picture, boolean keyFrame, long start) {
        if (pictures > 0 && start <= starts[pictures - 1]) {
            throw new IllegalArgumentException(
                    "a picture begins at " + start + ", which is not after the last one");
        }
        if (pictures == starts.length) {
            starts = Arrays.copyOf(starts, pictures * 2);
            sizes = Arrays.copyOf(sizes, pictures * 2);
            keyFrames = Arrays.copyOf(keyFrames, pictures * 2);
        }
        if (pictures == 0) {
            data.begin("mdat");
        }
        int before = data.length();
        AnnexB.read(picture, (type, at, count) -> addUnit(picture, type, at, count));
        starts[pictures] = start;
        sizes[pictures] = data.length() - before;
        keyFrames[pictures] = keyFrame;
        pictures++;
    }

    /** Parameter sets are in the header; what informs of the encoder says nothing to a decoder. */
    private void addUnit(ByteBuffer picture, int type, int at, int count) {
        switch (type) {
            case AnnexB.SEQUENCE_PARAMETERS,
                    AnnexB.PICTURE_PARAMETERS,
                    AnnexB.DELIMITER,
                    AnnexB.ENHANCEMENT_INFORMATION -> {}
            default -> data.u32(count).raw(picture, at, count);
        }
    }

    /** How many pictures it has. */
    public int pictures() {
        return pictures;
    }

    /** Whether it begins with a key frame. */
    public boolean beginsWithKeyFrame() {
        return pictures > 0 && keyFrames[0];
    }

    /** When its first picture begins; 0 if it has none. */
    public long start() {
        return pictures == 0 ? 0 : starts[0];
    }

    /** When its last picture begins; 0 if it has none. */
    public long lastStart() {
        return pictures == 0 ? 0 : starts[pictures - 1];
    }

    /** How many bytes {@link #write} will give. */
    public int bytes() {
        return pictures == 0 ? 0 : HEAD_BYTES + SAMPLE_BYTES * pictures + data.length();
    }

    /**
     * Writes the fragment, which must have a picture, as two buffers of its own memory: what stands
     * before the pictures, and these. They stay until the next call of any method.
     *
     * @param sequence counts the fragments of a file, from 1
     * @param end when the last picture ends. If that is later in the end, how long that picture
     *     lasts can be written again: {@link #duration}, 4 bytes, big-endian, {@link
     *     #DURATION_FROM_END} bytes before the end of the first buffer
     * @param origin what is time 0 in the file
     */
    public ByteBuffer[] write(long sequence, long end, long origin) {
        finish(sequence, end, origin);
        return new ByteBuffer[] {head.view(), data.view()};
    }

    /**
     * Writes it as {@link #write} does, as one new array, which the caller owns.
     *
     * @param before what stands at the beginning of the array
     */
    public byte[] toBytes(byte[] before, long sequence, long end, long origin) {
        finish(sequence, end, origin);
        byte[] bytes = Arrays.copyOf(before, before.length + head.length() + data.length());
        head.copyTo(bytes, before.length);
        data.copyTo(bytes, before.length + head.length());
        return bytes;
    }

    private void finish(long sequence, long end, long origin) {
        if (pictures == 0) {
            throw new IllegalStateException("the fragment has no picture");
        }
        data.end(0);
        head.clear();
        int fragment = head.begin("moof");
        int header = head.begin("mfhd", 0, 0);
        head.u32(sequence);
        head.end(header);
        int track = head.begin("traf");
        // Offsets count from the moof, and there is only one track.
        int trackHeader = head.begin("tfhd", 0, 0x20000);
        head.u32(1);
        head.end(trackHeader);
        int time = head.begin("tfdt", 1, 0);
        head.u64(starts[0] - origin);
        head.end(time);
        int run = head.begin("trun", 0, DURATION_SIZE_AND_FLAGS_PRESENT);
        head.u32(pictures);
        int offset = head.length();
        head.u32(0);
        for (int i = 0; i < pictures; i++) {
            long next = i + 1 < pictures ? starts[i + 1] : end;
            head.u32(duration(next - starts[i])).u32(sizes[i]);
            head.u32(keyFrames[i] ? VideoTrack.KEY_FRAME : VideoTrack.NO_KEY_FRAME);
        }
        head.end(run);
        head.end(track);
        head.end(fragment);
        head.setU32(offset, head.length() + 8L);
    }

    /** What a file says of a picture that lasts so long: 13 hours at most, and not 0. */
    public static long duration(long ticks) {
        return Math.max(1, Math.min(LONGEST, ticks));
    }

    /** Forgets the pictures, and keeps the memory. */
    public void clear() {
        data.clear();
        pictures = 0;
    }
}
