// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.RectangleRole;

/**
 * Finds the whole pictures among the frames of a session in mode mixed, for the topic of key
 * frames: complete frames as they are, and refreshes since nothing, which may be split over several
 * frames, as one complete frame. One thread at a time.
 */
final class WholePictures {

    /**
     * A frame that any reader can begin with.
     *
     * @param bytes in the form of docs/wire.md; it is complete
     * @param offset of the first record that has something of it
     */
    record Whole(byte[] bytes, long offset) {}

    private static final int HEADER_BYTES = 80;
    private static final int ENTRY_BYTES = 28;
    private static final int FLAGS_AT = 5;
    private static final int REFRESH_BASE_AT = 32;
    private static final int REFRESH_START_AT = 40;
    private static final int COUNT_AT = 68;
    private static final int LENGTH_AT = 72;
    private static final int ROLE_AT = 9;
    private static final byte COMPLETE = 2;

    /** Of a refresh since nothing, from its first one on. */
    private final List<MixedFrame> parts = new ArrayList<>();

    private long firstOffset;

    /**
     * Takes the next frame that is in the live topic.
     *
     * @param offset of its first record
     */
    Optional<Whole> take(MixedFrame frame, long offset) {
        if (frame.complete()) {
            parts.clear();
            return Optional.of(new Whole(frame.wireBytes(), offset));
        }
        Refresh refresh = frame.refresh();
        if (refresh == null || !refresh.fromNothing() || !begins(frame) && !goesOn(frame)) {
            parts.clear();
            return Optional.empty();
        }
        if (begins(frame)) {
            parts.clear();
            firstOffset = offset;
        }
        parts.add(frame);
        if (!refresh.lastPart()) {
            return Optional.empty();
        }
        Whole whole = new Whole(complete(parts), firstOffset);
        parts.clear();
        return Optional.of(whole);
    }

    private static boolean begins(MixedFrame frame) {
        return frame.refresh().start() == frame.id();
    }

    private boolean goesOn(MixedFrame frame) {
        if (parts.isEmpty()) {
            return false;
        }
        MixedFrame last = parts.get(parts.size() - 1);
        return last.epoch() == frame.epoch()
                && last.id() == frame.previous()
                && parts.get(0).id() == frame.refresh().start();
    }

    /** What a reader that has nothing draws of these frames, as a frame with the last one's id. */
    private static byte[] complete(List<MixedFrame> parts) {
        int count = 0;
        int length = HEADER_BYTES;
        for (MixedFrame part : parts) {
            for (FrameRectangle rectangle : part) {
                if (rectangle.role().isRefresh()) {
                    count++;
                    length = Math.addExact(length, ENTRY_BYTES + rectangle.payloadSize());
                }
            }
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        whole.put(parts.get(parts.size() - 1).wireBuffer().slice(0, HEADER_BYTES));
        whole.put(FLAGS_AT, COMPLETE).putLong(REFRESH_BASE_AT, 0).putLong(REFRESH_START_AT, 0);
        whole.putInt(COUNT_AT, count).putInt(LENGTH_AT, length);
        parts.forEach(part -> putEntries(part, whole));
        parts.forEach(part -> putPayloads(part, whole));
        return whole.array();
    }

    private static void putEntries(MixedFrame part, ByteBuffer whole) {
        int entry = HEADER_BYTES;
        for (FrameRectangle rectangle : part) {
            if (rectangle.role().isRefresh()) {
                whole.put(part.wireBuffer().slice(entry, ENTRY_BYTES));
            }
            if (rectangle.role() == RectangleRole.REFRESH) {
                int role = whole.position() - ENTRY_BYTES + ROLE_AT;
                whole.put(role, (byte) RectangleRole.OWN.code());
            }
            entry += ENTRY_BYTES;
        }
    }

    private static void putPayloads(MixedFrame part, ByteBuffer whole) {
        int payload = HEADER_BYTES + ENTRY_BYTES * part.rectangles().size();
        for (FrameRectangle rectangle : part) {
            if (rectangle.role().isRefresh()) {
                whole.put(part.wireBuffer().slice(payload, rectangle.payloadSize()));
            }
            payload += rectangle.payloadSize();
        }
    }
}
