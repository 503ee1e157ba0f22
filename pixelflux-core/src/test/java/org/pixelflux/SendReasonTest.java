// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each frame says why it came. */
class SendReasonTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder settings(CaptureMode mode, SyntheticPattern pattern) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .syntheticPattern(pattern)
                .mode(mode)
                .width(640)
                .height(480)
                .fps(240);
    }

    private static CaptureSettings.Builder still(CaptureMode mode) {
        return settings(mode, SyntheticPattern.CHART).usePaintOverQuality(false);
    }

    private static void assertReason(Frame frame, SendReason reason) {
        assertThat(frame.isEmpty()).isFalse();
        assertThat(frame.reason()).isEqualTo(reason);
        assertThat(frame).extracting(Stripe::reason).allMatch(reason::equals);
    }

    @ParameterizedTest
    @EnumSource
    void firstFrameIsAKeyFrameAndThenThingsChange(CaptureMode mode) {
        CaptureSettings settings =
                settings(mode, SyntheticPattern.SHIFT).usePaintOverQuality(false).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            assertReason(capture.next(LONG), SendReason.KEY_FRAME);
            for (int i = 0; i < 20; i++) {
                assertReason(capture.next(LONG), SendReason.CHANGE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MIXED", mode = Mode.EXCLUDE)
    void whatIsAskedForWhileNothingChangesIsAKeyFrame(CaptureMode mode) {
        try (FrameReader capture = FrameReader.open(still(mode).build())) {
            capture.next(LONG);
            capture.requestKeyFrame();
            assertReason(capture.next(LONG), SendReason.KEY_FRAME);
        }
    }

    @Test
    void whatIsAskedForInModeMixedIsARefresh() {
        try (FrameReader capture = FrameReader.open(still(CaptureMode.MIXED).build())) {
            capture.next(LONG);
            capture.requestKeyFrame();
            Frame frame = capture.next(LONG);
            assertReason(frame, SendReason.REFRESH);
            assertThat(Frame.of(frame.mixed()).reason()).isEqualTo(SendReason.REFRESH);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MIXED", mode = Mode.EXCLUDE)
    void stripesThatStayStillArePaintedOver(CaptureMode mode) {
        CaptureSettings settings = still(mode).usePaintOverQuality(true).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            assertReason(capture.next(LONG), SendReason.PAINT_OVER);
        }
    }

    @Test
    void imagesThatStayStillAreRefined() {
        CaptureSettings settings =
                settings(CaptureMode.MIXED, SyntheticPattern.NOISE)
                        .syntheticChange(0)
                        .usePaintOverQuality(true)
                        .build();
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            assertReason(capture.next(LONG), SendReason.REFINEMENT);
        }
    }

    @Test
    void whatStreamsWithoutAChangeSaysSo() {
        CaptureSettings settings = still(CaptureMode.H264).h264StreamingMode(true).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            assertReason(capture.next(LONG), SendReason.KEY_FRAME);
            assertReason(capture.next(LONG), SendReason.STREAMING);
            capture.requestKeyFrame();
            Frame frame;
            do {
                frame = capture.next(LONG);
            } while (frame.reason() == SendReason.STREAMING);
            assertReason(frame, SendReason.KEY_FRAME);
        }
    }

    @Test
    void aChangeCountsMoreThanTheKeyFrameThatWasAskedFor() {
        CaptureSettings settings =
                settings(CaptureMode.H264, SyntheticPattern.SHIFT).syntheticChange(100).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            capture.requestKeyFrame();
            Frame frame;
            do {
                frame = capture.next(LONG);
                assertReason(frame, SendReason.CHANGE);
            } while (!frame.stripes().get(0).keyFrame());
        }
    }
}
