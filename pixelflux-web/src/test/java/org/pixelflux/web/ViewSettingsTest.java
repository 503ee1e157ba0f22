// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;

class ViewSettingsTest {

    @Test
    void switchesTheCaptureModeAlone() {
        assertThat(new ViewSettings("jpeg", null).toUpdate())
                .containsExactly(Map.entry("mode", CaptureMode.JPEG));
        assertThat(new ViewSettings("mixed", null).toUpdate())
                .containsExactly(Map.entry("mode", CaptureMode.MIXED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"low", "medium", "high"})
    void hasAQualityForBothCaptureModes(String quality) {
        CaptureSettings.Builder settings = CaptureSettings.builder();
        new ViewSettings(null, quality)
                .toUpdate()
                .forEach((name, value) -> settings.set(name, value.toString()));

        assertThat(settings.build().jpegQuality()).isBetween(50, 95);
        assertThat(settings.build().h264Crf()).isBetween(16, 34);
    }

    @Test
    void changesNothingThatWasNotAskedFor() {
        assertThat(new ViewSettings(null, null).toUpdate()).isEmpty();
    }

    @Test
    void refusesOtherWords() {
        assertThatThrownBy(() -> new ViewSettings("vp9", null).toUpdate())
                .hasMessage("mode: 'vp9' is out of range, allowed jpeg, h264, mixed");
        assertThatThrownBy(() -> new ViewSettings(null, "best").toUpdate())
                .hasMessage("quality: 'best' is out of range, allowed low, medium, high");
    }
}
