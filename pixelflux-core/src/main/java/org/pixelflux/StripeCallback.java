// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.slf4j.LoggerFactory;

/**
 * Takes the stripes of a capture started by {@link ScreenCapture#start}. Both methods are called on
 * the capture's thread, one call at a time; while a call lasts, nothing is captured.
 */
@FunctionalInterface
public interface StripeCallback {

    /**
     * One stripe. Stripes come in order: frame by frame, each in ascending y. The stripe's bytes
     * are gone when this method returns; {@link Stripe#copy()} keeps them. A RuntimeException
     * thrown here ends the capture and goes to {@link #onError}.
     */
    void onStripe(Stripe stripe);

    /**
     * The capture has ended by itself: it failed (a {@link PixelfluxException}), or {@link
     * #onStripe} or the {@link CursorListener} threw. Called at most once a start; nothing is
     * delivered after it. This one logs the cause as an error.
     */
    default void onError(RuntimeException cause) {
        LoggerFactory.getLogger(ScreenCapture.class).error("the capture has ended", cause);
    }
}
