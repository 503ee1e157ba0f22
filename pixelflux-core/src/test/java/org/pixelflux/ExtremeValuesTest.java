// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.SyntheticPicture;

/** The highest and lowest allowed values for the quality of stripes do what they say. */
class ExtremeValuesTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder settings() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(320)
                .height(240)
                .fps(240)
                .syntheticChange(100);
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, jpegQuality, 1, 18",
        "JPEG, jpegQuality, 100, 38",
        "H264, h264Crf, 0, 38",
        "H264, h264Crf, 51, 15",
    })
    void pictureIsDecoded(Codec codec, String option, String value, double decibels) {
        CaptureSettings settings = settings().set("mode", codec.word()).set(option, value).build();
        assertSeen(settings, decibels);
    }

    @ParameterizedTest
    @CsvSource({"0, 38", "51, 15"})
    void pictureIsDecodedInFullColour(int crf, double decibels) {
        assertSeen(
                settings().mode(CaptureMode.H264).h264FullColor(true).h264Crf(crf).build(),
                decibels);
    }

    private static void assertSeen(CaptureSettings settings, double decibels) {
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            for (int frame = 0; frame < 10; frame++) {
                decoder.draw(capture.next(LONG));
            }
            double seen =
                    decoder.picture()
                            .psnr(new SyntheticPicture(settings).at(9), decoder.picture().area());
            assertThat(seen).isGreaterThan(decibels);
        }
    }

    /** The finest quality needs no special encoder that would be stuck with it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void qualityFallsAfterTheFinest(boolean fullColor) {
        CaptureSettings finest =
                settings().mode(CaptureMode.H264).h264FullColor(fullColor).h264Crf(0).build();
        try (FrameReader capture = FrameReader.open(finest)) {
            int fine = bytes(capture.next(LONG));
            capture.update(finest.toBuilder().h264Crf(45).build());
            capture.requestKeyFrame();
            capture.next(LONG);
            capture.requestKeyFrame();
            assertThat(bytes(capture.next(LONG))).isLessThan(fine / 4);
        }
    }

    /** Motion gets coarser, not jerky, however fine a still picture is to become. */
    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "1, true"})
    void constantBitRateMakesMotionCoarser(int crf, boolean fullColor) {
        CaptureSettings settings =
                settings()
                        .mode(CaptureMode.H264)
                        .syntheticPattern(SyntheticPattern.SCROLL)
                        .fps(60)
                        .h264FullColor(fullColor)
                        .h264Crf(crf)
                        .rateControl(RateControl.CBR)
                        .bitrateKbps(1000)
                        .build();
        try (FrameReader capture = FrameReader.open(settings)) {
            for (int i = 0; i < 60; i++) {
                capture.next(LONG);
            }
            int bytes = 0;
            for (int i = 0; i < 60; i++) {
                bytes += bytes(capture.next(LONG));
            }
            // Frames that come late may be worth four periods each, of which 60 have a second's
            // bits.
            assertThat(bytes).isLessThan(4 * 1_000_000 / 8);
        }
    }

    private static int bytes(Frame frame) {
        return frame.stripes().stream().mapToInt(Stripe::wireSize).sum();
    }
}
