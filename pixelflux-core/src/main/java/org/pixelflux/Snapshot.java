// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * One picture, and when it was taken: without a capture ({@link #take}), or of one that runs
 * ({@link #of}). A program that needs the pixels alone calls {@link ScreenCapture#snapshot}. Any
 * thread.
 *
 * @param image of the type {@link BufferedImage#TYPE_INT_RGB}; the caller owns it
 * @param epoch that of the capture whose picture it is, see {@link Frame#epoch}. One that was taken
 *     without a capture has its own: above those of the captures that began before, and {@link
 *     CaptureSettings#minimumEpoch} at least
 * @param captureNanos when the pixels were read, on the clock of {@link System#nanoTime()}
 */
public record Snapshot(BufferedImage image, long epoch, long captureNanos) {

    /**
     * What a capture shows that runs, and of what moment that is: the source is asked for nothing.
     * The epoch is that of the capture. Null if it has no picture yet.
     *
     * @throws IllegalStateException if the capture was closed
     * @throws PixelfluxException if memory runs out
     */
    public static @Nullable Snapshot of(Capture capture) {
        return capture.picture().snapshot();
    }

    /**
     * Takes one as {@link ScreenCapture#snapshot} does: the same picture, the same failures, and as
     * long a wait.
     *
     * @throws IllegalArgumentException if the region does not fit the source or has more than 2^30
     *     pixels, or if the watermark cannot be read
     * @throws PixelfluxException if the native library cannot be loaded, or the source not opened
     *     or read, or if memory runs out
     */
    public static Snapshot take(CaptureSettings settings) {
        NativeLoader.ensureLoaded();
        try {
            long[] seen = new long[4];
            int[] rgb = NativeCapture.snapshot0(settings.toNativeText(), seen);
            BufferedImage image = ImagePixels.image(rgb, (int) seen[0], (int) seen[1]);
            return new Snapshot(image, seen[2], seen[3]);
        } catch (OutOfMemoryError e) {
            throw PixelfluxException.outOfResources(
                    "no room for the snapshot in Java's heap, which may have "
                            + Runtime.getRuntime().maxMemory()
                            + " bytes (-Xmx), and needs 4 a pixel: give it more, or take"
                            + " a smaller region",
                    e);
        }
    }
}
