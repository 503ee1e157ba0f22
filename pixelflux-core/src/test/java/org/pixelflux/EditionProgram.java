// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/**
 * Says what encodes H.264, and what a capture with {@code h264Encoder=} the first argument and
 * {@code true} for the option that the second one names is encoded by; or why it cannot be.
 */
final class EditionProgram {

    private EditionProgram() {}

    public static void main(String[] arguments) {
        CaptureSettings.Builder settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(320)
                        .height(240)
                        .mode(CaptureMode.H264)
                        .set("h264Encoder", arguments[0]);
        if (arguments.length > 1) {
            settings.set(arguments[1], "true");
        }
        System.out.print(Pixelflux.h264Encoders().keySet() + " ");
        try (FrameReader capture = FrameReader.open(settings.build())) {
            if (capture.next(Duration.ofSeconds(60)).stripes().isEmpty()) {
                throw new IllegalStateException("nothing was captured");
            }
            System.out.println(capture.description().encoder());
        } catch (PixelfluxException e) {
            System.out.println(e.code() + " " + e.getMessage());
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
