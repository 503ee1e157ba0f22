// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.function.BooleanSupplier;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;

/** Takes what a capture brings. What one of these throws is a loss of the capture. */
interface CaptureReader {

    /**
     * @param wanted whether what is left of the frame is: not when the capture was closed
     */
    void take(Frame frame, BooleanSupplier wanted);

    void take(CursorUpdate update);

    /** The frame was captured for nobody: the capture was paused or closed meanwhile. */
    void drop(Frame frame);

    /**
     * The capture was lost, once for each loss and not for attempts that fail after it; {@link
     * SupervisedCapture#condition()} says what follows. Must not throw.
     */
    void lost(Throwable cause);

    /** Frames come again after a loss. Must not throw. */
    void recovered();
}
