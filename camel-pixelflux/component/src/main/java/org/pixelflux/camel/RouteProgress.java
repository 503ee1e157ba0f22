// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.ReaderProgress;

/**
 * What a reader at the end of a route has of the frames with mode=mixed, and since when something
 * has to be sent again. Thread-safe.
 */
final class RouteProgress {

    /** Of a reader that gets what arrives. */
    private final ReaderProgress reader = new ReaderProgress();

    /**
     * A refresh that did not arrive may have been for somebody who has less than the reader: that
     * one is to come again as well. The oldest base; null if there is none.
     */
    private @Nullable FrameNumber oldestBase;

    /** As {@link #oldestBase}, since nothing. */
    private boolean everything;

    /** The route was done with the frame. */
    synchronized void arrived(MixedFrame frame) {
        if (frame.first()) {
            // Of a capture that was opened anew, perhaps after the clock was set back.
            reader.fail();
        }
        reader.done(frame, reader.step(frame));
        if (PixelfluxMessages.isWholePicture(frame)) {
            forget();
        }
    }

    /** The route failed with the frame, or never got it. */
    synchronized void missed(MixedFrame frame) {
        Refresh refresh = frame.refresh();
        if (frame.complete() || refresh != null && refresh.fromNothing()) {
            everything = true;
        } else if (refresh != null) {
            oldestBase = older(oldestBase, new FrameNumber(frame.epoch(), refresh.base()));
        }
    }

    private static FrameNumber older(@Nullable FrameNumber one, FrameNumber other) {
        if (one == null || one.epoch() > other.epoch()) {
            return other;
        }
        return one.epoch() < other.epoch() || one.frame() < other.frame() ? one : other;
    }

    /**
     * Asks for what did not arrive: a refresh since the last frame up to which everything did, or
     * an earlier one; since nothing if nothing arrived, or in another mode. What was asked for
     * counts as sent until it is missed in its turn.
     *
     * @throws IllegalStateException if the capture is over
     */
    void request(Capture capture) {
        FrameNumber since = takeWhatIsMissing();
        if (since == null) {
            capture.requestKeyFrame();
        } else {
            capture.requestRefresh(since.epoch(), since.frame());
        }
    }

    private synchronized @Nullable FrameNumber takeWhatIsMissing() {
        FrameNumber whole = reader.lastWhole();
        FrameNumber since = everything || whole == null ? null : older(oldestBase, whole);
        forget();
        return since;
    }

    private void forget() {
        everything = false;
        oldestBase = null;
    }
}
