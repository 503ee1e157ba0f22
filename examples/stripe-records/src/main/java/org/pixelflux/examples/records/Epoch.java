// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.camel.Message;
import org.pixelflux.camel.PixelfluxConstants;

/**
 * Tells the pictures of a session apart that have nothing to do with each other: each start of the
 * program, each capture (its frame ids begin at 0 again) and each size of the picture is an epoch.
 * Its number is the time at which it began, in milliseconds since 1970, so that it grows although
 * nobody keeps the last one.
 */
final class Epoch {

    private record Picture(Object width, Object height, Object codec) {
        static Picture of(Message stripe) {
            return new Picture(
                    stripe.getHeader(PixelfluxConstants.FRAME_WIDTH),
                    stripe.getHeader(PixelfluxConstants.FRAME_HEIGHT),
                    stripe.getHeader(PixelfluxConstants.TYPE));
        }
    }

    private final LongSupplier clock;
    private long number = Long.MIN_VALUE;
    private Picture picture;
    private long frameId;
    private boolean frameEnded;

    /**
     * @param clock milliseconds since 1970
     */
    Epoch(LongSupplier clock) {
        this.clock = clock;
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
