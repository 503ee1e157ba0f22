// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameRectangle;
import org.pixelflux.RectangleKind;

/** A viewer of mode mixed at the end of a link, which knows only how old its frame is. */
final class FrameLink implements Viewer {

    private static final int SQUARE = 8;
    private static final int COLUMNS = 1920 / SQUARE;

    private final ManualTimer timer;
    private final double bytesPerSecond;
    private double left;
    private @Nullable RelayFrame coming;
    private @Nullable Runnable taken;
    private @Nullable RelayFrame shown;
    private long bytes;

    /** Which squares of its picture were drawn by something coarse, if it is watched. */
    private final BitSet coarse = new BitSet();

    private boolean watched;

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
            if (watched) {
                coming.mixed().forEach(this::draw);
            }
            Runnable done = taken;
            coming = null;
            done.run();
        }
        if (coming == null) {
            left = 0;
        }
    }

    private void draw(FrameRectangle rectangle) {
        boolean isCoarse =
                rectangle.kind() == RectangleKind.COPY
                        ? anyCoarse(rectangle, rectangle.sourceX(), rectangle.sourceY())
                        : rectangle.kind() == RectangleKind.PICTURE;
        forSquares(rectangle, rectangle.x(), rectangle.y(), square -> coarse.set(square, isCoarse));
    }

    private boolean anyCoarse(FrameRectangle size, int left, int top) {
        boolean[] any = {false};
        forSquares(size, left, top, square -> any[0] |= coarse.get(square));
        return any[0];
    }

    private static void forSquares(FrameRectangle size, int left, int top, IntConsumer act) {
        for (int y = top / SQUARE; y * SQUARE < top + size.height(); y++) {
            for (int x = left / SQUARE; x * SQUARE < left + size.width(); x++) {
                act.accept(y * COLUMNS + x);
            }
        }
    }

    /** To be called before it gets anything. */
    FrameLink watched() {
        watched = true;
        return this;
    }

    /** Whether nothing of its picture is coarse. */
    boolean exact() {
        return coarse.isEmpty();
    }

    /** The number of the frame that it shows, -1 before the first. */
    long shown() {
        return shown == null ? -1 : shown.frameId();
    }

    long bytes() {
        return bytes;
    }
}
