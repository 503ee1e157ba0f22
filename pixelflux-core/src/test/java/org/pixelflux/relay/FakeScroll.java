// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/**
 * A capture in mode mixed of a text that scrolls: each frame is a copy and some new lines, and a
 * refresh is all of the text, or all of the picture. Only the sizes are true; nobody can decode it.
 */
final class FakeScroll {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    private final Consumer<RelayFrame> relay;
    private final int linesBytes;
    private final int textBytes;
    private final int wholeBytes;
    private long frame = -1;
    private boolean asked;
    private @Nullable FrameNumber since;
    private int refreshes;

    /**
     * @param linesBytes of the new lines of a frame
     * @param textBytes of all lines
     * @param wholeBytes of the whole picture
     */
    FakeScroll(Consumer<RelayFrame> relay, int linesBytes, int textBytes, int wholeBytes) {
        this.relay = relay;
        this.linesBytes = linesBytes;
        this.textBytes = textBytes;
        this.wholeBytes = wholeBytes;
    }

    void request(@Nullable FrameNumber frameOfAViewer) {
        boolean everything = asked && since == null || frameOfAViewer == null;
        since = everything ? null : frameOfAViewer;
        asked = true;
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
        }
        asked = false;
        since = null;
        relay.accept(RelayFrame.of(message.bytes()));
    }

    private void refresh(MixedMessage message) {
        Area area = since == null ? new Area(0, 0, WIDTH, HEIGHT) : new Area(0, 0, 1200, 800);
        byte[] payload = new byte[since == null ? wholeBytes : textBytes];
        if (since == null) {
            message.refreshSinceNothing(frame, true);
        } else {
            message.refreshSince(since.frame(), frame, true);
        }
        message.add(area, MixedMessage.EXACT, MixedMessage.REFRESH, 0, 0, 0, 0, payload);
    }
}
