// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * Where the mouse pointer is and how it looks.
 *
 * @param x where its hotspot is, in pixels from the left of the captured region; may lie outside
 * @param y the same from the top
 * @param visible whether any of its image lies on the captured region
 * @param shape how it looks; null if there is no pointer, and then the place means nothing
 * @param shapeChanged whether the shape is another one than in the update before, or is repeated:
 *     to a new listener, and after {@link Capture#requestKeyFrame()}
 * @param captureNanos when the pointer was read, on the clock of {@link System#nanoTime()}
 */
public record CursorUpdate(
        int x,
        int y,
        boolean visible,
        @Nullable CursorShape shape,
        boolean shapeChanged,
        long captureNanos) {}
