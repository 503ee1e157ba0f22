// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureOption;

/**
 * What a viewer may switch, in words of its own: no option of the capture gets here by its name.
 *
 * @param mode jpeg, h264 or mixed, or null
 * @param quality low, medium or high, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ViewSettings(@Nullable String mode, @Nullable String quality) {

    private record Quality(int jpeg, int crf) {}

    /** Those whose frames the page can draw. */
    private static final Set<String> MODES = Set.of("jpeg", "h264", "mixed");

    private static final Map<String, Quality> QUALITIES =
            Map.of(
                    "low", new Quality(50, 34),
                    "medium", new Quality(85, 25),
                    "high", new Quality(95, 16));

    /**
     * The options of the capture that change, for the producer's update; empty if none does.
     *
     * @throws IllegalArgumentException naming what is not allowed
     */
    Map<String, Object> toUpdate() {
        Map<String, Object> update = new LinkedHashMap<>();
        if (mode != null) {
            if (!MODES.contains(mode)) {
                throw new IllegalArgumentException(
                        "mode: '" + mode + "' is out of range, allowed jpeg, h264, mixed");
            }
            update.put(CaptureOption.MODE.name(), CaptureOption.MODE.parse(mode));
        }
        if (quality != null) {
            Quality wanted = QUALITIES.get(quality);
            if (wanted == null) {
                throw new IllegalArgumentException(
                        "quality: '" + quality + "' is out of range, allowed low, medium, high");
            }
            update.put(CaptureOption.JPEG_QUALITY.name(), wanted.jpeg());
            update.put(CaptureOption.H264_CRF.name(), wanted.crf());
        }
        return update;
    }
}
