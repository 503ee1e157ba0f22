// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * Receives the stripes of a capture that {@link ScreenCapture#start} started. The capture calls
 * both methods on its thread, one call at a time; while a call lasts, nothing is captured. They may
 * call every method of this capture and of others. A thread that stops or closes the capture waits
 * for them, so they must not wait for that thread.
 */
@FunctionalInterface
public interface StripeCallback {

    /**
     * Receives one stripe. Stripes come in order: frame by frame, and within a frame in ascending
     * y. The stripe's bytes are gone when this method returns; {@link Stripe#copy()} keeps them.
     * Whatever this throws (also an Error, or a checked exception of another language) ends the
     * capture and goes to {@link #onError}; once the capture was told to stop, it is logged as an
     * error instead.
     */
    void onStripe(Stripe stripe);

    /**
     * Called when the capture has ended by itself: it failed (a {@link PixelfluxException}), or
     * {@link #onStripe} threw. What is not a RuntimeException comes as the cause of a
     * PixelfluxException INTERNAL. Called at most once for each start; nothing is delivered after
     * it. The default logs the cause as an error. The capture logs what this throws.
     */
    default void onError(RuntimeException cause) {
        ForeignFault.log("the capture has ended", cause);
    }
}
