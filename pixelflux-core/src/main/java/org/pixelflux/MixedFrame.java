// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A frame in mode mixed: rectangles that lead from the picture before to the next one, and whatever
 * refresh was asked for. docs/wire.md describes its form on the wire, and who draws what; a {@code
 * PictureAssembler} does that.
 *
 * <p>Its properties are plain values and stay readable. The bytes of a frame that a capture brought
 * are a view into the capture's buffer: they are valid until the next call of {@link
 * FrameReader#next()} or, in a callback, until the callback returns; what reads them throws an
 * IllegalStateException later. {@link #copy()} keeps them. Those of a frame that {@link #parse} has
 * read are the caller's, who must leave them as they are.
 */
public final class MixedFrame implements Iterable<FrameRectangle> {

    private static final int MOST_TIMES = 64;

    /** The media type of a frame on the wire. */
    public static final String CONTENT_TYPE = "application/vnd.pixelflux.mixed";

    /**
     * A refresh that a frame carries, or a part of it: what was written after a frame, the base, as
     * it is now.
     *
     * @param fromNothing whether it writes every pixel: a reader that has nothing can begin with it
     * @param base the frame since which all that was written is in it; 0 with fromNothing
     * @param start the frame that has its first part, this or an earlier one of the epoch; a
     *     refresh may be split over several frames
     * @param lastPart whether it is whole with this frame
     * @param coarse whether some of its images are coarser than what others have, as {@link
     *     RefreshRequest#mostBytes} says; who takes it asks for them again
     */
    public record Refresh(
            boolean fromNothing, long base, long start, boolean lastPart, boolean coarse) {}

    /** The head of a frame, checked. */
    record Header(
            long epoch,
            long id,
            boolean first,
            long previous,
            boolean complete,
            @Nullable Refresh refresh,
            long captureNanos,
            long encodedNanos,
            int width,
            int height) {}

    private final FrameBytes bytes;
    private final Header header;
    private final List<FrameRectangle> rectangles;

    MixedFrame(FrameBytes bytes, Header header, List<FrameRectangle> rectangles) {
        this.bytes = bytes;
        this.header = header;
        this.rectangles = rectangles;
    }

    /**
     * Reads a frame in the form of docs/wire.md, whoever may have written it. Does not decode
     * images.
     *
     * @param message all of one message; it is not copied, so it must not change
     * @throws FrameFormatException if it is none; the message says what is wrong
     */
    public static MixedFrame parse(byte[] message) {
        return parse(ByteBuffer.wrap(message));
    }

    /**
     * Reads a frame in the form of docs/wire.md, whoever may have written it. Does not decode
     * images.
     *
     * @param message all of one message, from the buffer's position to its limit, which both stay;
     *     it is not copied, so it must not change
     * @throws FrameFormatException if it is none; the message says what is wrong
     */
    public static MixedFrame parse(ByteBuffer message) {
        return MixedFrameReader.read(FrameBytes.forEver(message.slice()), message.slice());
    }

    /**
     * Grows when a capture opens, when the picture's size changes, and when the mode becomes mixed
     * or another one; 0 and more.
     */
    public long epoch() {
        return header.epoch;
    }

    /** See {@link Frame#id()}: counted over all epochs of a capture; 0 and more. */
    public long id() {
        return header.id;
    }

    /** Whether it is the first frame of its epoch. Then it is complete. */
    public boolean first() {
        return header.first;
    }

    /** The frame before this one in its epoch, which may be 0; 0 if this is the first. */
    public long previous() {
        return header.previous;
    }

    /**
     * Whether the rectangles that are own or both write every pixel, without copies: any reader can
     * begin here.
     */
    public boolean complete() {
        return header.complete;
    }

    /** The refresh that this frame carries, whole or in part; null if none. */
    public @Nullable Refresh refresh() {
        return header.refresh;
    }

    /** When the pixels were read, in nanoseconds of the capturing machine's monotonic clock. */
    public long captureNanos() {
        return header.captureNanos;
    }

    /** When the last rectangle was encoded, on the same clock. */
    public long encodedNanos() {
        return header.encodedNanos;
    }

    /** Width of the picture, in pixels. */
    public int width() {
        return header.width;
    }

    /** Height of the picture, in pixels. */
    public int height() {
        return header.height;
    }

    /** The rectangles, in the order in which they are drawn. The list cannot be changed. */
    public List<FrameRectangle> rectangles() {
        return rectangles;
    }

    @Override
    public Iterator<FrameRectangle> iterator() {
        return rectangles.iterator();
    }

    /**
     * Refuses what no capture sends: its own frames seldom have six times as many pixels as the
     * picture, and a stranger's could keep who draws them busy for hours with a few bytes.
     *
     * @param drawn which rectangles count
     * @throws FrameFormatException if these have more than 64 times as many pixels together as the
     *     picture
     */
    public void requireNoFlood(Predicate<FrameRectangle> drawn) {
        long pixels = 0;
        for (FrameRectangle rectangle : this) {
            if (drawn.test(rectangle)) {
                pixels += (long) rectangle.width() * rectangle.height();
            }
        }
        if (pixels > (long) MOST_TIMES * width() * height()) {
            throw new FrameFormatException(
                    "the rectangles have "
                            + pixels
                            + " pixels together, more than "
                            + MOST_TIMES
                            + " times as many as the picture: "
                            + this);
        }
    }

    /** Bytes of the message. */
    public int wireSize() {
        return bytes.size();
    }

    /**
     * A copy of the message; the caller owns it.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] wireBytes() {
        return bytes.copy(0, bytes.size());
    }

    /**
     * The message, of a {@link #copy()} and a frame that was parsed from an array as the array that
     * it reads itself: nobody may change that. Otherwise as {@link #wireBytes()}.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] sharedBytes() {
        return bytes.shared();
    }

    /**
     * The message without a copy, read-only. After the life of the bytes has ended the view shows
     * other bytes; the life of a {@link #copy()} does not end.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public ByteBuffer wireBuffer() {
        return bytes.view(0, bytes.size());
    }

    /**
     * The message of a frame with the rectangles that are own or both, and no refresh: what a
     * reader draws that is whole as of the frame before, or anybody if the frame is complete. The
     * caller owns it.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] ownBytes() {
        return MixedFrameWriter.own(this);
    }

    /**
     * The same with more of the refresh, as if it were own too: for a reader that is whole as of
     * the frame before, and has something coarse of which the refresh has the exact pixels. The
     * caller owns it.
     *
     * @param more which rectangles of the refresh
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] ownBytes(Predicate<FrameRectangle> more) {
        return MixedFrameWriter.own(this, more);
    }

    /**
     * The message of a frame with the rectangles that are refresh or both: what a reader draws that
     * takes the refresh and is not whole as of the frame before. The caller owns it.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] refreshBytes() {
        return MixedFrameWriter.refresh(this);
    }

    /**
     * The message of a complete frame that shows what a reader has that draws these frames and had
     * nothing before. It has the numbers and the times of the last one. The caller owns it.
     *
     * @param parts all parts of one refresh since nothing, in order
     * @throws IllegalStateException if the bytes of one are gone
     * @throws IndexOutOfBoundsException if there is none
     * @throws ArithmeticException if it would have 2 GiB or more
     */
    public static byte[] completeBytes(List<MixedFrame> parts) {
        return MixedFrameWriter.complete(parts);
    }

    /**
     * The same frame with bytes that stay readable for ever: also after the next frame, the end of
     * the callback and that of the capture. Any thread. A copy, and a frame that was parsed, is its
     * own copy.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public MixedFrame copy() {
        if (bytes.isForEver()) {
            return this;
        }
        FrameBytes kept = FrameBytes.forEver(ByteBuffer.wrap(wireBytes()));
        return new MixedFrame(
                kept, header, rectangles.stream().map(rectangle -> rectangle.of(kept)).toList());
    }

    /** Ends the life of this frame's bytes. */
    void expire() {
        bytes.expire();
    }

    @Override
    public String toString() {
        return "MixedFrame{"
                + header.id
                + " of epoch "
                + header.epoch
                + " "
                + header.width
                + "x"
                + header.height
                + (header.complete ? " complete" : "")
                + (header.refresh == null ? "" : " " + header.refresh)
                + " "
                + rectangles.size()
                + " rectangles "
                + bytes.size()
                + " bytes}";
    }
}
