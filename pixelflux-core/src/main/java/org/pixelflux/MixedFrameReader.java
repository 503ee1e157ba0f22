// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.pixelflux.MixedFrameForm.ALL_FLAGS;
import static org.pixelflux.MixedFrameForm.COARSE;
import static org.pixelflux.MixedFrameForm.COMPLETE;
import static org.pixelflux.MixedFrameForm.COUNT_AT;
import static org.pixelflux.MixedFrameForm.ENTRY_BYTES;
import static org.pixelflux.MixedFrameForm.FIRST;
import static org.pixelflux.MixedFrameForm.FLAGS_AT;
import static org.pixelflux.MixedFrameForm.FROM_NOTHING;
import static org.pixelflux.MixedFrameForm.HEADER_BYTES;
import static org.pixelflux.MixedFrameForm.LAST_PART;
import static org.pixelflux.MixedFrameForm.LENGTH_AT;
import static org.pixelflux.MixedFrameForm.REFRESH;
import static org.pixelflux.MixedFrameForm.REFRESH_BASE_AT;
import static org.pixelflux.MixedFrameForm.REFRESH_START_AT;
import static org.pixelflux.MixedFrameForm.ROLE_AT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameRectangle.Entry;
import org.pixelflux.MixedFrame.Header;
import org.pixelflux.MixedFrame.Refresh;

/**
 * Reads a frame in mode mixed from the form of docs/wire.md. Refuses all that a reader refuses
 * according to that page, but for the size of images, which are not decoded here.
 */
final class MixedFrameReader {

    private static final int MAGIC = 0x5046584d;
    private static final int VERSION = 1;
    private static final int LARGEST_SIDE = 16384;
    private static final int FILL_BYTES = 3;

    private static final RectangleKind[] KINDS = RectangleKind.values();
    private static final RectangleRole[] ROLES = RectangleRole.values();

    private MixedFrameReader() {}

    /**
     * The frame whose message {@code message} is, from index 0 to the limit.
     *
     * @param bytes what the frame keeps of it
     * @throws FrameFormatException if it is none
     */
    static MixedFrame read(FrameBytes bytes, ByteBuffer message) {
        message.order(ByteOrder.BIG_ENDIAN);
        Header header = header(message);
        return new MixedFrame(bytes, header, rectangles(bytes, message, header));
    }

