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
     * <p>Whatever it throws is logged as an error, once a listener; the capture goes on, and so do
     * the updates.
     */
    void onCursor(CursorUpdate update);
}
