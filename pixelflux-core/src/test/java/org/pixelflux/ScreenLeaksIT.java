// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.TestScreen;

/** Nothing of a screen capture outlives it. */
@Tag(TestScreen.ANY)
class ScreenLeaksIT {

    @Test
    void hundredCapturesLeaveNothingBehind() {
        try (TestScreen display = TestScreen.start(1366, 767)) {
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
        try (TestScreen display = TestScreen.start(1366, 767)) {
            ProcessResources before = ProcessResources.now();
            CaptureSettings settings = display.settings().build();
            try (FrameReader capture = FrameReader.open(settings)) {
                assertThat(capture.next(Duration.ofSeconds(60)).id()).isZero();
                ProcessResources open = ProcessResources.now();
                assertThat(open.descriptors()).hasSizeGreaterThan(before.descriptors().size());
                assertThat(open.sharedMemory()).isNotEmpty();
            }
        }
    }

    private static void cycles(TestScreen display, int count) {
        for (int i = 0; i < count; i++) {
            CaptureSettings settings =
                    display.settings()
                            .mode(i % 2 == 0 ? CaptureMode.JPEG : CaptureMode.H264)
                            .build();
            try (FrameReader capture = FrameReader.open(settings)) {
                assertThat(capture.next(Duration.ofSeconds(60)).id()).isZero();
            }
        }
    }
}
