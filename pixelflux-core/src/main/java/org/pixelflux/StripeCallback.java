// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * Takes the stripes of a capture started by {@link ScreenCapture#start}. Both methods are called on
 * the capture's thread, one call at a time; while a call lasts, nothing is captured. They may call
 * whatever a capture has, of this one or of others; but somebody who stops or closes the capture
 * waits for them, so they must not wait for that thread.
 */
@FunctionalInterface
public interface StripeCallback {

    /**
     * One stripe. Stripes come in order: frame by frame, each in ascending y. The stripe's bytes
     * are gone when this method returns; {@link Stripe#copy()} keeps them. Whatever is thrown here,
     * an Error or a checked exception of another language too, ends the capture and goes to {@link
     * #onError}; once the capture was told to stop, it is logged as an error instead.
     */
    void onStripe(Stripe stripe);

    /**
     * The capture has ended by itself: it failed (a {@link PixelfluxException}), or {@link
     * #onStripe} threw; what is no RuntimeException comes as the cause of a PixelfluxException
     * INTERNAL. Called at most once a start; nothing is delivered after it. This one logs the cause
     * as an error; so does the capture with what is thrown here.
     */
    default void onError(RuntimeException cause) {
        ForeignFault.log("the capture has ended", cause);
    }
}
