// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import org.pixelflux.FrameRectangle;

/**
 * One line of the log with mode=mixed: the columns of a {@link StripeLine}, and two more.
 *
 * @param monotonicNanos {@link System#nanoTime()} when the frame arrived
 * @param frameId the frame's 64-bit id; consecutive ids mean that no frame was lost
 * @param bytes its size on the wire, see {@link #bytes}
 */
record RectangleLine(long monotonicNanos, long frameId, FrameRectangle rectangle, int bytes) {

    static final String HEADER = StripeLine.HEADER + ",x,width";

    private static final int FRAME_HEADER_BYTES = 80;
    private static final int DESCRIPTION_BYTES = 28;

    /**
     * What a rectangle takes on the wire: its description and its payload; the first of a frame
     * also the frame's header, so that the lines of a frame add up to its bytes.
     */
    static int bytes(FrameRectangle rectangle, boolean firstOfFrame) {
        return (firstOfFrame ? FRAME_HEADER_BYTES : 0)
                + DESCRIPTION_BYTES
                + rectangle.payloadSize();
    }

    String toCsv() {
        return monotonicNanos
                + ","
                + frameId
                + ","
                + rectangle.y()
                + ","
                + rectangle.height()
                + ","
                + rectangle.kind().code()
                + ","
                + bytes
                + ","
                + rectangle.x()
                + ","
                + rectangle.width();
    }
}
