// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Receives the mouse pointer beside the picture; see {@link Capture#cursorListener}. */
@FunctionalInterface
public interface CursorListener {

    /**
     * Called when the pointer moved or looks different, on the thread that is inside {@link
     * FrameReader#next()} or on that of the callback, one call at a time and before the frame of
     * the same moment. While a call lasts, nothing is captured. It must not call {@code next}.
     *
     * <p>Whatever it throws is logged as an error, once for each listener; the capture goes on, and
     * so do the updates.
     */
    void onCursor(CursorUpdate update);
}
