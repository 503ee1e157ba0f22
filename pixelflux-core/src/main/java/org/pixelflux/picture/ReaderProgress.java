// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import org.jspecify.annotations.Nullable;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;

/**
 * The rules of docs/wire.md for who reads frames in mode mixed: what it has, and what it draws of
 * the next one. For each frame ask for the {@link #step}, and say that it is {@link #done}. One
 * thread at a time.
 */
public final class ReaderProgress {

    /** What to draw of a frame. */
    public enum Step {
        /** What is own; the reader is whole then. */
        OWN,
        /** What is of the refresh; the reader is whole then. */
        REFRESH,
        /** What is of the refresh, of which another part follows. */
        PART,
        /** Nothing: the frame is out of date. */
        BEFORE,
        /** Nothing, and a refresh is needed. */
        NOTHING
    }

    private @Nullable FrameNumber lastWhole;

    /** The last frame of which something was drawn. */
    private @Nullable FrameNumber lastDrawn;

    /** The frame before the next one of a split refresh; null if none is being taken. */
    private @Nullable FrameNumber lastOfSplit;

    private long splitStart;

    private boolean takesCoarse;

    /** Something coarse was drawn since it had nothing. */
    private boolean coarse;

    /** A reader that has nothing, and takes no refresh that is coarse: it would stay so. */
    public ReaderProgress() {}

    /**
     * From now on it takes a refresh that is coarse, too, since somebody asks again for what is
     * coarse in it: a {@code Relay} does that for its viewers.
     */
    public void takeCoarse() {
        takesCoarse = true;
    }

    /**
     * The last frame that the reader was whole as of, also if it has newer parts by now: what it
     * lacks is a refresh since then. Null if it has nothing.
     */
    public @Nullable FrameNumber lastWhole() {
        return lastWhole;
    }

    /** Whether what the reader has is the picture of {@link #lastWhole()}, and not a mixture. */
    public boolean isWhole() {
        return lastWhole != null && lastWhole.equals(lastDrawn);
    }

    /** What to draw of {@code frame}. Changes nothing. */
    public Step step(MixedFrame frame) {
        if (isBefore(frame)) {
            return Step.BEFORE;
        }
        if (frame.complete() || isWhole() && follows(frame, lastWhole)) {
            return Step.OWN;
        }
        Refresh refresh = frame.refresh();
        if (refresh == null || refresh.coarse() && !takesCoarse) {
            return Step.NOTHING;
        }
        boolean begins = refresh.start() == frame.id() && canBegin(refresh, frame);
        boolean goesOn = refresh.start() == splitStart && follows(frame, lastOfSplit);
        if (!begins && !goesOn) {
            return Step.NOTHING;
        }
        return refresh.lastPart() ? Step.REFRESH : Step.PART;
    }

    private boolean isBefore(MixedFrame frame) {
        return lastDrawn != null
                && (frame.epoch() < lastDrawn.epoch()
                        || frame.epoch() == lastDrawn.epoch() && frame.id() <= lastDrawn.frame());
    }

    private static boolean follows(MixedFrame frame, @Nullable FrameNumber before) {
        return before != null
                && !frame.first()
                && before.epoch() == frame.epoch()
                && before.frame() == frame.previous();
    }

    private boolean canBegin(Refresh refresh, MixedFrame frame) {
        return refresh.fromNothing()
                || lastWhole != null
                        && lastWhole.epoch() == frame.epoch()
                        && lastWhole.frame() >= refresh.base();
    }

    /**
     * What follows comes over another connection. A reader that has something coarse has nothing
     * then: nobody there knows what to ask for again.
     */
    public void connectedAgain() {
        if (coarse) {
            fail();
        }
    }

    /** The reader has done the step. */
    public void done(MixedFrame frame, Step step) {
        FrameNumber now = new FrameNumber(frame.epoch(), frame.id());
        Refresh refresh = frame.refresh();
        if (step == Step.OWN && frame.complete()) {
            coarse = false;
        } else if (refresh != null && (step == Step.REFRESH || step == Step.PART)) {
            boolean everything =
                    refresh.fromNothing() && step == Step.REFRESH && refresh.start() == frame.id();
            coarse = refresh.coarse() || coarse && !everything;
        }
        switch (step) {
            case OWN, REFRESH -> {
                lastWhole = now;
                lastDrawn = now;
                lastOfSplit = null;
            }
            case PART -> {
                if (lastWhole != null && lastWhole.epoch() != frame.epoch()) {
                    lastWhole = null;
                }
                lastDrawn = now;
                lastOfSplit = now;
                splitStart = frame.refresh() == null ? 0 : frame.refresh().start();
            }
            case BEFORE -> {}
            case NOTHING -> lastOfSplit = null;
        }
    }

    /** What was drawn is of no use: the reader has nothing. */
    public void fail() {
        lastWhole = null;
        lastDrawn = null;
        lastOfSplit = null;
        coarse = false;
    }
}
