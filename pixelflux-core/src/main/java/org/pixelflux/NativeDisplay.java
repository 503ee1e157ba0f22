// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** The native methods of {@link Display}. They keep nothing. */
final class NativeDisplay {

    private NativeDisplay() {}

    /**
     * The monitors of the display that {@link CaptureSettings#toNativeText()} names: of each its
     * name, x, y, width, height, scale, pictures a second, and 1 if it is the primary one, else 0.
     */
    static native String[] monitors0(String settings);

    /** Its windows: of each its number, title, class, x, y, width and height. */
    static native String[] windows0(String settings);
}
