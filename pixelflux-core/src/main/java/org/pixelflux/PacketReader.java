// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link NativeCapture#take0} wrote. The layout is documented in
 * native/src/wire/packet.h and must change together with it. Every number is checked before it is
 * used, so that a mistake on the native side shows here and not as a stripe with foreign bytes.
 */
final class PacketReader {

    static final int MAGIC = 0x31584650;
    static final int HEADER_BYTES = 56;
    static final int ENTRY_BYTES = 48;
    static final int CURSOR_BYTES = 32;

    private static final int NOTICES = 1;
    private static final int MIXED = 2;
    private static final int CHANGES = 4;
    private static final int AREA_BYTES = 16;
    private static final int WIRE_HEADER_SHIFT = 8;
    private static final int WIRE_HEADER_MASK = 3;
    private static final int REASON_SHIFT = 16;
    private static final int STRIPE_REASON_SHIFT = 8;
    private static final int REASON_MASK = 15;
    private static final SendReason[] REASONS = SendReason.values();
    private static final WireHeader[] WIRE_HEADERS = WireHeader.values();

    /** One row of a packet's index, checked. */
    record Entry(
            int offset,
            int length,
            WireHeader header,
            int y,
            int width,
            int height,
            Codec codec,
            boolean keyFrame,
            SendReason reason,
            long predictsFrom) {

        /** Bytes of the wire header. */
        int headerLength() {
            return header.length(codec);
        }

        /** The same bytes at another place. */
        Entry movedTo(int offset) {
            return new Entry(
                    offset,
                    length,
                    header,
                    y,
                    width,
                    height,
                    codec,
                    keyFrame,
                    reason,
                    predictsFrom);
        }
    }

    /** The head of the cursor's news, checked; its size is 0x0 when no pixels follow. */
    record CursorEntry(
            int x,
            int y,
            boolean visible,
            int shapeId,
            int width,
            int height,
            int hotspotX,
            int hotspotY) {}

    private PacketReader() {}

    /** Whether the packet says that notices wait to be taken. */
    static boolean hasNotices(ByteBuffer packet, int length) {
        requireHeader(packet, length);
        return (packet.getInt(40) & NOTICES) != 0;
    }

    /**
     * The frame in the first {@code length} bytes, in the buffer's byte order; its stripes or
     * rectangles are views that live as long as the generation stays.
     */
    static Frame read(ByteBuffer packet, int length, Generation generation) {
        requireHeader(packet, length);
        int end = stripesEnd(packet, length);
        int count = packet.getInt(4);
        if ((packet.getInt(40) & MIXED) != 0) {
            if (count != 0) {
                throw broken("has a frame in mode mixed and " + count + " stripes");
            }
            return mixed(packet, end, generation);
        }
        if ((packet.getInt(40) & CHANGES) != 0) {
            if (count != 0) {
                throw broken("has changes and " + count + " stripes");
            }
            return changes(packet, end);
        }
        if (count < 0 || count > (end - HEADER_BYTES) / ENTRY_BYTES) {
            throw broken("has " + end + " bytes, too few for " + count + " stripes");
        }
        long id = packet.getLong(8);
        long captureNanos = packet.getLong(16);
        int width = packet.getInt(32);
        int height = packet.getInt(36);
        WireHeader header = wireHeader(packet);
        Stripe[] stripes = new Stripe[count];
        int firstFreeRow = 0;
        int firstFreeByte = HEADER_BYTES + count * ENTRY_BYTES;
        for (int i = 0; i < count; i++) {
            Entry entry = entry(packet, i, header);
            require(entry.offset >= firstFreeByte, "overlaps another part", i, entry);
            // A fault is put into words only where there is one: this runs for every stripe.
            if (entry.length < 0 || entry.length > end - entry.offset) {
                throw broken("leaves the packet's " + end + " bytes of stripes", i, entry);
            }
            int headerLength = packet.getInt(HEADER_BYTES + i * ENTRY_BYTES + 8);
            if (headerLength != entry.headerLength()) {
                throw broken("has a wire header of " + headerLength + " bytes", i, entry);
            }
            require(headerLength <= entry.length, "is shorter than its wire header", i, entry);
            require(entry.y >= firstFreeRow, "is out of order", i, entry);
            if (entry.height <= 0 || entry.height > height - entry.y || entry.width != width) {
                throw broken("does not fit the frame of " + width + "x" + height, i, entry);
            }
            require(
                    entry.predictsFrom >= -1 && entry.predictsFrom < id,
                    "predicts from no frame before " + id,
                    i,
                    entry);
            firstFreeByte = entry.offset + entry.length;
            firstFreeRow = entry.y + entry.height;
            stripes[i] = new Stripe(packet, generation, entry, id, captureNanos, i == count - 1);
        }
        return Frame.of(
                epoch(packet, count),
                id,
                captureNanos,
                packet.getLong(24),
                width,
                height,
                List.of(stripes));
    }

