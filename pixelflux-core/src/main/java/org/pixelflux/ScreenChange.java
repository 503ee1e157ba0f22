// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.List;

/**
 * What changed of a captured picture, and where: data without a pixel. An empty change says that
 * nothing changed, in the time given or since the last call.
 *
 * @param epoch of the frame that shows it, see {@link Frame#epoch()}; 0 if nothing changed in the
 *     time given
 * @param id of the frame that shows it, counted from 0 for each capture; -1 if nothing changed in
 *     the time given
 * @param reason {@link SendReason#CHANGE} if something looks different than before, {@link
 *     SendReason#KEY_FRAME} if the whole picture counts as changed: the first time, after a
 *     failure, or because somebody asked for it. Of an empty change it means nothing
 * @param captureNanos when the pixels were read, on the clock of {@link System#nanoTime()}
 * @param width of the captured region in pixels
 * @param height of the captured region in pixels
 * @param areas rectangles that do not overlap and hold everything that changed; they may hold
 *     pixels that did not
 */
public record ScreenChange(
        long epoch,
        long id,
        SendReason reason,
        long captureNanos,
        int width,
        int height,
        List<PictureArea> areas) {

    static final ScreenChange NONE = new ScreenChange(0, -1, SendReason.CHANGE, 0, 0, 0, List.of());

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
        long pixels = 0;
        for (PictureArea area : areas) {
            pixels += area.pixels();
        }
        return pixels;
    }

    /** The areas' part of the picture, 0 to 1. */
    public double share() {
        return isEmpty() ? 0 : changedPixels() / ((double) width * height);
    }
}
