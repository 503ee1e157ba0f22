// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.Capture;
import org.pixelflux.CaptureCounters;
import org.pixelflux.CaptureDescription;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorListener;
import org.pixelflux.ScreenPicture;

/** Keeps what it is asked for, and sends nothing. */
final class RequestedCapture implements Capture {

    /** "everything", or "since FRAME of EPOCH". */
    final List<String> requests = new ArrayList<>();

    @Override
    public void requestKeyFrame() {
        requests.add("everything");
    }

    @Override
    public void requestRefresh(long epoch, long sinceFrame) {
        requests.add("since " + sinceFrame + " of " + epoch);
    }

    @Override
    public CaptureSettings settings() {
        return CaptureSettings.builder().build();
    }

    @Override
    public void update(CaptureSettings settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cursorListener(CursorListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScreenPicture picture() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public CaptureDescription description() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CaptureCounters counters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> fallbacks() {
        return List.of();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
