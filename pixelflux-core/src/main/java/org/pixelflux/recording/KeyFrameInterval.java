// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import org.pixelflux.mp4.VideoTrack;

/**
 * Says when a video needs another key frame, so that players can seek: after so many seconds in
 * which something changed. A pause counts as a second at most, so a screen that changes once a
 * minute does not get a key frame for each change. One thread at a time.
 */
final class KeyFrameInterval {

    private static final long LONGEST_PAUSE = VideoTrack.TIMESCALE;

    private final long interval;
    private long last;
    private long changed;
    private boolean begun;

    /**
     * @param interval in units of a track
     */
    KeyFrameInterval(long interval) {
        this.interval = interval;
    }

    /** Hears of each picture. */
    void picture(boolean keyFrame, long time) {
        changed = keyFrame || !begun ? 0 : changed + Math.min(LONGEST_PAUSE, time - last);
        begun = true;
        last = time;
    }

    /** Whether a key frame should be the next picture. */
    boolean isDue() {
        return changed >= interval;
    }
}
