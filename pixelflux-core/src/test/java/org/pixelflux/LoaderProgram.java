// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.time.Duration;

/** Loads the library twice and, if that works, captures with both codecs. */
final class LoaderProgram {

    private LoaderProgram() {}

    public static void main(String[] arguments) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                Pixelflux.ensureAvailable();
                System.out.println("attempt " + attempt + " loaded " + Pixelflux.version());
            } catch (PixelfluxException e) {
                System.out.println(
                        "attempt "
                                + attempt
                                + " "
                                + e.code()
                                + " causes="
                                + e.getSuppressed().length
                                + " available="
                                + Pixelflux.isAvailable()
                                + " "
                                + e.getMessage()
                                + "\nend");
                if (attempt == 2) {
                    System.exit(3);
                }
            }
        }
        for (Codec codec : Codec.values()) {
            CaptureSettings settings =
                    CaptureSettings.builder()
                            .source(Source.SYNTHETIC)
                            .width(320)
                            .height(240)
                            .set("mode", codec.word())
                            .build();
            try (FrameReader capture = FrameReader.open(settings)) {
                Frame frame = capture.next(Duration.ofMinutes(1));
                System.out.println(codec + " stripes " + frame.stripes().size());
            }
        }
    }
}
