// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * A full-width part of the picture that changed, encoded.
 *
 * <p>Its properties are plain values and stay readable. Its bytes are a view into the capture's
 * buffer: they are valid until the next call of {@link FrameReader#next()} or, in a callback, until
 * the callback returns; the accessors throw an IllegalStateException later. A program that needs
 * them longer takes a copy of them with {@link #wireBytes()} or {@link #payload()}, or of the whole
 * stripe with {@link #copy()}.
 *
 * <p>The bytes on the wire are the payload, and before it the header that {@link
 * CaptureSettings#wireHeader} says; by default none.
 */
public final class Stripe {

    private final ByteBuffer packet;
    private final Generation generation;
    private final long born;
    private final PacketReader.Entry entry;
    private final long frameId;
    private final long captureNanos;
    private final boolean lastOfFrame;
    private volatile boolean expired;

    Stripe(
            ByteBuffer packet,
            Generation generation,
            PacketReader.Entry entry,
            long frameId,
            long captureNanos,
            boolean lastOfFrame) {
        this.packet = packet;
        this.generation = generation;
        this.born = generation.current();
        this.entry = entry;
        this.frameId = frameId;
        this.captureNanos = captureNanos;
        this.lastOfFrame = lastOfFrame;
    }

    /** Makes a stripe without a capture, for tests. */
    public static StripeBuilder builder(Codec codec) {
        return new StripeBuilder(codec);
    }

    /** One whose bytes, which are all of the array of {@code bytes}, never go. */
    static Stripe forEver(
            ByteBuffer bytes,
            PacketReader.Entry entry,
            long frameId,
            long captureNanos,
            boolean lastOfFrame) {
        return new Stripe(bytes, Generation.FOR_EVER, entry, frameId, captureNanos, lastOfFrame);
    }

    /** How the payload is encoded. */
    public Codec codec() {
        return entry.codec();
    }

    /** The id of the frame that this stripe belongs to; see {@link Frame#id()}. */
    public long frameId() {
        return frameId;
    }

    /** First row of the stripe, in pixels from the top of the captured region. */
    public int y() {
        return entry.y();
    }

    /** Width in pixels: that of the captured region. */
    public int width() {
        return entry.width();
    }

    /** Rows of the picture in this stripe. A decoder may give more: the rest is padding. */
    public int height() {
        return entry.height();
    }

    /**
     * Whether the stripe shows all of its rows without an earlier one: an H.264 IDR, or a JPEG of a
     * whole stripe. Every JPEG is an image by itself, but one that is no key frame lies within an
     * earlier stripe and leaves the rows above and below as they were ({@link
     * CaptureSettings#jpegAdaptiveStripes}).
     */
    public boolean keyFrame() {
        return entry.keyFrame();
    }

    /** Why it was sent. */
    public SendReason reason() {
        return entry.reason();
    }

    /**
     * The frame whose stripe of the same y this one builds on: the one before it in its stream; -1
     * for a key frame and for JPEG.
     */
    public long predictsFrom() {
        return entry.predictsFrom();
    }

    /** When the pixels were read, on the clock of {@link System#nanoTime()}. */
    public long captureNanos() {
        return captureNanos;
    }

    /** Whether this is the last (lowest) stripe of its frame. */
    public boolean lastOfFrame() {
        return lastOfFrame;
    }

    /** What stands before the payload on the wire. */
    public WireHeader wireHeader() {
        return entry.header();
    }

    /** The media type of the bytes on the wire; see {@link WireHeader#contentType}. */
    public String contentType() {
        return entry.header().contentType(entry.codec());
    }

    /** Bytes on the wire: wire header, if there is one, and payload. */
    public int wireSize() {
        return entry.length();
    }

    /** Bytes of the payload alone. */
    public int payloadSize() {
        return entry.length() - entry.headerLength();
    }

    /**
     * The same stripe with bytes of its own, which stay readable for ever: also after the next
     * frame, the end of the callback and that of the capture. Any thread. A copy is its own copy.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public Stripe copy() {
        if (generation == Generation.FOR_EVER) {
            return this;
        }
        return forEver(
                ByteBuffer.wrap(wireBytes()), entry.movedTo(0), frameId, captureNanos, lastOfFrame);
    }

    /**
     * A copy of the bytes on the wire; the caller owns it. Without a wire header the same as {@link
     * #payload()}.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] wireBytes() {
        return copied(entry.offset(), wireSize());
    }

    /**
     * A copy of the payload with this header before it, whichever the capture writes; the caller
     * owns it.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] wireBytes(WireHeader header) {
        if (header == entry.header()) {
            return wireBytes();
        }
        int length = header.length(entry.codec());
        byte[] bytes = new byte[length + payloadSize()];
        header.write(ByteBuffer.wrap(bytes), entry, frameId);
        copy(payloadOffset(), bytes, length, payloadSize());
        return bytes;
    }

    /**
     * As {@link #wireBytes(WireHeader)}, but of a {@link #copy()} that has this header already the
     * array that it reads itself: nobody may change that. Whoever passes a stripe's bytes on makes
     * no second array of them with this.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] sharedBytes(WireHeader header) {
        boolean own = generation == Generation.FOR_EVER && header == entry.header();
        return own ? packet.array() : wireBytes(header);
    }

    /**
     * A copy of the payload without the wire header; the caller owns it.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] payload() {
        return copied(payloadOffset(), payloadSize());
    }

    /**
     * The bytes on the wire without a copy, read-only, in a buffer on the heap. After the stripe's
     * life has ended the view shows another stripe's bytes; the life of a {@link #copy()} does not
     * end.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public ByteBuffer wireBuffer() {
        return view(entry.offset(), wireSize());
    }

    /**
     * The payload without the wire header and without a copy, read-only, as {@link #wireBuffer()}.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public ByteBuffer payloadBuffer() {
        return view(payloadOffset(), payloadSize());
    }

    private int payloadOffset() {
        return entry.offset() + entry.headerLength();
    }

    /** Ends the life of this stripe alone. */
    void expire() {
        expired = true;
    }

    private byte[] copied(int from, int count) {
        byte[] copy = new byte[count];
        copy(from, copy, 0, count);
        return copy;
    }

    private void copy(int from, byte[] to, int at, int count) {
        requireAlive();
        packet.get(from, to, at, count);
        // A next() that started during the copy may have overwritten what was copied: look again,
        // and not before the bytes are read.
        VarHandle.loadLoadFence();
        requireAlive();
    }

    private ByteBuffer view(int from, int count) {
        requireAlive();
        return packet.slice(from, count).asReadOnlyBuffer();
    }

    private void requireAlive() {
        if (expired || generation.current() != born) {
            throw new IllegalStateException(
                    "the bytes of stripe y="
                            + y()
                            + " of frame "
                            + frameId
                            + " are gone: take a copy before the next call of next() or before the"
                            + " callback returns");
        }
    }

    @Override
    public String toString() {
        return "Stripe{"
                + codec().word()
                + " frame "
                + frameId
                + " y="
                + y()
                + " "
                + width()
                + "x"
                + height()
                + (keyFrame() ? " key" : "")
                + " "
                + wireSize()
                + " bytes}";
    }
}
