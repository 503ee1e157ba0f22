// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/**
 * Captures a few frames of a display, and says what fallbacks were taken; the log goes to stderr.
 */
final class FallbackProgram {

    private FallbackProgram() {}

    public static void main(String[] arguments) {
        CaptureSettings settings = CaptureSettings.builder().display(arguments[0]).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            for (int i = 0; i < 5; i++) {
                capture.next(Duration.ofMinutes(1));
                capture.requestKeyFrame();
            }
            capture.fallbacks().forEach(System.out::println);
        }
    }
}
