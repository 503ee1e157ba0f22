// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
     * The version of the native library, which is that of this jar, such as {@code 0.1.0}.
     *
     * @throws PixelfluxException if the library is not available
     */
    public static String version() {
        return NativeLoader.feature("version");
    }

    /**
     * Whether the native library encodes H.264, so that {@link Codec#H264} can be used.
     *
     * @throws PixelfluxException if the library is not available
     */
    public static boolean h264Available() {
        return !h264Encoders().isEmpty();
    }

    /**
     * The libraries that can encode H.264, each with a name and version for people, such as {@code
     * x264 0.164.3095}; {@link H264Encoder#AUTO} takes the first. Never contains AUTO.
     *
     * @throws PixelfluxException if the library is not available
     */
    public static Map<H264Encoder, String> h264Encoders() {
        Map<H264Encoder, String> encoders = new LinkedHashMap<>();
        for (H264Encoder encoder : H264Encoder.values()) {
            String library = NativeLoader.feature("h264Encoder." + encoder.optionValue());
            if (!library.isEmpty()) {
                encoders.put(encoder, library);
            }
        }
        return Collections.unmodifiableMap(encoders);
    }

    /**
     * The library that encodes H.264 with {@code h264Encoder=choice}, by name and version, such as
     * {@code OpenH264 2.3.1}; empty if it is not there.
     *
     * @throws PixelfluxException if the library is not available
     */
    public static Optional<String> h264Library(H264Encoder choice) {
        Map<H264Encoder, String> encoders = h264Encoders();
        return choice == H264Encoder.AUTO
                ? encoders.values().stream().findFirst()
                : Optional.ofNullable(encoders.get(choice));
    }
}
