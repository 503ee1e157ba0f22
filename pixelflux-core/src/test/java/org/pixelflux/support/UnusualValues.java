// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import static java.util.Map.entry;

import java.util.Map;
import java.util.stream.Stream;
import org.pixelflux.CaptureOption;

/** For every option a value that is allowed and not its default, as text. */
public final class UnusualValues {

    /** Where a neighbour of the default would not do, such as a size that fits the screen. */
    private static final Map<CaptureOption<?>, String> CHOSEN =
            Map.ofEntries(
                    entry(CaptureOption.SOURCE, "x11"),
                    entry(CaptureOption.WINDOW_ID, "4294967295"),
                    entry(CaptureOption.DISPLAY, ":77.1"),
                    entry(CaptureOption.WIDTH, "640"),
                    entry(CaptureOption.HEIGHT, "358"),
                    entry(CaptureOption.MODE, "h264"),
                    entry(CaptureOption.H264_ENCODER, "x264"),
                    entry(CaptureOption.MINIMUM_EPOCH, "1800000000000"),
                    entry(CaptureOption.STRIPE_HEIGHT, "128"),
                    entry(CaptureOption.SYNTHETIC_SEED, "-9000000000"),
                    entry(CaptureOption.WATERMARK_PATH, "src/test/resources/watermark.png"));

    private UnusualValues() {}

    public static String of(CaptureOption<?> option) {
        String chosen = CHOSEN.get(option);
        if (chosen != null) {
            return chosen;
        }
        if (option.defaultValue() instanceof Integer number) {
            return "" + (option.range().endsWith(".." + number) ? number - 1 : number + 1);
        }
        if (option.defaultValue() instanceof Double number) {
            return "" + (number + 0.25);
        }
        return Stream.of(option.range().split(", "))
                .filter(word -> !word.equals(option.defaultText()))
                .reduce((first, last) -> last)
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        option + ": name a value for it in UnusualValues.CHOSEN"));
    }
}
