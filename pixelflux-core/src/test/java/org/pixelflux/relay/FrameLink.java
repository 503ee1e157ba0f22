// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A viewer of mode mixed at the end of a link, which knows only how old its frame is. */
final class FrameLink implements Viewer {

    private final ManualTimer timer;
    private final double bytesPerSecond;
    private double left;
    private @Nullable RelayFrame coming;
    private @Nullable Runnable taken;
    private @Nullable RelayFrame shown;
    private long bytes;

    FrameLink(ManualTimer timer, double bytesPerSecond) {
        this.timer = timer;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void send(RelayMessage message, Runnable done) {
        coming = (RelayFrame) message;
        taken = done;
    }

    @Override
    public long bytesPerSecond() {
        return (long) bytesPerSecond;
    }

    void transfer(Duration time) {
        left += bytesPerSecond * time.toNanos() / 1e9;
        while (coming != null && coming.wireBytes().length <= left) {
            left -= coming.wireBytes().length;
            bytes += coming.wireBytes().length;
            shown = coming;
            Runnable done = taken;
            coming = null;
            done.run();
        }
        if (coming == null) {
            left = 0;
        }
    }

    /** The number of the frame that it shows, -1 before the first. */
    long shown() {
        return shown == null ? -1 : shown.frameId();
    }

    long bytes() {
        return bytes;
    }
}
