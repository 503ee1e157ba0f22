// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.function.LongSupplier;
import org.apache.camel.Message;
import org.pixelflux.camel.PixelfluxConstants;

/**
 * Tells apart the pictures of a session that have nothing to do with each other: each start of the
 * program, each capture (its frame ids begin at 0 again) and each size of the picture is an epoch.
 * Its number is the time at which it began, in milliseconds since 1970, or one more than the last
 * one, if that is larger: a clock may have been set back. Frames in mode mixed have epochs of their
 * own, and those are the numbers. What a capture sends in another mode then stays in the epoch.
 */
final class Epoch {

    private record Size(Object width, Object height) {
        static Size of(Message message) {
            return new Size(
                    message.getHeader(PixelfluxConstants.FRAME_WIDTH),
                    message.getHeader(PixelfluxConstants.FRAME_HEIGHT));
        }
    }

    private final LongSupplier clock;
    private long number;

    /** Null before the first picture. */
    private Size size;

    private long frameId;
    private boolean frameEnded;

    /**
     * @param clock milliseconds since 1970
     * @param last the session's last one before this
     */
    Epoch(LongSupplier clock, long last) {
        this.clock = clock;
        this.number = last;
    }

    /** Takes the next stripe or frame of the session, as the pixelflux component describes it. */
    long of(Message message) {
        long id = message.getHeader(PixelfluxConstants.FRAME_ID, 0L, Long.class);
        Size next = Size.of(message);
        boolean anew = id < frameId || (id == frameId && frameEnded) || !next.equals(size);
        size = next;
        frameId = id;
        frameEnded = message.getHeader(PixelfluxConstants.LAST_OF_FRAME, true, Boolean.class);
        if (RecordHeaders.MIXED.equals(message.getHeader(PixelfluxConstants.CODEC))) {
            long own = message.getHeader(PixelfluxConstants.EPOCH, Long.class);
            number = Math.max(number, own);
            return own;
        }
        if (anew) {
            number = Math.max(number + 1, clock.getAsLong());
        }
        return number;
    }
}
