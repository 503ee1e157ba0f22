// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.pixelflux.MixedFrameForm.COMPLETE;
import static org.pixelflux.MixedFrameForm.COUNT_AT;
import static org.pixelflux.MixedFrameForm.ENTRY_BYTES;
import static org.pixelflux.MixedFrameForm.FIRST;
import static org.pixelflux.MixedFrameForm.FLAGS_AT;
import static org.pixelflux.MixedFrameForm.HEADER_BYTES;
import static org.pixelflux.MixedFrameForm.LENGTH_AT;
import static org.pixelflux.MixedFrameForm.REFRESH_BASE_AT;
import static org.pixelflux.MixedFrameForm.REFRESH_START_AT;
import static org.pixelflux.MixedFrameForm.ROLE_AT;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/** Writes frames in mode mixed that have some of the rectangles of others. */
final class MixedFrameWriter {

    private MixedFrameWriter() {}

    /** Those that are own or both, and no refresh. */
    static byte[] own(MixedFrame frame) {
        return own(frame, rectangle -> false);
    }

    /** And what is wanted of the refresh, as if it were own. */
    static byte[] own(MixedFrame frame, Predicate<FrameRectangle> more) {
        ByteBuffer message =
                write(
                        List.of(frame),
                        rectangle -> rectangle.role().isOwn() || more.test(rectangle));
        forgetRefresh(message, message.get(FLAGS_AT) & (FIRST | COMPLETE));
        return message.array();
    }

    /** Those that are refresh or both. */
    static byte[] refresh(MixedFrame frame) {
        return write(List.of(frame), MixedFrameWriter::isRefresh).array();
    }

    /** The same of all parts of a refresh since nothing, as the own ones of a complete frame. */
    static byte[] complete(List<MixedFrame> parts) {
        ByteBuffer message = write(parts, MixedFrameWriter::isRefresh);
        forgetRefresh(message, COMPLETE);
        return message.array();
    }

    private static boolean isRefresh(FrameRectangle rectangle) {
        return rectangle.role().isRefresh();
    }

    /** All that is left is own. */
    private static void forgetRefresh(ByteBuffer message, int flags) {
        message.put(FLAGS_AT, (byte) flags);
        message.putLong(REFRESH_BASE_AT, 0).putLong(REFRESH_START_AT, 0);
        int role = HEADER_BYTES + ROLE_AT;
        for (int left = message.getInt(COUNT_AT); left > 0; left--) {
            if (message.get(role) == RectangleRole.REFRESH.code()) {
                message.put(role, (byte) RectangleRole.OWN.code());
            }
            role += ENTRY_BYTES;
        }
    }

    /** A frame with the header of the last one, and the wanted rectangles of all. */
    private static ByteBuffer write(List<MixedFrame> frames, Predicate<FrameRectangle> wanted) {
        int count = 0;
        int length = HEADER_BYTES;
        for (MixedFrame frame : frames) {
            for (FrameRectangle rectangle : frame) {
                if (wanted.test(rectangle)) {
                    count++;
                    length = Math.addExact(length, ENTRY_BYTES + rectangle.payloadSize());
                }
            }
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        message.put(frames.get(frames.size() - 1).wireBuffer().slice(0, HEADER_BYTES));
        message.putInt(COUNT_AT, count).putInt(LENGTH_AT, length);
        frames.forEach(frame -> putEntries(frame, wanted, message));
        frames.forEach(frame -> putPayloads(frame, wanted, message));
        return message;
    }

    private static void putEntries(
            MixedFrame frame, Predicate<FrameRectangle> wanted, ByteBuffer message) {
        ByteBuffer from = frame.wireBuffer();
        int entry = HEADER_BYTES;
        for (FrameRectangle rectangle : frame) {
            if (wanted.test(rectangle)) {
                message.put(from.slice(entry, ENTRY_BYTES));
            }
            entry += ENTRY_BYTES;
        }
    }

    private static void putPayloads(
            MixedFrame frame, Predicate<FrameRectangle> wanted, ByteBuffer message) {
        ByteBuffer from = frame.wireBuffer();
        int payload = HEADER_BYTES + ENTRY_BYTES * frame.rectangles().size();
        for (FrameRectangle rectangle : frame) {
            if (wanted.test(rectangle)) {
                message.put(from.slice(payload, rectangle.payloadSize()));
            }
            payload += rectangle.payloadSize();
        }
    }
}
