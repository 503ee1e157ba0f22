// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.PictureArea;
import org.pixelflux.RectangleKind;
import org.pixelflux.RectangleRole;

/**
 * Which parts of the picture one viewer has coarser than others, because it took them of a coarse
 * refresh, and when they are to be asked for again. What goes on changing is not: it would be
 * coarse again. Knows only the rectangles of frames. One thread at a time; times are of a clock
 * like {@link System#nanoTime}.
 */
final class CoarseTiles {

    /** Those of the capture (native/src/base/tile_grid.h), so that what it sends covers them. */
    private static final int WIDE = 32;

    private static final int HIGH = 16;

    /** What moves in steps, as a text that a wheel scrolls, moves all the time. */
    static final Duration CALM = Duration.ofSeconds(1);

    /** The answer may be lost, or the capture may have nothing better yet. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Of one request: it is joined with those of others. */
    private static final int MOST_AREAS = 32;

    private int width;
    private int height;
    private int columns;
    private final BitSet coarse = new BitSet();

    /** Of each tile that is coarse: it is not to be asked for before. */
    private long[] dueNanos = new long[0];

    /** All of it is as others have it. */
    void clear() {
        coarse.clear();
    }

    boolean isEmpty() {
        return coarse.isEmpty();
    }

    /** The screen shows something else there: what is own of this frame changed it. */
    void changed(MixedFrame frame, long now) {
        if (coarse.isEmpty()) {
            return;
        }
        for (FrameRectangle rectangle : frame) {
            if (rectangle.role().isOwn()) {
                forEachTile(rectangle, tile -> dueNanos[tile] = now + CALM.toNanos());
            }
        }
    }

    /**
     * The viewer draws what is own of this frame or what is of the refresh; nobody knows which.
     * Nothing is exact for sure by that.
     */
    void perhapsDrawn(MixedFrame frame, long now) {
        BitSet before = (BitSet) coarse.clone();
        drawn(frame, now);
        coarse.or(before);
    }

    /** The viewer draws all rectangles of this frame. */
    void drawn(MixedFrame frame, long now) {
        Refresh refresh = frame.refresh();
        boolean coarser = refresh != null && refresh.coarse();
        if (!coarser && coarse.isEmpty()) {
            return;
        }
        resize(frame.width(), frame.height());
        for (FrameRectangle rectangle : frame) {
            if (rectangle.kind() == RectangleKind.COPY) {
                copy(rectangle, now);
            } else if (coarser && isOfRefreshAlone(rectangle) && isImage(rectangle)) {
                forEachTile(rectangle, tile -> add(tile, now));
            } else {
                forEachTile(rectangle, tile -> removeIfCovered(tile, rectangle));
            }
        }
    }

    /** The viewer does not get this frame after all, with what was to come exactly. */
    void notDrawn(MixedFrame frame, long now) {
        for (FrameRectangle rectangle : frame) {
            forEachTile(rectangle, tile -> add(tile, now));
        }
    }

    private static boolean isOfRefreshAlone(FrameRectangle rectangle) {
        return rectangle.role() == RectangleRole.REFRESH;
    }

    private static boolean isImage(FrameRectangle rectangle) {
        return rectangle.kind() == RectangleKind.PICTURE;
    }

