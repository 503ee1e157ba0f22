// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.XvfbDisplay;

/** Nothing of a screen capture outlives it. */
class ScreenLeaksIT {

    @Test
    void hundredCapturesLeaveNothingBehind() {
        try (XvfbDisplay display = XvfbDisplay.start(1366, 767)) {
            ProcessResources.now();
            cycles(display, 5);
            ProcessResources before = ProcessResources.now();
            assertThat(before.sharedMemory()).isEmpty();
            cycles(display, 100);
            assertThat(NativeCapture.liveSessions0()).isZero();
            assertThat(ProcessResources.now()).isEqualTo(before);
        }
    }

    @Test
    void openCaptureHoldsWhatIsCounted() {
        try (XvfbDisplay display = XvfbDisplay.start(1366, 767)) {
            ProcessResources before = ProcessResources.now();
            CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                assertThat(capture.next(Duration.ofSeconds(60)).id()).isZero();
                ProcessResources open = ProcessResources.now();
                assertThat(open.descriptors()).hasSizeGreaterThan(before.descriptors().size());
                assertThat(open.sharedMemory()).isNotEmpty();
            }
        }
    }

    private static void cycles(XvfbDisplay display, int count) {
        for (int i = 0; i < count; i++) {
            CaptureSettings settings =
                    CaptureSettings.builder()
                            .display(display.name())
                            .mode(i % 2 == 0 ? CaptureMode.JPEG : CaptureMode.H264)
                            .build();
            try (FrameReader capture = FrameReader.open(settings)) {
                assertThat(capture.next(Duration.ofSeconds(60)).id()).isZero();
            }
        }
    }
}
