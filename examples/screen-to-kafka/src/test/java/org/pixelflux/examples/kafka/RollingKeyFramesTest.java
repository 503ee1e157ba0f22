// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureSettings;

class RollingKeyFramesTest {

    @ParameterizedTest
    @CsvSource({
        "0, P7D, 60",
        "0, PT60S, 30",
        "5, P7D, 5",
        "300, P7D, 300",
        "300, PT60S, 30",
    })
    void comeInTimeForTheRetention(long asked, Duration retention, double seconds) {
        CaptureSettings settings =
                CaptureSettings.builder().keyframeInterval(Duration.ofSeconds(asked)).build();

        assertThat(RollingKeyFrames.seconds(settings, retention)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "86400, 86400"})
    void needNoRetention(long asked, double seconds) {
        CaptureSettings settings =
                CaptureSettings.builder().keyframeInterval(Duration.ofSeconds(asked)).build();

        assertThat(RollingKeyFrames.seconds(settings, Duration.ofMillis(Long.MAX_VALUE)))
                .isEqualTo(seconds);
    }
}
