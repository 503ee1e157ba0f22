// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.List;

/**
 * What a capture captures at this moment, and how. All texts are for people.
 *
 * @param source of its settings
 * @param place what of it is captured, such as {@code display ':1', monitor HDMI-1}
 * @param reading how its pixels are read, such as {@code MIT-SHM by file descriptor}
 * @param changes how it is known that something changed, such as {@code XDAMAGE}
 * @param declined why something better was declined: {@link Capture#fallbacks()}
 * @param width of the last frame that was delivered, in pixels; 0 before the first
 * @param height of that frame
 * @param mode of its settings
 * @param encoder what encodes, with its version, such as {@code x264 0.164.3095}; empty where
 *     nothing is encoded
 * @param threads the most that encode at a time
 */
public record CaptureDescription(
        Source source,
        String place,
        String reading,
        String changes,
        List<String> declined,
        int width,
        int height,
        CaptureMode mode,
        String encoder,
        int threads) {

    /** Takes a copy of the list. */
    public CaptureDescription {
        declined = List.copyOf(declined);
    }

    /**
     * @param told by {@link NativeCapture#describeSource0}
     * @param encodes whether its frames have content
     */
    static CaptureDescription of(
            String told,
            CaptureSettings settings,
            List<String> declined,
            CaptureCounters counters,
            boolean encodes) {
        String[] parts = told.split("\n", 4);
        return new CaptureDescription(
                settings.source(),
                parts[3],
                parts[1],
                parts[2],
                declined,
                counters.width(),
                counters.height(),
                settings.mode(),
                encodes ? encoder(settings) : "",
                Integer.parseInt(parts[0]));
    }

    private static String encoder(CaptureSettings settings) {
        String jpeg = NativeLoader.feature("jpegLibrary");
        String h264 = Pixelflux.h264Library(settings.h264Encoder()).orElse("");
        return switch (settings.mode()) {
            case JPEG -> jpeg;
            case H264 -> h264;
            case MIXED -> {
                String images = jpeg + ", " + NativeLoader.feature("pngLibrary");
                yield settings.videoRectangles() && !h264.isEmpty() ? images + ", " + h264 : images;
            }
        };
    }
}
