// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.function.BooleanSupplier;
import org.pixelflux.Capture;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.ScreenChange;
import org.pixelflux.ScreenPicture;
import org.pixelflux.recording.Segment;

/**
 * Takes what a capture brings. If a method throws, the capture is lost, unless its description says
 * otherwise.
 */
interface CaptureReader {

    /**
     * @param wanted whether the rest of the frame is still wanted; false once the capture was
     *     closed
     */
    void take(Frame frame, BooleanSupplier wanted);

    /**
     * @param picture what shows the change
     */
    void take(ScreenChange change, ScreenPicture picture);

    void take(Segment segment);

    void take(CursorUpdate update);

    /** Nobody takes the frame, because the capture was paused or closed meanwhile. */
    void drop(Frame frame);

    /** As {@link #drop(Frame)}. */
    void drop(ScreenChange change);

    /** As {@link #drop(Frame)}. */
    void drop(Segment segment);

    /** As {@link #drop(Frame)}. */
    void drop(CursorUpdate update);

    /**
     * Asks the open capture to send again what was dropped or did not arrive. Any thread; the one
     * that hands over calls it before the next frame after something was dropped.
     *
     * @throws IllegalStateException if the capture is over
     */
    void requestMissed(Capture capture);

    /**
     * The capture was lost. Called once for each loss, and not for attempts that fail after it;
     * {@link SupervisedCapture#condition()} says what follows. Must not throw.
     */
    void lost(Throwable cause);

    /** Frames come again after a loss. Must not throw. */
    void recovered();
}
