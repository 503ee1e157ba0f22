// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Encoding;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** With rateControl=cbr a picture that has become still has its quality. */
@Tag(TestScreen.ANY)
class BitrateIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final double SETTLED = 2e9;
    private static final int PIECES = 60;

    /**
     * A capture at constant quality that saw the same is the judge, because a predicted picture of
     * some CRF looks different depending on what it is predicted from.
     */
    @ParameterizedTest
    @CsvSource({"X264, noise, 4000, false", "OPENH264, photo, 600, true"})
    void stillPictureIsRefinedAndThenThereIsQuiet(
            Encoding encoding, String content, int kbps, boolean fullFrame) {
        isRefined(encoding, content, kbps, fullFrame);
    }

    @Tag("nightly")
    @Test
    void stillPhotoIsRefinedByX264Too() {
        isRefined(Encoding.X264, "photo", 600, true);
    }

    private static void isRefined(Encoding encoding, String content, int kbps, boolean fullFrame) {
        Random random = new Random(11);
        Picture chart = new TestChart(1280, 720).picture();
        Picture screen = chart.crop(chart.area());
        try (TestScreen display = TestScreen.start(1280, 720);
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder();
                StripeDecoder reference = new StripeDecoder()) {
            paint.image(0, 0, screen);
            CaptureSettings constantQuality =
                    encoding.choose(display.settings())
                            .h264Crf(23)
                            .h264FullFrame(fullFrame)
                            .build();
            CaptureSettings settings =
                    constantQuality.toBuilder()
                            .rateControl(RateControl.CBR)
                            .bitrateKbps(kbps)
                            .build();
            try (FrameReader capture = FrameReader.open(settings);
                    FrameReader judge = FrameReader.open(constantQuality)) {
                reference.draw(judge.next(LONG));
                Frame frame = capture.next(LONG);
                decoder.draw(frame);
                long start = frame.captureNanos();
                // However slow the machine is, little is left of the first picture: a key frame of
                // constant quality is finer than what a still picture is refined to.
                for (int pieces = 0;
                        pieces < PIECES || frame.captureNanos() - start < SETTLED;
                        pieces++) {
                    int x = random.nextInt(800);
                    int y = random.nextInt(432);
                    Picture piece =
                            content.equals("noise")
                                    ? noise(random)
                                    : chart.crop(
                                            new Area(
                                                    430 + random.nextInt(250),
                                                    240 + random.nextInt(100),
                                                    480,
                                                    288));
                    screen.draw(piece, x, y, 480, 288);
                    paint.image(x, y, piece);
                    frame = capture.next(LONG);
                    decoder.draw(frame);
                }
                double moving = decoder.picture().psnr(screen, screen.area());
                decoder.awaitPicture(
                        capture,
                        picture -> {
                            reference.drawUntilQuiet(judge, QUIET);
                            double promised = reference.picture().psnr(screen, screen.area());
                            double still = picture.psnr(screen, screen.area());
                            assertThat(still).as("after motion").isGreaterThan(moving);
                            assertThat(still)
                                    .as("against constant quality")
                                    .isGreaterThan(promised - 1);
                        });
            }
        }
    }

    private static Picture noise(Random random) {
        Picture noise = new Picture(480, 288);
        for (int y = 0; y < noise.height(); y++) {
            for (int x = 0; x < noise.width(); x++) {
                noise.set(x, y, (64 + random.nextInt(128)) * 0x010101);
            }
        }
        return noise;
    }
}
