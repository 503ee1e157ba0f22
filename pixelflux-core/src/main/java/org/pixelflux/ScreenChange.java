// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.List;

/**
 * What changed of a captured picture, and where: data without a pixel. An empty change says that
 * nothing changed, in the time given or since the last call.
 *
 * @param id of the frame that shows it, counted from 0 for each capture; -1 if nothing changed in
 *     the time given
 * @param captureNanos when the pixels were read, on the clock of {@link System#nanoTime()}
 * @param width of the captured region in pixels
 * @param height of the captured region in pixels
 * @param areas rectangles that do not overlap and hold everything that changed; they may hold
 *     pixels that did not
 */
public record ScreenChange(
        long id, long captureNanos, int width, int height, List<PictureArea> areas) {

    static final ScreenChange NONE = new ScreenChange(-1, 0, 0, 0, List.of());

    /** Takes a copy of the list. */
    public ScreenChange {
        areas = List.copyOf(areas);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return areas.isEmpty();
    }

    /** How many pixels the areas have. */
    public long changedPixels() {
        return areas.stream().mapToLong(PictureArea::pixels).sum();
    }

    /** The areas' part of the picture, 0 to 1. */
    public double share() {
        return isEmpty() ? 0 : changedPixels() / ((double) width * height);
    }
}
