// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Hears of the mouse pointer beside the picture; see {@link ScreenCapture#cursorListener}. */
@FunctionalInterface
public interface CursorListener {

    /**
     * The pointer moved, or looks different. Called on the thread that is inside {@link
     * ScreenCapture#next()}, or on that of the callback, one call at a time and before the frame of
     * the same moment; while a call lasts, nothing is captured. It must not call {@code next}.
     *
     * <p>A RuntimeException thrown here goes to the caller of {@code next}, and the frame of the
     * same moment is what the following call gives; with a callback it ends the capture and goes to
     * {@link StripeCallback#onError}.
     */
    void onCursor(CursorUpdate update);
}
