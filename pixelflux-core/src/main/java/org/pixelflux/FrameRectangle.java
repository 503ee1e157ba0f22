// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;

/**
 * One step from a picture to the next: a rectangle of a frame in mode mixed, and what to draw
 * there. The rectangles of a frame are drawn in their order, each onto what the earlier ones left.
 *
 * <p>Its properties are plain values and stay readable. Its payload lives as long as the bytes of
 * its {@link MixedFrame}; the accessors throw an IllegalStateException later.
 */
public final class FrameRectangle {

    /**
     * One row of a frame's index, checked.
     *
     * @param stream unsigned
     * @param generation unsigned
     * @param offset of the payload, from the frame's start
     */
    record Entry(
            int x,
            int y,
            int width,
            int height,
            RectangleKind kind,
            RectangleRole role,
            int sourceX,
            int sourceY,
            int stream,
            int generation,
            int offset,
            int length) {}

    private final FrameBytes bytes;
    private final Entry entry;
    private final int fillColor;

    FrameRectangle(FrameBytes bytes, Entry entry, int fillColor) {
        this.bytes = bytes;
        this.entry = entry;
        this.fillColor = fillColor;
    }

    /** The same of other bytes, which are equal. */
    FrameRectangle of(FrameBytes others) {
        return new FrameRectangle(others, entry, fillColor);
    }

    /** The left edge, in pixels from the left of the picture. */
    public int x() {
        return entry.x;
    }

    /** The top edge, in pixels from the top of the picture. */
    public int y() {
        return entry.y;
    }

    /** Width in pixels, at least 1; the rectangle lies within the picture. */
    public int width() {
        return entry.width;
    }

    /** Height in pixels, at least 1; the rectangle lies within the picture. */
    public int height() {
        return entry.height;
    }

    /** What is drawn here. */
    public RectangleKind kind() {
        return entry.kind;
    }

    /** Who draws it. */
    public RectangleRole role() {
        return entry.role;
    }

    /**
     * Of a copy: the left edge of where its pixels come from, within the picture; otherwise 0.
     * Where source and target overlap, the target gets what the source was before, as memmove does.
     */
    public int sourceX() {
        return entry.sourceX;
    }

    /** Of a copy: the top edge of where its pixels come from; otherwise 0. */
    public int sourceY() {
        return entry.sourceY;
    }

    /** Of video: which decoder it is for, 0 to 2^32 - 1; otherwise 0. */
    public long stream() {
        return Integer.toUnsignedLong(entry.stream);
    }

    /** Of video: which life of the decoder, 0 to 2^32 - 1; another needs a new one. Otherwise 0. */
    public long generation() {
        return Integer.toUnsignedLong(entry.generation);
    }

    /** Of a fill: its colour, {@code 0x00RRGGBB}; otherwise 0. */
    public int fillColor() {
        return fillColor;
    }

    /** Bytes of the payload: 0 of a copy, 3 of a fill. */
    public int payloadSize() {
        return entry.length;
    }

    /**
     * A copy of the payload; the caller owns it.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public byte[] payload() {
        return bytes.copy(entry.offset, entry.length);
    }

    /**
     * The payload without a copy, read-only. After the life of the frame's bytes has ended the view
     * shows other bytes; the life of a {@link MixedFrame#copy()} does not end.
     *
     * @throws IllegalStateException if the bytes are gone
     */
    public ByteBuffer payloadBuffer() {
        return bytes.view(entry.offset, entry.length);
    }

    @Override
    public String toString() {
        return entry.kind.word()
                + " at "
                + entry.x
                + ","
                + entry.y
                + " "
                + entry.width
                + "x"
                + entry.height
                + (entry.kind == RectangleKind.COPY
                        ? " from " + entry.sourceX + "," + entry.sourceY
                        : "")
                + (entry.role == RectangleRole.OWN
                        ? ""
                        : entry.role == RectangleRole.BOTH ? " own and refresh" : " refresh")
                + " "
                + entry.length
                + " bytes";
    }
}
