// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what changed in several frames: few rectangles that do not overlap and hold all that was
 * added. As long as few suffice, they hold nothing else. One thread at a time.
 */
final class ChangedAreas {

    static final int MOST = 32;

    private final List<PictureArea> areas = new ArrayList<>();

    void clear() {
        areas.clear();
    }

    boolean isEmpty() {
        return areas.isEmpty();
    }

    List<PictureArea> areas() {
        return List.copyOf(areas);
    }

    long pixels() {
        return areas.stream().mapToLong(PictureArea::pixels).sum();
    }

    /**
     * Ends, since each piece is smaller than what it was cut from, or joined to more than there
     * was.
     */
    void add(PictureArea added) {
        Deque<PictureArea> pieces = new ArrayDeque<>(List.of(added));
        while (!pieces.isEmpty()) {
            PictureArea piece = pieces.pop();
            areas.removeIf(area -> contains(piece, area));
            PictureArea met = firstThatOverlaps(piece);
            if (met != null) {
                pushOutside(piece, met, pieces);
                continue;
            }
            PictureArea neighbour = firstThatContinues(piece);
            if (neighbour != null) {
                areas.remove(neighbour);
                pieces.push(hull(piece, neighbour));
            } else {
                areas.add(piece);
            }
        }
        while (areas.size() > MOST) {
            uniteCheapest();
        }
    }

    private @Nullable PictureArea firstThatOverlaps(PictureArea piece) {
        for (PictureArea area : areas) {
            if (overlap(area, piece)) {
                return area;
            }
        }
        return null;
    }

    /** One that has a whole side in common with the piece. */
    private @Nullable PictureArea firstThatContinues(PictureArea piece) {
        for (PictureArea area : areas) {
            if (hull(area, piece).pixels() == area.pixels() + piece.pixels()) {
                return area;
            }
        }
        return null;
    }

    /** What a piece has outside of an area that it overlaps: above, below, left and right. */
    private static void pushOutside(
            PictureArea piece, PictureArea area, Deque<PictureArea> pieces) {
        int top = Math.max(piece.y(), area.y());
        int bottom = Math.min(piece.bottom(), area.bottom());
        int left = Math.max(piece.x(), area.x());
        int right = Math.min(piece.right(), area.right());
        push(pieces, piece.x(), piece.y(), piece.right(), top);
        push(pieces, piece.x(), bottom, piece.right(), piece.bottom());
        push(pieces, piece.x(), top, left, bottom);
        push(pieces, right, top, piece.right(), bottom);
    }

    private static void push(Deque<PictureArea> pieces, int left, int top, int right, int bottom) {
        if (left < right && top < bottom) {
            pieces.push(new PictureArea(left, top, right - left, bottom - top));
        }
    }

    private void uniteCheapest() {
        PictureArea cheapest = hull(areas.get(0), areas.get(1));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < i; j++) {
                PictureArea both = hull(areas.get(i), areas.get(j));
                long waste = both.pixels() - areas.get(i).pixels() - areas.get(j).pixels();
                if (waste < least) {
                    least = waste;
                    cheapest = both;
                }
            }
        }
        // What lies half within belongs to it, too.
        for (PictureArea area = null; !cheapest.equals(area); ) {
            area = cheapest;
            for (PictureArea other : areas) {
                if (overlap(cheapest, other)) {
                    cheapest = hull(cheapest, other);
                }
            }
        }
        PictureArea united = cheapest;
        areas.removeIf(area -> contains(united, area));
        areas.add(united);
    }

    private static PictureArea hull(PictureArea a, PictureArea b) {
        int x = Math.min(a.x(), b.x());
        int y = Math.min(a.y(), b.y());
        return new PictureArea(
                x, y, Math.max(a.right(), b.right()) - x, Math.max(a.bottom(), b.bottom()) - y);
    }

    private static boolean contains(PictureArea outer, PictureArea inner) {
        return inner.x() >= outer.x()
                && inner.y() >= outer.y()
                && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    private static boolean overlap(PictureArea a, PictureArea b) {
        return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }
}
