// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Stripe;

/**
 * Captures $DISPLAY and writes whole pictures to its standard output, as a stream of H.264 or JPEG
 * after JPEG: WIDTH HEIGHT JPEG|H264 [NAME=VALUE]...
 */
final class PicturesProgram {

    private PicturesProgram() {}

    public static void main(String[] arguments) throws IOException {
        int height = Integer.parseInt(arguments[1]);
        CaptureMode mode = CaptureMode.valueOf(arguments[2]);
        CaptureSettings.Builder settings =
                CaptureSettings.builder()
                        .width(Integer.parseInt(arguments[0]))
                        .height(height)
                        .fps(Tool.FPS)
                        .mode(mode);
        for (int i = 3; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            settings.set(option[0], option[1]);
        }
        if (mode == CaptureMode.H264) {
            settings.h264FullFrame(true);
        } else {
            settings.set("stripeHeight", "" + (height + 15) / 16 * 16);
        }
        try (OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
                FrameReader capture = FrameReader.open(settings.build())) {
            for (Frame frame; (frame = capture.next()) != null; ) {
                for (Stripe stripe : frame) {
                    out.write(stripe.payload());
                }
                out.flush();
            }
        }
    }
}