    /** That of the first stripe; 0 if there is none. */
    private static long epoch(ByteBuffer packet, int count) {
        long epoch = count == 0 ? 0 : packet.getLong(HEADER_BYTES + 40);
        if (epoch < 0) {
            throw broken("is of epoch " + epoch);
        }
        return epoch;
    }

    private static Frame mixed(ByteBuffer packet, int end, Generation generation) {
        ByteBuffer message = packet.slice(HEADER_BYTES, end - HEADER_BYTES);
        MixedFrame mixed;
        try {
            mixed = MixedFrameReader.read(new FrameBytes(message, generation), message.duplicate());
        } catch (FrameFormatException e) {
            throw broken("has " + e.getMessage());
        }
        Frame frame = Frame.of(mixed, reason(packet.getInt(40) >>> REASON_SHIFT));
        if (frame.id() != packet.getLong(8)
                || frame.width() != packet.getInt(32)
                || frame.height() != packet.getInt(36)) {
            throw broken("is of frame " + packet.getLong(8) + " and has another: " + mixed);
        }
        return frame;
    }

    private static Frame changes(ByteBuffer packet, int end) {
        int width = packet.getInt(32);
        int height = packet.getInt(36);
        int first = HEADER_BYTES + Long.BYTES;
        if (end < first || (end - first) % AREA_BYTES != 0) {
            throw broken("has " + (end - HEADER_BYTES) + " bytes of changes");
        }
        long epoch = packet.getLong(HEADER_BYTES);
        if (epoch < 0) {
            throw broken("is of epoch " + epoch);
        }
        List<PictureArea> areas = new ArrayList<>();
        for (int at = first; at < end; at += AREA_BYTES) {
            int x = packet.getInt(at);
            int y = packet.getInt(at + 4);
            int areaWidth = packet.getInt(at + 8);
            int areaHeight = packet.getInt(at + 12);
            if (x < 0
                    || y < 0
                    || areaWidth <= 0
                    || areaHeight <= 0
                    || areaWidth > width - x
                    || areaHeight > height - y) {
                throw broken(
                        String.format(
                                Locale.ROOT,
                                "has an area of %dx%d at %d,%d that does not fit the frame of"
                                        + " %dx%d",
                                areaWidth,
                                areaHeight,
                                x,
                                y,
                                width,
                                height));
            }
            areas.add(new PictureArea(x, y, areaWidth, areaHeight));
        }
        ScreenChange change =
                new ScreenChange(
                        epoch,
                        packet.getLong(8),
                        reason(packet.getInt(40) >>> REASON_SHIFT),
                        packet.getLong(16),
                        width,
                        height,
                        areas);
        return new Frame(change, packet.getLong(24));
    }

