// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import java.time.Duration;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.WireHeader;

/** The settings of captures that become video. */
final class VideoSettings {

    private VideoSettings() {}

    /**
     * Those that give H.264 in full frames and nothing while the screen is still. What they say
     * otherwise of mode, h264FullFrame, h264StreamingMode, keyframeIntervalSeconds and wireHeader
     * has no effect.
     *
     * @throws IllegalArgumentException if h264FullColor is set
     */
    static CaptureSettings of(CaptureSettings wanted) {
        if (wanted.h264FullColor()) {
            throw new IllegalArgumentException(
                    "h264FullColor: true is out of range for a recording and for segments, allowed"
                            + " false: H.264 that is not 4:2:0 plays in few programs and in no"
                            + " browser");
        }
        return wanted.toBuilder()
                .mode(CaptureMode.H264)
                .h264FullFrame(true)
                .h264StreamingMode(false)
                .keyframeInterval(Duration.ZERO)
                .wireHeader(WireHeader.NONE)
                .build();
    }
}
