// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.camel.Message;
import org.pixelflux.camel.PixelfluxConstants;

/**
 * Tells apart the pictures of a session that have nothing to do with each other: each start of the
 * program, each capture (its frame ids begin at 0 again) and each size of the picture is an epoch.
 * Its number is the time at which it began, in milliseconds since 1970, or one more than the last
 * one, if that is larger: a clock may have been set back.
 */
final class Epoch {

    private record Picture(Object width, Object height, Object codec) {
        static Picture of(Message stripe) {
            return new Picture(
                    stripe.getHeader(PixelfluxConstants.FRAME_WIDTH),
                    stripe.getHeader(PixelfluxConstants.FRAME_HEIGHT),
                    stripe.getHeader(PixelfluxConstants.CODEC));
        }
    }

    private final LongSupplier clock;
    private long number;
    private Picture picture;
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

    /** Takes the next stripe of the session, as the pixelflux component describes it. */
    long of(Message stripe) {
        Picture next = Picture.of(stripe);
        long id = stripe.getHeader(PixelfluxConstants.FRAME_ID, 0L, Long.class);
        boolean anew = id < frameId || (id == frameId && frameEnded);
        if (anew || !Objects.equals(next, picture)) {
            number = Math.max(number + 1, clock.getAsLong());
        }
        picture = next;
        frameId = id;
        frameEnded = stripe.getHeader(PixelfluxConstants.LAST_OF_FRAME, false, Boolean.class);
        return number;
    }
}