    private void resize(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return;
        }
        width = newWidth;
        height = newHeight;
        columns = (width + WIDE - 1) / WIDE;
        int rows = (height + HIGH - 1) / HIGH;
        dueNanos = new long[columns * rows];
        clear();
    }

    private void add(int tile, long now) {
        if (!coarse.get(tile)) {
            coarse.set(tile);
            dueNanos[tile] = now + CALM.toNanos();
        }
    }

    private void removeIfCovered(int tile, FrameRectangle by) {
        int x = tile % columns * WIDE;
        int y = tile / columns * HIGH;
        if (x >= by.x()
                && y >= by.y()
                && Math.min(x + WIDE, width) <= by.x() + by.width()
                && Math.min(y + HIGH, height) <= by.y() + by.height()) {
            coarse.clear(tile);
        }
    }

    private void copy(FrameRectangle copy, long now) {
        BitSet before = (BitSet) coarse.clone();
        int right = copy.sourceX() - copy.x();
        int down = copy.sourceY() - copy.y();
        forEachTile(
                copy,
                tile -> {
                    int left = Math.max(tile % columns * WIDE, copy.x());
                    int top = Math.max(tile / columns * HIGH, copy.y());
                    int end = Math.min(tile % columns * WIDE + WIDE, copy.x() + copy.width());
                    int bottom = Math.min(tile / columns * HIGH + HIGH, copy.y() + copy.height());
                    if (anyOf(before, left + right, top + down, end + right, bottom + down)) {
                        add(tile, now);
                    } else {
                        removeIfCovered(tile, copy);
                    }
                });
    }

    private boolean anyOf(BitSet tiles, int left, int top, int right, int bottom) {
        for (int row = top / HIGH; row * HIGH < bottom; row++) {
            int first = tiles.nextSetBit(row * columns + left / WIDE);
            if (first >= 0 && first <= row * columns + (right - 1) / WIDE) {
                return true;
            }
        }
        return false;
    }

    /** The frame may be of another picture than the tiles. */
    private void forEachTile(FrameRectangle area, IntConsumer act) {
        int right = Math.min(area.x() + area.width(), width);
        int bottom = Math.min(area.y() + area.height(), height);
        for (int row = area.y() / HIGH; row * HIGH < bottom; row++) {
            for (int column = area.x() / WIDE; column * WIDE < right; column++) {
                act.accept(row * columns + column);
            }
        }
    }

    /** Whether the viewer has something of this rectangle coarse. */
    boolean touches(FrameRectangle rectangle) {
        return touches(
                rectangle.x(),
                rectangle.y(),
                rectangle.x() + rectangle.width(),
                rectangle.y() + rectangle.height());
    }

    boolean touches(int left, int top, int right, int bottom) {
        return anyOf(coarse, left, top, right, bottom);
    }

    /** How long until something is due, zero or less if it is; null if nothing will be. */
    @Nullable Duration untilDue(long now) {
        if (coarse.isEmpty()) {
            return null;
        }
        long soonest = coarse.stream().mapToLong(tile -> dueNanos[tile] - now).min().orElseThrow();
        return Duration.ofNanos(soonest);
    }

    /**
     * What to ask for now: rows of tiles that are due. They are due again later, if they do not
     * come.
     *
     * @param sweep says where to begin
     * @param mostPixels but at least one tile, if any is due
     */
    List<PictureArea> take(AgainSweep sweep, long mostPixels, long now) {
        List<PictureArea> areas = new ArrayList<>();
        if (coarse.isEmpty()) {
            return areas;
        }
        int count = dueNanos.length;
        long left = Math.max(mostPixels, WIDE * HIGH) / (WIDE * HIGH);
        int tile = sweep.start() % count;
        int seen = 0;
        while (seen < count && left > 0 && areas.size() < MOST_AREAS) {
            int length = runOf(tile, (int) Math.min(left, count - seen), now);
            if (length > 0) {
                areas.add(areaOf(tile, length));
                left -= length;
            }
            int passed = Math.max(length, 1);
            seen += passed;
            tile = (tile + passed) % count;
        }
        if (!areas.isEmpty()) {
            sweep.asked(tile);
        }
        return areas;
    }

    /** How many tiles from there on, of one row, are due now; they are due later then. */
    private int runOf(int first, int most, long now) {
        int rowEnd = (first / columns + 1) * columns;
        int tile = first;
        while (tile < rowEnd
                && tile - first < most
                && coarse.get(tile)
                && dueNanos[tile] - now <= 0) {
            dueNanos[tile] = now + PATIENCE.toNanos();
            tile++;
        }
        return tile - first;
    }

    private PictureArea areaOf(int first, int length) {
        int x = first % columns * WIDE;
        int y = first / columns * HIGH;
        return new PictureArea(
                x, y, Math.min(length * WIDE, width - x), Math.min(HIGH, height - y));
    }
}
