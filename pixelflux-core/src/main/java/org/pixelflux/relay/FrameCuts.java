// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleRole;

/**
 * A published frame, cut once for all viewers into what each kind of them gets.
 *
 * @param all for who may or may not be whole as of the frame before: it has asked for a refresh, or
 *     nothing is known of it
 * @param own for who is whole as of the frame before; for everybody if it is complete
 * @param refresh for who is held and not whole as of the frame before, who would take it for a
 *     frame in which nothing changed; null if there is none, or nobody needs it because the frame
 *     is complete
 */
record FrameCuts(RelayFrame all, RelayFrame own, @Nullable RelayFrame refresh) {

    private static final int HEADER_BYTES = 80;
    private static final int ENTRY_BYTES = 28;
    private static final int FLAGS_AT = 5;
    private static final int REFRESH_BASE_AT = 32;
    private static final int REFRESH_START_AT = 40;
    private static final int COUNT_AT = 68;
    private static final int LENGTH_AT = 72;

    /** FIRST and COMPLETE; the others are the refresh's. */
    private static final int FLAGS_OF_OWN = 3;

    static FrameCuts of(RelayFrame frame) {
        MixedFrame mixed = frame.mixed();
        if (mixed.refresh() == null) {
            return new FrameCuts(frame, frame, null);
        }
        RelayFrame own = cut(frame, RectangleRole::isOwn, true);
        return new FrameCuts(
                frame, own, mixed.complete() ? null : cut(frame, RectangleRole::isRefresh, false));
    }

    private static RelayFrame cut(
            RelayFrame frame, Predicate<RectangleRole> wanted, boolean withoutRefresh) {
        List<FrameRectangle> all = frame.mixed().rectangles();
        byte[] from = frame.wireBytes();
        int count = 0;
        int length = HEADER_BYTES;
        for (FrameRectangle rectangle : all) {
            if (wanted.test(rectangle.role())) {
                count++;
                length += ENTRY_BYTES + rectangle.payloadSize();
            }
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        message.put(from, 0, HEADER_BYTES).putInt(COUNT_AT, count).putInt(LENGTH_AT, length);
        if (withoutRefresh) {
            message.put(FLAGS_AT, (byte) (from[FLAGS_AT] & FLAGS_OF_OWN));
            message.putLong(REFRESH_BASE_AT, 0).putLong(REFRESH_START_AT, 0);
        }
        int entry = HEADER_BYTES;
        for (FrameRectangle rectangle : all) {
            if (wanted.test(rectangle.role())) {
                message.put(from, entry, ENTRY_BYTES);
            }
            entry += ENTRY_BYTES;
        }
        int payload = entry;
        for (FrameRectangle rectangle : all) {
            if (wanted.test(rectangle.role())) {
                message.put(from, payload, rectangle.payloadSize());
            }
            payload += rectangle.payloadSize();
        }
        return RelayFrame.of(message.array());
    }
}
