// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** In which bytes the colours of a pixel lie that a program pushes to a {@link FrameInput}. */
public enum PixelLayout {
    /** Blue, green, red and a byte that means nothing. Copied as it is. */
    BGRX(4),
    /** Red, green, blue and a byte that means nothing. */
    RGBX(4),
    /** Blue, green, red. */
    BGR(3),
    /** Red, green, blue. */
    RGB(3);

    private final int bytesPerPixel;

    PixelLayout(int bytesPerPixel) {
        this.bytesPerPixel = bytesPerPixel;
    }

    /** How many bytes a pixel has. */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }
}
