// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/**
 * Opens captures of noise one after the other, reads two frames of each and closes it, and says
 * what came of that. Arguments: how many captures, their width, their height.
 */
final class NoiseProgram {

    private static final Duration LONG = Duration.ofMinutes(1);

    private NoiseProgram() {}

    public static void main(String[] arguments) {
        int captures = Integer.parseInt(arguments[0]);
        CaptureSettings noise =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .syntheticPattern(SyntheticPattern.NOISE)
                        .width(Integer.parseInt(arguments[1]))
                        .height(Integer.parseInt(arguments[2]))
                        .jpegQuality(100)
                        .build();
        for (int i = 0; i < captures; i++) {
            System.out.println(outcome(noise));
        }
        System.out.println(
                "then " + outcome(noise.toBuilder().width(64).height(64).jpegQuality(1).build()));
    }

    private static String outcome(CaptureSettings settings) {
        try (FrameReader capture = FrameReader.open(settings)) {
            long first = capture.next(LONG).id();
            capture.requestKeyFrame();
            return "frames " + first + " and " + capture.next(LONG).id();
        } catch (PixelfluxException e) {
            return e.code() + (e.isRetryable() ? " retryable" : "");
        }
    }
}
