// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.ReaderProgress;
import org.pixelflux.picture.ReaderProgress.Step;

/**
 * What a reader at the end of a route lacks: with mode=mixed, since when something has to be sent
 * again. Thread-safe.
 */
final class RouteProgress {

    /** Of a reader that gets the frames with mode=mixed that arrive. */
    private final ReaderProgress reader = new ReaderProgress();

    /** A frame was missed, and the reader has not been whole since. */
    private boolean lacksFrames;

    /** A stripe or news of the cursor was missed. */
    private boolean lacksOther;

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
        Step step = reader.step(frame);
        reader.done(frame, step);
        if (PixelfluxMessages.isWholePicture(frame)) {
            forgetRefreshes();
        }
        boolean isWhole = step == Step.OWN || step == Step.REFRESH;
        if (isWhole && !everything && oldestBase == null) {
            lacksFrames = false;
        }
    }

    /** The route failed with the frame, or never got it. */
    synchronized void missed(MixedFrame frame) {
        lacksFrames = true;
        Refresh refresh = frame.refresh();
        if (frame.complete() || refresh != null && refresh.fromNothing()) {
            everything = true;
        } else if (refresh != null) {
            oldestBase = older(oldestBase, new FrameNumber(frame.epoch(), refresh.base()));
        }
    }

    /** The route failed with something else, or never got it: a stripe, or news of the cursor. */
    synchronized void missedOther() {
        lacksOther = true;
    }

    private static FrameNumber older(@Nullable FrameNumber one, FrameNumber other) {
        if (one == null || one.epoch() > other.epoch()) {
            return other;
        }
        return one.epoch() < other.epoch() || one.frame() < other.frame() ? one : other;
    }

    /**
     * Asks for what did not arrive: a refresh since the last frame up to which everything did, or
     * an earlier one; since nothing if nothing arrived, or in another mode. Does nothing if all of
     * it has come meanwhile, with what somebody else has asked for or with another capture.
     *
     * @throws IllegalStateException if the capture is over
     */
    synchronized void request(Capture capture) {
        if (!lacksFrames && !lacksOther) {
            return;
        }
        FrameNumber whole = reader.lastWhole();
        if (everything || whole == null) {
            capture.requestKeyFrame();
        } else {
            FrameNumber since = older(oldestBase, whole);
            capture.requestRefresh(since.epoch(), since.frame());
        }
        lacksOther = false;
        // They count as sent until they are missed in their turn.
        forgetRefreshes();
    }

    private void forgetRefreshes() {
        everything = false;
        oldestBase = null;
    }
}
