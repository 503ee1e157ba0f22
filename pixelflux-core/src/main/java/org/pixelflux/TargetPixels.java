// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.IntBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.PixelTarget;

/**
 * The room of a program for pictures of one size, as long as it is drawn into. Native code writes
 * to arrays alone, so that a buffer without one has an array beside it.
 *
 * @param place where native code writes
 * @param buffer what gets a copy of that; null if the place is the program's
 * @param stride of the buffer
 */
record TargetPixels(ImagePixels place, @Nullable IntBuffer buffer, int stride) {

    /**
     * Keeps where the pixels are, whatever becomes of the buffer's position and limit.
     *
     * @throws IllegalArgumentException if the picture does not fit there
     */
    static TargetPixels of(PixelTarget.Pixels pixels, int width, int height) {
        IntBuffer buffer = pixels.buffer().slice();
        int stride = pixels.stride();
        if (stride < width || buffer.remaining() < (height - 1L) * stride + width) {
            throw new IllegalArgumentException(
                    "pixels: "
                            + buffer.remaining()
                            + " with a stride of "
                            + stride
                            + " do not hold a picture of "
                            + width
                            + "x"
                            + height);
        }
        if (buffer.hasArray()) {
            int offset = buffer.arrayOffset();
            return new TargetPixels(
                    new ImagePixels(buffer.array(), offset, stride, width, height), null, stride);
        }
        int[] beside =
                PixelfluxException.inHeap(
                        "a picture of " + width + "x" + height, () -> new int[width * height]);
        return new TargetPixels(new ImagePixels(beside, 0, width, width, height), buffer, stride);
    }

    /** Brings the program's buffer up to date. */
    void put(List<PictureArea> areas) {
        if (buffer == null) {
            return;
        }
        for (PictureArea area : areas) {
            for (int y = area.y(); y < area.bottom(); y++) {
                buffer.put(
                        y * stride + area.x(),
                        place.array(),
                        y * place.stride() + area.x(),
                        area.width());
            }
        }
    }
}
