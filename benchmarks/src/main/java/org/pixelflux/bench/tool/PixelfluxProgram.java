// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Stripe;

/** Captures $DISPLAY and counts: WIDTH HEIGHT JPEG|H264. */
final class PixelfluxProgram {

    private PixelfluxProgram() {}

    public static void main(String[] arguments) {
        CountedOutput output = new CountedOutput();
        CaptureSettings settings =
                CaptureSettings.builder()
                        .width(Integer.parseInt(arguments[0]))
                        .height(Integer.parseInt(arguments[1]))
                        .fps(Tool.FPS)
                        .mode(Codec.valueOf(arguments[2]))
                        .build();
        output.answer();
        try (ScreenCapture capture = ScreenCapture.open(settings)) {
            while (true) {
                Frame frame = capture.next();
                for (Stripe stripe : frame) {
                    output.bytes(stripe.size());
                }
                output.frame(frame.stripes().size());
            }
        }
    }
}
