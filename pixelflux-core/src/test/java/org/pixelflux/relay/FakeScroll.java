// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.PictureArea;
import org.pixelflux.RefreshRequest;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/**
 * A capture in mode mixed of a text that scrolls on a desktop that is at rest: each frame is a copy
 * and some new lines, and a refresh is all of the text, or all of the picture. Only the sizes are
 * true; nobody can decode it.
 */
final class FakeScroll implements RefreshSource {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);
    private static final Area TEXT = new Area(0, 0, 1200, 800);

    /** To make a frame with a refresh. */
    private static final Duration COST = Duration.ofMillis(6);

    /**
     * In bytes.
     *
     * @param lines the new lines of a frame
     * @param text all lines
     * @param coarseText all lines, if they are coarse
     * @param desktop all that is not text
     * @param coarseDesktop the same, if it is coarse
     */
    record Sizes(int lines, int text, int coarseText, int desktop, int coarseDesktop) {}

    private final Consumer<RelayFrame> relay;
    private final Sizes sizes;
    private long frame = -1;

    /** Null if nobody asks. */
    private @Nullable RefreshRequest request;

    private int refreshes;

    FakeScroll(Consumer<RelayFrame> relay, Sizes sizes) {
        this.relay = relay;
        this.sizes = sizes;
    }

    @Override
    public void request(RefreshRequest more) {
        request = request == null ? more : request.joined(more);
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
        if (request != null) {
            next(false);
        }
    }

    private void next(boolean moved) {
        frame++;
        MixedMessage message;
        if (frame == 0) {
            message = MixedMessage.first(WIDTH, HEIGHT, 1, 0);
            message.add(ALL, MixedMessage.EXACT, new byte[sizes.text + sizes.desktop]);
        } else {
            message = MixedMessage.after(WIDTH, HEIGHT, 1, frame - 1);
        }
        if (frame > 0 && moved) {
            message.copy(new Area(0, 0, 1200, 743), 0, 57);
            message.add(new Area(0, 743, 1200, 57), MixedMessage.EXACT, new byte[sizes.lines]);
        }
        if (frame > 0 && request != null) {
            refreshes++;
            refresh(message, request);
            message.times(0, COST.toNanos());
        }
        request = null;
        relay.accept(RelayFrame.of(message.bytes()));
    }

    private void refresh(MixedMessage message, RefreshRequest asked) {
        boolean everything = asked.since() == null;
        int exact = sizes.text + (everything ? sizes.desktop : 0);
        int coarse = sizes.coarseText + (everything ? sizes.coarseDesktop : 0);
        boolean isCoarse = asked.mostBytes() < exact;
        if (everything) {
            message.refreshSinceNothing(frame, true);
        } else {
            message.refreshSince(asked.since().frame(), frame, true);
        }
        if (isCoarse) {
            message.coarse();
        }
        add(
                message,
                everything ? ALL : TEXT,
                isCoarse ? MixedMessage.PICTURE : MixedMessage.EXACT,
                isCoarse ? coarse : exact);
        for (PictureArea area : asked.again()) {
            long bytes = area.pixels() * (sizes.text + sizes.desktop) / (WIDTH * HEIGHT);
            add(
                    message,
                    new Area(area.x(), area.y(), area.width(), area.height()),
                    MixedMessage.EXACT,
                    (int) bytes);
        }
    }

    private static void add(MixedMessage message, Area area, int kind, int bytes) {
        message.add(area, kind, MixedMessage.REFRESH, 0, 0, 0, 0, new byte[bytes]);
    }
}
