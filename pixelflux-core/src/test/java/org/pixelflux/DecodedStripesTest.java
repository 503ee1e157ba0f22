// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Encoding;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.SyntheticPicture;

/** Foreign decoders see what the synthetic source shows. */
class DecodedStripesTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({
        "JPEG, 641, 363, 100",
        "JPEG, 641, 363, 20",
        "X264, 641, 363, 20",
        "OPENH264, 641, 363, 20",
        "X264, 130, 129, 100",
        "OPENH264, 130, 129, 100"
    })
    void everyStripeIsRightAfterThreeHundredFrames(
            Encoding encoding, int width, int height, double change) {
        everyStripeIsRight(encoding, width, height, change);
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({
        "X264, 641, 363, 100",
        "OPENH264, 641, 363, 100",
        "X264, 1281, 51, 60",
        "OPENH264, 1281, 51, 60"
    })
    void everyStripeOfMoreH264IsRight(Encoding encoding, int width, int height, double change) {
        everyStripeIsRight(encoding, width, height, change);
    }

    private static void everyStripeIsRight(
            Encoding encoding, int width, int height, double change) {
        CaptureSettings settings =
                encoding.choose(CaptureSettings.builder())
                        .source(Source.SYNTHETIC)
                        .x(33)
                        .y(17)
                        .width(width)
                        .height(height)
                        .fps(240)
                        .jpegQuality(95)
                        .h264Crf(10)
                        .syntheticSeed(42)
                        .syntheticChange(change)
                        .build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            for (long id = 0; id <= 300; id++) {
                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(id);
                decoder.draw(frame);
            }
            Picture expected = source.at(300);
            assertThat(ratio(decoder.picture(), expected)).isGreaterThan(37);
            // The oracle is sharp enough to see a single frame's step.
            assertThat(ratio(decoder.picture(), source.at(299))).isLessThan(30);

            capture.requestKeyFrame();
            Frame whole = capture.next(LONG);
            decoder.draw(whole);
            Picture next = source.at(301);
            for (Stripe stripe : whole) {
                Area area = new Area(0, stripe.y(), stripe.width(), stripe.height());
                assertThat(decoder.picture().psnr(next, area)).as("%s", stripe).isGreaterThan(37);
            }
        }
    }

    /** The worst of bands of 16 rows, so that no stripe hides behind its neighbours. */
    private static double ratio(Picture decoded, Picture expected) {
        double worst = Double.POSITIVE_INFINITY;
        for (int y = 0; y < expected.height(); y += 16) {
            int rows = Math.min(16, expected.height() - y);
            Area band = new Area(0, y, expected.width(), rows);
            worst = Math.min(worst, decoded.psnr(expected, band));
        }
        return worst;
    }

    @Test
    void syntheticPictureDependsOnItsSeed() {
        CaptureSettings.Builder builder =
                CaptureSettings.builder().source(Source.SYNTHETIC).width(320).height(64);
        Picture one = new SyntheticPicture(builder.syntheticSeed(1).build()).at(0);
        Picture two = new SyntheticPicture(builder.syntheticSeed(2).build()).at(0);
        assertThat(one.psnr(two, one.area())).isLessThan(20);
        try (FrameReader capture = FrameReader.open(builder.jpegQuality(95).build());
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            assertThat(decoder.picture().psnr(two, two.area())).isGreaterThan(38);
        }
    }
}
