// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.nio.IntBuffer;

/**
 * Memory of a program's own that a {@link PictureAssembler} or an {@link
 * org.pixelflux.ScreenPicture} draws into.
 */
@FunctionalInterface
public interface PixelTarget {

    /**
     * Where the pixels are, {@code 0x00RRGGBB} each: that of column x and row y is {@code y *
     * stride + x} behind the buffer's position.
     *
     * @param buffer can be written; its position and limit are read once
     * @param stride from a row to the next, at least the width
     */
    record Pixels(IntBuffer buffer, int stride) {}

    /**
     * Gives room for a picture of this size. Called by {@link PictureAssembler#draw} and {@link
     * org.pixelflux.ScreenPicture#draw(PixelTarget)} before the first picture and whenever its size
     * changes; they keep what this gives, and go on from what is there, so nobody else may write to
     * it.
     */
    Pixels ofSize(int width, int height);
}
