// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.MixedFrame;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;

/**
 * Captures $DISPLAY and counts: WIDTH HEIGHT JPEG|H264|MIXED CAPTURES [NAME=VALUE]..., each capture
 * on a thread of its own.
 *
 * <p>{@code benchmarks/run workloads --builds} starts the program of other builds, older and newer
 * ones: its name, its arguments and the answers of {@link CountedOutput} stay as they are.
 */
final class PixelfluxProgram {

    private PixelfluxProgram() {}

    public static void main(String[] arguments) {
        CountedOutput output = new CountedOutput();
        CaptureSettings.Builder settings =
                CaptureSettings.builder()
                        .width(Integer.parseInt(arguments[0]))
                        .height(Integer.parseInt(arguments[1]))
                        .fps(Tool.FPS)
                        .mode(CaptureMode.valueOf(arguments[2]))
                        // As what it is compared with: the original has a header by default.
                        .wireHeader(WireHeader.ONE);
        int captures = Integer.parseInt(arguments[3]);
        for (int i = 4; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            settings.set(option[0], option[1]);
        }
        output.answer();
        for (int i = 1; i < captures; i++) {
            new Thread(() -> count(settings.build(), output), "capture-" + i).start();
        }
        count(settings.build(), output);
    }

    private static void count(CaptureSettings settings, CountedOutput output) {
        try (FrameReader capture = FrameReader.open(settings)) {
            for (Frame frame; (frame = capture.next()) != null; ) {
                for (Stripe stripe : frame) {
                    output.bytes(stripe.wireSize());
                }
                MixedFrame mixed = frame.mixed();
                if (mixed != null) {
                    output.bytes(mixed.wireSize());
                }
                output.frame(frame.stripes().size() + frame.rectangles().size());
            }
        }
    }
}
