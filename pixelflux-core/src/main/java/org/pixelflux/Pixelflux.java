// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/** Whether and with what abilities the native library is there. */
public final class Pixelflux {

    private Pixelflux() {}

    /** Whether the native library is loaded or can be; never throws. */
    public static boolean isAvailable() {
        return unavailabilityCause() == null;
    }

    /** Why the native library is not available: what was tried and what to do; null if it is. */
    public static @Nullable Throwable unavailabilityCause() {
        try {
            NativeLoader.ensureLoaded();
            return null;
        } catch (PixelfluxException e) {
            return e;
        }
    }

    /**
     * Loads the native library, if that has not happened yet.
     *
     * @throws PixelfluxException with the code NATIVE_LIBRARY, the same at every call
     */
    public static void ensureAvailable() {
        NativeLoader.ensureLoaded();
    }

    /**
     * The version of the native library, such as {@code 0.1.0}.
     *
     * @throws PixelfluxException if the library is not available
     */
    public static String version() {
        return NativeLoader.feature("version");
    }

    /**
     * Whether the native library was built with x264, so that {@link Codec#H264} can be used.
     *
     * @throws PixelfluxException if the library is not available
     */
    public static boolean h264Available() {
        return Boolean.parseBoolean(NativeLoader.feature("h264"));
    }
}
