// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.time.Duration;
import org.pixelflux.CaptureSettings;

/**
 * How often each stripe, or the picture, is sent whole even if nobody asks: so often that the topic
 * always has a key frame of each row, or a whole picture, and all that builds on it.
 */
final class RollingKeyFrames {

    /** A reader that comes has to read at most what this time has brought. */
    private static final double USUAL_SECONDS = 60;

    private RollingKeyFrames() {}

    /**
     * What the settings say, 60 if they say nothing; at most half of the retention.
     *
     * @param retention how long the topic keeps a record
     */
    static Double seconds(CaptureSettings settings, Duration retention) {
        double asked = settings.keyframeInterval().toNanos() / 1e9;
        double half = retention.toMillis() / 2000.0;
        return Math.min(asked > 0 ? asked : USUAL_SECONDS, half);
    }
}
