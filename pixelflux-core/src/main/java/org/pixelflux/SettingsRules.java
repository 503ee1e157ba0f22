// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.List;
import java.util.Objects;

/** The rules that the range of a single option cannot express. */
final class SettingsRules {

    private static final int LOWEST_H264_STRIPE = 64;

    private static final List<CaptureOption<?>> PARTS =
            List.of(CaptureOption.MONITOR, CaptureOption.WINDOW_ID, CaptureOption.WINDOW_TITLE);

    private SettingsRules() {}

    /**
     * Refuses values that do not go together.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void check(CaptureSettings settings) {
        int rows = settings.stripeHeight();
        if (settings.mode() == CaptureMode.H264 && rows != 0 && rows < LOWEST_H264_STRIPE) {
            throw new IllegalArgumentException(
                    "stripeHeight: "
                            + rows
                            + " is out of range, allowed with mode=h264: 0 or a multiple of 16"
                            + " in 64..4096");
        }
        if (settings.source() == Source.FRAMES && settings.input().isEmpty()) {
            throw new IllegalArgumentException(
                    "input: not set, but source=frames needs the name of the input to which a"
                            + " program pushes");
        }
        checkPart(settings);
        WatermarkLocation location = settings.watermarkLocation();
        if (location != WatermarkLocation.NONE
                && settings.value(CaptureOption.WATERMARK_PATH).isEmpty()) {
            throw new IllegalArgumentException(
                    "watermarkLocation: "
                            + location.optionValue()
                            + " needs watermarkPath, a PNG file");
        }
    }

    /** What names a part of a display is refused where the source shows none. */
    private static void checkPart(CaptureSettings settings) {
        switch (settings.source()) {
            case SCREEN, X11, WAYLAND -> {}
            case PORTAL, SYNTHETIC, FRAMES -> {
                for (CaptureOption<?> option : PARTS) {
                    if (!Objects.equals(settings.get(option), option.defaultValue())) {
                        throw new IllegalArgumentException(
                                option.name()
                                        + ": "
                                        + SettingsText.value(settings, option)
                                        + " names nothing with source="
                                        + settings.source().optionValue()
                                        + ", allowed with screen, x11 and wayland; leave it out");
                    }
                }
            }
        }
    }

    /**
     * Refuses to change an option that a running capture cannot change.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void requireLiveChange(CaptureSettings running, CaptureSettings next) {
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (!option.isLive() && !Objects.equals(running.get(option), next.get(option))) {
                throw new IllegalArgumentException(
                        option.name()
                                + ": cannot change from "
                                + SettingsText.value(running, option)
                                + " to "
                                + SettingsText.value(next, option)
                                + " while capturing; open a new capture");
            }
        }
    }
}
