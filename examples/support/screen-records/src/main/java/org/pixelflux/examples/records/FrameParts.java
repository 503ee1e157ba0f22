// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pixelflux.FrameFormatException;

/**
 * The records that a frame is cut into where it does not fit one, and a reader that puts those of a
 * session together again. One thread at a time.
 */
public final class FrameParts {

    /** The largest frame. This bounds what a session can make a reader hold. */
    public static final int MOST_BYTES = 64 << 20;

    /** A topic for smaller records has no use here; its refusal says so. */
    static final int LEAST_PART = 1024;

    /** As many as the largest frame has. A reader holds an array for each, however short it is. */
    public static final int MOST_PARTS = MOST_BYTES / LEAST_PART;

    private final List<byte[]> taken = new ArrayList<>();
    private long epoch;
    private long frameId;
    private int parts;
    private int bytes;

    /** A reader that has no part yet. */
    public FrameParts() {}

    /**
     * Cuts a frame.
     *
     * @param most bytes of a part, above 0; from {@link #LEAST_PART} on, any frame can be cut
     * @return {@code frame} itself if it is no larger
     * @throws IllegalArgumentException if no reader takes a frame of this size, or so many parts
     */
    static List<byte[]> cut(byte[] frame, int most) {
        if (frame.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a frame of %d bytes is too large, readers take up to %d",
                            frame.length,
                            MOST_BYTES));
        }
        if (frame.length <= most) {
            return List.of(frame);
        }
        if (frame.length > (long) most * MOST_PARTS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a frame of %d bytes in parts of %d has too many, readers take up to %d",
                            frame.length,
                            most,
                            MOST_PARTS));
        }
        List<byte[]> parts = new ArrayList<>();
        for (int begin = 0; begin < frame.length; begin += most) {
            parts.add(Arrays.copyOfRange(frame, begin, Math.min(begin + most, frame.length)));
        }
        return parts;
    }

    /**
     * Takes the next record of the session.
     *
     * @param part counted from 0
     * @param count how many parts the frame has
     * @return the whole frame if this is the last part and all others were taken before it; empty
     *     if more are to come, or some were missed
     * @throws FrameFormatException if there can be no such part, or the frame has more than {@link
     *     #MOST_PARTS} parts or {@link #MOST_BYTES} bytes; the parts taken before are forgotten
     */
    public Optional<byte[]> take(long ofEpoch, long ofFrame, int part, int count, byte[] value) {
        if (part < 0 || part >= count || value.length == 0) {
            forget();
            throw new FrameFormatException(
                    String.format(
                            Locale.ROOT,
                            "part %d of %d with %d bytes is none of a frame",
                            part,
                            count,
                            value.length));
        }
        if (count > MOST_PARTS) {
            forget();
            throw new FrameFormatException(
                    String.format(
                            Locale.ROOT,
                            "frame %d is said to have %d parts, allowed are up to %d",
                            ofFrame,
                            count,
                            MOST_PARTS));
        }
        if (part == 0) {
            forget();
            epoch = ofEpoch;
            frameId = ofFrame;
            parts = count;
        } else if (ofEpoch != epoch
                || ofFrame != frameId
                || count != parts
                || part != taken.size()) {
            forget();
            return Optional.empty();
        }
        if (value.length > MOST_BYTES - bytes) {
            forget();
            throw new FrameFormatException(
                    "the parts of frame " + ofFrame + " have more than " + MOST_BYTES + " bytes");
        }
        taken.add(value);
        bytes += value.length;
        return taken.size() == parts ? Optional.of(joined()) : Optional.empty();
    }

    private byte[] joined() {
        byte[] frame = taken.get(0);
        if (parts > 1) {
            frame = Arrays.copyOf(frame, bytes);
            int end = taken.get(0).length;
            for (byte[] part : taken.subList(1, parts)) {
                System.arraycopy(part, 0, frame, end, part.length);
                end += part.length;
            }
        }
        forget();
        return frame;
    }

    /** What comes next does not follow what came last. */
    public void forget() {
        taken.clear();
        bytes = 0;
        parts = 0;
    }
}
