// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * Receives the frames of a capture that {@link ScreenCapture#startFrames} started. The capture
 * calls both methods on its thread, one call at a time; while a call lasts, nothing is captured.
 * They may call every method of this capture and of others. A thread that stops or closes the
 * capture waits for them, so they must not wait for that thread.
 */
@FunctionalInterface
public interface FrameCallback {

    /**
     * Receives one frame, which is not empty, in order. Its bytes are gone when this method
     * returns; {@link MixedFrame#copy()} and {@link Stripe#copy()} keep them. Whatever this throws
     * (also an Error, or a checked exception of another language) ends the capture and goes to
     * {@link #onError}; once the capture was told to stop, it is logged as an error instead.
     */
    void onFrame(Frame frame);

    /**
     * Called when the capture has ended by itself: it failed (a {@link PixelfluxException}), or
     * {@link #onFrame} threw. What is not a RuntimeException comes as the cause of a
     * PixelfluxException INTERNAL. Called at most once for each start; nothing is delivered after
     * it. The default logs the cause as an error. The capture logs what this throws.
     */
    default void onError(RuntimeException cause) {
        ForeignFault.log("the capture has ended", cause);
    }
}
