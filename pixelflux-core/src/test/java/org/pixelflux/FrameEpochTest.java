// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Epochs of frames, in every mode. */
class FrameEpochTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder settings(CaptureMode mode) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .mode(mode)
                .width(640)
                .height(480)
                .fps(240);
    }

    private static Frame next(FrameReader capture, Predicate<Frame> wanted) {
        Frame frame;
        do {
            frame = capture.next(LONG);
            assertThat(frame.isEmpty()).isFalse();
        } while (!wanted.test(frame));
        return frame;
    }

    @ParameterizedTest
    @EnumSource
    void beginsWhenACaptureOpensAndWhenThePictureGetsAnotherSize(CaptureMode mode) {
        long before = System.currentTimeMillis();
        CaptureSettings settings = settings(mode).build();
        long last = 0;
        for (int i = 0; i < 3; i++) {
            try (FrameReader capture = FrameReader.open(settings)) {
                Frame first = capture.next(LONG);
                assertThat(first.epoch()).isGreaterThanOrEqualTo(before).isGreaterThan(last);
                assertThat(capture.next(LONG).epoch()).isEqualTo(first.epoch());

                capture.requestKeyFrame();
                assertThat(next(capture, frame -> frame.id() > 4).epoch()).isEqualTo(first.epoch());

                capture.update(settings.toBuilder().width(320).build());
                Frame narrow = next(capture, frame -> frame.width() == 320);
                assertThat(narrow.epoch()).isGreaterThan(first.epoch());
                last = narrow.epoch();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheMinimumAtLeast(CaptureMode mode) {
        long minimum = System.currentTimeMillis() * 2;
        try (FrameReader capture = FrameReader.open(settings(mode).minimumEpoch(minimum).build())) {
            assertThat(capture.next(LONG).epoch()).isEqualTo(minimum);
        }
    }

    @Test
    void growsWithTheModesMixedAndOthersAndOnlyThere() {
        CaptureSettings jpeg = settings(CaptureMode.JPEG).build();
        try (FrameReader capture = FrameReader.open(jpeg)) {
            long first = capture.next(LONG).epoch();

            capture.update(jpeg.toBuilder().mode(CaptureMode.H264).build());
            Frame h264 = next(capture, frame -> frame.stripes().get(0).codec() == Codec.H264);
            assertThat(h264.epoch()).isEqualTo(first);

            capture.update(jpeg.toBuilder().mode(CaptureMode.MIXED).build());
            Frame mixed = next(capture, frame -> frame.mixed() != null);
            assertThat(mixed.epoch()).isEqualTo(mixed.mixed().epoch()).isGreaterThan(first);

            capture.update(jpeg);
            assertThat(next(capture, frame -> frame.mixed() == null).epoch())
                    .isGreaterThan(mixed.epoch());
        }
    }
}
