// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/**
 * What a capture has delivered since it was opened.
 *
 * @param frames that have content
 * @param bytes of these frames as they come from native code: what was encoded, and what describes
 *     it
 * @param encodeTime from the grab of the pixels to the last encoded one, of all frames together
 * @param width of the last of these frames in pixels; 0 before the first
 * @param height of that frame
 */
public record CaptureCounters(long frames, long bytes, Duration encodeTime, int width, int height) {

    static final CaptureCounters NONE = new CaptureCounters(0, 0, Duration.ZERO, 0, 0);

    CaptureCounters plus(Frame frame, int packetBytes) {
        return new CaptureCounters(
                frames + 1,
                bytes + packetBytes,
                encodeTime.plusNanos(frame.encodedNanos() - frame.captureNanos()),
                frame.width(),
                frame.height());
    }
}