    private static Header header(ByteBuffer message) {
        if (message.limit() < HEADER_BYTES) {
            throw broken("has " + message.limit() + " bytes, fewer than a header");
        }
        if (message.getInt(0) != MAGIC) {
            throw broken("begins with 0x" + Integer.toHexString(message.getInt(0)));
        }
        if (message.get(4) != VERSION) {
            throw broken("has the version " + (message.get(4) & 255) + ", known is " + VERSION);
        }
        if (Integer.toUnsignedLong(message.getInt(LENGTH_AT)) != message.limit()) {
            throw broken(
                    "has "
                            + message.limit()
                            + " bytes but says "
                            + Integer.toUnsignedString(message.getInt(LENGTH_AT)));
        }
        int flags = message.get(FLAGS_AT) & 255;
        require((flags & ~ALL_FLAGS) == 0, "has unknown flags");
        require(message.getShort(6) == 0 && message.getInt(76) == 0, "has reserved fields not 0");
        boolean first = (flags & FIRST) != 0;
        boolean complete = (flags & COMPLETE) != 0;
        require(complete || !first, "is the first of its epoch and not complete");
        long epoch = number(message, 8, "epoch");
        long id = number(message, 16, "frame");
        long previous = number(message, 24, "previous frame");
        if (first) {
            require(previous == 0, "is the first of its epoch and has a frame before it");
        } else {
            require(previous < id, "is not after the frame before it");
        }
        int width = message.getShort(64) & 0xffff;
        int height = message.getShort(66) & 0xffff;
        if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE) {
            throw broken(
                    "has a picture of " + width + "x" + height + ", allowed 1.." + LARGEST_SIDE);
        }
        return new Header(
                epoch,
                id,
                first,
                previous,
                complete,
                refresh(flags, message, id, previous),
                message.getLong(48),
                message.getLong(56),
                width,
                height);
    }

    private static @Nullable Refresh refresh(
            int flags, ByteBuffer message, long id, long previous) {
        long base = number(message, REFRESH_BASE_AT, "refresh base");
        long start = number(message, REFRESH_START_AT, "refresh start");
        if ((flags & REFRESH) == 0) {
            require(
                    base == 0 && start == 0 && (flags & (FROM_NOTHING | LAST_PART | COARSE)) == 0,
                    "has no refresh, but what belongs to one");
            return null;
        }
        boolean first = (flags & FIRST) != 0;
        boolean fromNothing = (flags & FROM_NOTHING) != 0;
        if (fromNothing) {
            require(base == 0, "has a refresh since nothing and its base");
        } else {
            require(!first, "is the first of its epoch and refreshes an older one");
            require(base < start, "has a refresh that does not start after its base");
        }
        // Parts come in consecutive frames.
        require(
                start == id || !first && start <= previous,
                "has a refresh that starts neither in it nor before it");
        return new Refresh(
                fromNothing, base, start, (flags & LAST_PART) != 0, (flags & COARSE) != 0);
    }

    private static long number(ByteBuffer message, int at, String field) {
        long number = message.getLong(at);
        if (number < 0) {
            throw broken("has the " + field + " " + Long.toUnsignedString(number));
        }
        return number;
    }

    private static List<FrameRectangle> rectangles(
            FrameBytes bytes, ByteBuffer message, Header header) {
        long count = Integer.toUnsignedLong(message.getInt(COUNT_AT));
        long payloads = HEADER_BYTES + count * ENTRY_BYTES;
        if (payloads > message.limit()) {
            throw broken("has " + message.limit() + " bytes, too few for " + count + " rectangles");
        }
        List<FrameRectangle> rectangles = new ArrayList<>((int) count);
        boolean refreshBegan = false;
        int offset = (int) payloads;
        for (int i = 0; i < count; i++) {
            Entry entry = entry(message, i, offset);
            requireAllowed(i, entry, header);
            require(
                    !refreshBegan || entry.role() == RectangleRole.REFRESH,
                    i,
                    "is own, after those of the refresh");
            refreshBegan = entry.role() == RectangleRole.REFRESH;
            // A copy has no bytes and a fill few, so the sum cannot pass what fits an int.
            offset += entry.length();
            int color = entry.kind() == RectangleKind.FILL ? color(message, entry.offset()) : 0;
            rectangles.add(new FrameRectangle(bytes, entry, color));
        }
        if (offset != message.limit()) {
            throw broken("has " + (message.limit() - offset) + " bytes after its last rectangle");
        }
        return List.copyOf(rectangles);
    }

    private static Entry entry(ByteBuffer message, int index, int offset) {
        int at = HEADER_BYTES + index * ENTRY_BYTES;
        int kind = message.get(at + 8) & 255;
        int role = message.get(at + ROLE_AT) & 255;
        if (kind < 1 || kind > KINDS.length) {
            throw broken(index, "has the unknown kind " + kind);
        }
        if (role < 1 || role > ROLES.length) {
            throw broken(index, "has the unknown role " + role);
        }
        require(message.getShort(at + 10) == 0, index, "has a reserved field that is not 0");
        int length = message.getInt(at + 24);
        if (length < 0 || length > message.limit() - offset) {
            throw broken(
                    index,
                    "leaves the message's "
                            + message.limit()
                            + " bytes with "
                            + Integer.toUnsignedString(length)
                            + " from "
                            + offset
                            + " on");
        }
        return new Entry(
                message.getShort(at) & 0xffff,
                message.getShort(at + 2) & 0xffff,
                message.getShort(at + 4) & 0xffff,
                message.getShort(at + 6) & 0xffff,
                KINDS[kind - 1],
                ROLES[role - 1],
                message.getShort(at + 12) & 0xffff,
                message.getShort(at + 14) & 0xffff,
                message.getInt(at + 16),
                message.getInt(at + 20),
                offset,
                length);
    }

    private static void requireAllowed(int index, Entry entry, Header header) {
        if (!fits(entry.x(), entry.y(), entry, header)) {
            throw broken(index, "leaves the picture: " + entry);
        }
        boolean copy = entry.kind() == RectangleKind.COPY;
        if (copy) {
            require(
                    fits(entry.sourceX(), entry.sourceY(), entry, header),
                    index,
                    "copies from outside of the picture");
            require(entry.role() == RectangleRole.OWN, index, "is a copy and not own");
            require(!header.complete(), index, "is a copy in a frame that is complete");
        } else {
            require(
                    entry.sourceX() == 0 && entry.sourceY() == 0,
                    index,
                    "has a source and is no copy");
        }
        if (entry.kind() == RectangleKind.VIDEO) {
            require(entry.role() != RectangleRole.REFRESH, index, "is video for the refresh alone");
        } else {
            require(
                    entry.stream() == 0 && entry.generation() == 0,
                    index,
                    "has a stream and is no video");
        }
        require(
                entry.role() != RectangleRole.REFRESH || header.refresh() != null,
                index,
                "is of a refresh, which the frame has not");
        boolean rightLength =
                switch (entry.kind()) {
                    case COPY -> entry.length() == 0;
                    case FILL -> entry.length() == FILL_BYTES;
                    case PICTURE, VIDEO, EXACT -> entry.length() > 0;
                };
        require(rightLength, index, "has a payload of the wrong length");
    }

    private static boolean fits(int x, int y, Entry entry, Header header) {
        return entry.width() > 0
                && entry.height() > 0
                && x + entry.width() <= header.width()
                && y + entry.height() <= header.height();
    }

    private static int color(ByteBuffer message, int at) {
        return (message.get(at) & 255) << 16
                | (message.get(at + 1) & 255) << 8
                | (message.get(at + 2) & 255);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw broken(fault);
        }
    }

    private static void require(boolean holds, int index, String fault) {
        if (!holds) {
            throw broken(index, fault);
        }
    }

    private static FrameFormatException broken(int index, String fault) {
        return broken("has rectangle " + index + " that " + fault);
    }

    private static FrameFormatException broken(String fault) {
        return new FrameFormatException("a frame in mode mixed " + fault);
    }
}
