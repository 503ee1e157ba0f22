// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/**
 * A capture in mode mixed of a text that scrolls: each frame is a copy and some new lines, and a
 * refresh is all of the text, or all of the picture. Only the sizes are true; nobody can decode it.
 */
final class FakeScroll implements RefreshSource {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    /** To make a frame with a refresh. */
    private static final Duration COST = Duration.ofMillis(6);

    private final Consumer<RelayFrame> relay;
    private final int linesBytes;
    private final int textBytes;
    private final int wholeBytes;
    private final int coarseBytes;
    private long mostBytes;
    private long frame = -1;
    private boolean asked;
    private @Nullable FrameNumber since;
    private int refreshes;

    /**
     * @param linesBytes of the new lines of a frame
     * @param textBytes of all lines
     * @param wholeBytes of the whole picture
     * @param coarseBytes of all lines, if they are coarse
     */
    FakeScroll(
            Consumer<RelayFrame> relay,
            int linesBytes,
            int textBytes,
            int wholeBytes,
            int coarseBytes) {
        this.relay = relay;
        this.linesBytes = linesBytes;
        this.textBytes = textBytes;
        this.wholeBytes = wholeBytes;
        this.coarseBytes = coarseBytes;
    }

    @Override
    public void request(@Nullable FrameNumber frameOfAViewer) {
        boolean everything = asked && since == null || frameOfAViewer == null;
        since = everything ? null : frameOfAViewer;
        mostBytes = asked && since != null ? mostBytes : Long.MAX_VALUE;
        asked = true;
    }

    @Override
    public void request(FrameNumber frameOfAViewer, long most) {
        request(frameOfAViewer);
        mostBytes = since == null ? Long.MAX_VALUE : Math.min(mostBytes, most);
    }

    /** How many frames had a refresh. */
    int refreshes() {
        return refreshes;
    }

    long frame() {
        return frame;
    }

    /** Another frame in which the text has moved. */
    void scroll() {
        next(true);
    }

    /** Another frame in which nothing has changed, if something was asked for. */
    void rest() {
        if (asked) {
            next(false);
        }
    }

    private void next(boolean moved) {
        frame++;
        MixedMessage message;
        if (frame == 0) {
            message = MixedMessage.first(WIDTH, HEIGHT, 1, 0);
            message.add(new Area(0, 0, WIDTH, HEIGHT), MixedMessage.EXACT, new byte[wholeBytes]);
        } else {
            message = MixedMessage.after(WIDTH, HEIGHT, 1, frame - 1);
        }
        if (frame > 0 && moved) {
            message.copy(new Area(0, 0, 1200, 743), 0, 57);
            message.add(new Area(0, 743, 1200, 57), MixedMessage.EXACT, new byte[linesBytes]);
        }
        if (frame > 0 && asked) {
            refreshes++;
            refresh(message);
            message.times(0, COST.toNanos());
        }
        asked = false;
        since = null;
        relay.accept(RelayFrame.of(message.bytes()));
    }

    private void refresh(MixedMessage message) {
        Area area = since == null ? new Area(0, 0, WIDTH, HEIGHT) : new Area(0, 0, 1200, 800);
        int text = mostBytes < textBytes ? coarseBytes : textBytes;
        byte[] payload = new byte[since == null ? wholeBytes : text];
        if (since == null) {
            message.refreshSinceNothing(frame, true);
        } else {
            message.refreshSince(since.frame(), frame, true);
        }
        message.add(area, MixedMessage.EXACT, MixedMessage.REFRESH, 0, 0, 0, 0, payload);
    }
}