    /** What the packet says of the cursor, with a copy of its pixels; null if nothing. */
    static @Nullable CursorReport cursor(ByteBuffer packet, int length) {
        requireHeader(packet, length);
        int at = stripesEnd(packet, length);
        if (at == length) {
            return null;
        }
        CursorEntry entry = cursorEntry(packet, at);
        int pixelBytes = length - at - CURSOR_BYTES;
        boolean hasPixels = pixelBytes > 0;
        require(
                entry.width >= 0
                        && entry.height >= 0
                        && (entry.width > 0) == hasPixels
                        && (entry.height > 0) == hasPixels
                        && pixelBytes % Integer.BYTES == 0
                        && (long) entry.width * entry.height == pixelBytes / Integer.BYTES,
                "does not fit its " + pixelBytes + " bytes of pixels",
                entry);
        require(
                entry.hotspotX >= 0
                        && entry.hotspotX <= entry.width
                        && entry.hotspotY >= 0
                        && entry.hotspotY <= entry.height,
                "points from outside of itself",
                entry);
        require(
                entry.shapeId > 0 || (entry.shapeId == 0 && !hasPixels && !entry.visible),
                "has the wrong number",
                entry);
        CursorShape shape = null;
        if (hasPixels) {
            int[] argb = new int[pixelBytes / Integer.BYTES];
            packet.slice(at + CURSOR_BYTES, pixelBytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(argb);
            shape =
                    new CursorShape(
                            entry.shapeId,
                            entry.width,
                            entry.height,
                            entry.hotspotX,
                            entry.hotspotY,
                            argb);
        }
        return new CursorReport(
                entry.x, entry.y, entry.visible, entry.shapeId, shape, packet.getLong(16));
    }

    /** Where the stripes end: where the news of the cursor begin, or the packet ends. */
    private static int stripesEnd(ByteBuffer packet, int length) {
        int offset = packet.getInt(48);
        int size = packet.getInt(52);
        if (offset == 0 && size == 0) {
            return length;
        }
        if (offset < HEADER_BYTES || size < CURSOR_BYTES || size != length - offset) {
            throw broken(
                    "has " + length + " bytes, its cursor " + size + " from " + offset + " on");
        }
        return offset;
    }

    private static void requireHeader(ByteBuffer packet, int length) {
        if (length < HEADER_BYTES || length > packet.capacity()) {
            throw broken("has " + length + " bytes, the buffer " + packet.capacity());
        }
        if (packet.getInt(0) != MAGIC) {
            throw broken("starts with 0x" + Integer.toHexString(packet.getInt(0)));
        }
        if (packet.getInt(44) != length) {
            throw broken("has " + length + " bytes but says " + packet.getInt(44));
        }
    }

    private static WireHeader wireHeader(ByteBuffer packet) {
        int code = packet.getInt(40) >>> WIRE_HEADER_SHIFT & WIRE_HEADER_MASK;
        if (code >= WIRE_HEADERS.length) {
            throw broken("has stripes with the unknown wire header " + code);
        }
        return WIRE_HEADERS[code];
    }

    private static Entry entry(ByteBuffer packet, int index, WireHeader header) {
        int at = HEADER_BYTES + index * ENTRY_BYTES;
        return new Entry(
                packet.getInt(at),
                packet.getInt(at + 4),
                header,
                packet.getInt(at + 12),
                packet.getInt(at + 16),
                packet.getInt(at + 20),
                codec(packet.getInt(at + 24)),
                (packet.getInt(at + 28) & 1) != 0,
                reason(packet.getInt(at + 28) >>> STRIPE_REASON_SHIFT),
                packet.getLong(at + 32));
    }

    private static CursorEntry cursorEntry(ByteBuffer packet, int at) {
        return new CursorEntry(
                packet.getInt(at),
                packet.getInt(at + 4),
                (packet.getInt(at + 8) & 1) != 0,
                packet.getInt(at + 12),
                packet.getInt(at + 16),
                packet.getInt(at + 20),
                packet.getInt(at + 24),
                packet.getInt(at + 28));
    }

    private static SendReason reason(int code) {
        int ordinal = code & REASON_MASK;
        if (ordinal >= REASONS.length) {
            throw broken("was sent for the unknown reason " + ordinal);
        }
        return REASONS[ordinal];
    }

    private static Codec codec(int code) {
        if (code == Codec.JPEG.code()) {
            return Codec.JPEG;
        }
        if (code == Codec.H264.code()) {
            return Codec.H264;
        }
        throw broken("has a stripe of the unknown codec " + code);
    }

    private static void require(boolean holds, String fault, int index, Entry entry) {
        if (!holds) {
            throw broken(fault, index, entry);
        }
    }

    private static void require(boolean holds, String fault, CursorEntry entry) {
        if (!holds) {
            throw broken("has a cursor that " + fault + ": " + entry);
        }
    }

    private static PixelfluxException broken(String fault, int index, Entry entry) {
        return broken("has stripe " + index + " that " + fault + ": " + entry);
    }

    private static PixelfluxException broken(String fault) {
        return new PixelfluxException(
                PixelfluxException.Code.INTERNAL, "the packet from the native library " + fault);
    }
}
