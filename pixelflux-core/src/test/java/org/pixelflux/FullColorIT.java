// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/**
 * With h264FullColor or jpegFullColor every pixel has a colour of its own; without, four share one.
 */
@Tag(TestScreen.ANY)
class FullColorIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Of ITU-T H.264, tables E-3 to E-5. */
    private static final int BT709 = 1;

    private static final int SMPTE170M = 6;
    private static final int IEC61966_2_1 = 13;

    @ParameterizedTest
    @CsvSource({
        "H264, 0, 0, 1280, 720", "H264, 31, 17, 641, 363", "H264, 1, 1, 1279, 51",
        "JPEG, 0, 0, 1280, 720", "JPEG, 31, 17, 641, 363", "JPEG, 1, 1, 1279, 51"
    })
    void redStrokesKeepTheirColour(Codec codec, int x, int y, int width, int height) {
        Picture strokes = strokes(1280, 720);
        Area region = new Area(x, y, width, height);
        Picture expected = strokes.crop(region);
        Picture full = captured(strokes, region, settings(codec, true));
        Picture shared = captured(strokes, region, settings(codec, false));
        assertThat(full.largestError(expected, expected.area())).isLessThanOrEqualTo(10);
        assertThat(shared.largestError(expected, expected.area())).isGreaterThan(60);
        assertThat(full.psnr(expected, expected.area())).isGreaterThan(42);
        assertThat(shared.psnr(expected, expected.area())).isLessThan(25);
    }

    @ParameterizedTest
    // The region begins at odd pixels, so that its patches end within the squares that share a
    // colour.
    @CsvSource({"1, 1, 1279, 719", "601, 217, 641, 363"})
    void chartIsNearerToWhatWasDrawn(int x, int y, int width, int height) {
        Picture chart = new TestChart(1280, 720).picture();
        Area region = new Area(x, y, width, height);
        Picture expected = chart.crop(region);
        Picture full = captured(chart, region, h264(true));
        Picture shared = captured(chart, region, h264(false));
        assertThat(full.largestError(expected, expected.area())).isLessThanOrEqualTo(10);
        assertThat(shared.largestError(expected, expected.area())).isGreaterThan(40);
        assertThat(full.psnr(expected, expected.area()))
                .isGreaterThan(shared.psnr(expected, expected.area()) + 8);
    }

    @Test
    void jpegChangesItsColoursWhileItRuns() {
        Picture strokes = strokes(640, 360);
        try (TestScreen display = TestScreen.start(640, 360);
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder();
                FrameReader capture = open(display, strokes.area(), jpeg(false), paint, strokes)) {
            decoder.draw(capture.next(LONG));
            assertThat(decoder.picture().psnr(strokes, strokes.area())).isLessThan(25);
            capture.update(capture.settings().toBuilder().jpegFullColor(true).build());
            decoder.draw(capture.next(LONG));
            assertThat(decoder.picture().psnr(strokes, strokes.area())).isGreaterThan(42);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamSaysWhatItsNumbersMean(boolean fullColor) {
        try (TestScreen display = TestScreen.start(643, 365);
                FrameReader capture =
                        FrameReader.open(display.on(h264(fullColor)).width(641).build())) {
            for (Stripe stripe : capture.next(LONG)) {
                try (H264Decoder decoder = new H264Decoder()) {
                    Picture picture = decoder.decode(stripe.payload());
                    assertThat(decoder.colours())
                            .isEqualTo(
                                    new H264Decoder.Colours(
                                            fullColor,
                                            fullColor,
                                            !fullColor,
                                            SMPTE170M,
                                            BT709,
                                            IEC61966_2_1));
                    assertThat(picture.width()).isEqualTo(fullColor ? 641 : 642);
                }
            }
        }
    }

    private static CaptureSettings.Builder settings(Codec codec, boolean fullColor) {
        return codec == Codec.H264 ? h264(fullColor) : jpeg(fullColor);
    }

    private static CaptureSettings.Builder h264(boolean fullColor) {
        return CaptureSettings.builder().mode(CaptureMode.H264).h264Crf(4).h264FullColor(fullColor);
    }

    private static CaptureSettings.Builder jpeg(boolean fullColor) {
        return CaptureSettings.builder().jpegQuality(98).jpegFullColor(fullColor);
    }

    private static Picture captured(Picture drawn, Area region, CaptureSettings.Builder settings) {
        try (TestScreen display = TestScreen.start(drawn.width(), drawn.height());
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder()) {
            try (FrameReader capture = open(display, region, settings, paint, drawn)) {
                decoder.draw(capture.next(LONG));
            }
            return decoder.picture();
        }
    }

    private static FrameReader open(
            TestScreen display,
            Area region,
            CaptureSettings.Builder settings,
            Paint paint,
            Picture drawn) {
        paint.image(0, 0, drawn);
        return FrameReader.open(
                display.on(settings)
                        .x(region.x())
                        .y(region.y())
                        .width(region.width())
                        .height(region.height())
                        .build());
    }

    /** Red lines of one pixel on black, as thin text has them. */
    private static Picture strokes(int width, int height) {
        Picture picture = new Picture(width, height);
        Random random = new Random(7);
        for (int cellY = 0; cellY + 14 <= height; cellY += 16) {
            for (int cellX = 0; cellX + 8 <= width; cellX += 9) {
                int column = random.nextInt(7);
                int row = random.nextInt(13);
                int slope = random.nextInt(3) - 1;
                for (int i = 0; i < 13; i++) {
                    picture.set(cellX + column, cellY + i, 0xFF0000);
                    if (i < 7) {
                        picture.set(cellX + i, cellY + row, 0xFF0000);
                        picture.set(cellX + i, cellY + 6 + slope * (i - 3), 0xFF0000);
                    }
                }
            }
        }
        return picture;
    }
}
