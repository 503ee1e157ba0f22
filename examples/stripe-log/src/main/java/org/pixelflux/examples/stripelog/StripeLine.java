// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import org.pixelflux.Codec;

/**
 * One line of the log.
 *
 * @param monotonicNanos {@link System#nanoTime()} when the stripe arrived
 * @param frameId the frame's 64-bit id; consecutive ids mean that no frame was lost
 * @param y the stripe's first row, in pixels
 * @param height its rows
 * @param codec its codec
 * @param bytes its size on the wire: payload and, if there is one, wire header
 */
record StripeLine(long monotonicNanos, long frameId, int y, int height, Codec codec, int bytes) {

    static final String HEADER = "monotonic_ns,frame_id,y_start,height,type,bytes";

    String toCsv() {
        return monotonicNanos
                + ","
                + frameId
                + ","
                + y
                + ","
                + height
                + ","
                + codec.code()
                + ","
                + bytes;
    }
}
