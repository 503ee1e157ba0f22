// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Encoding;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** What decoders make of a capture is what was painted on the screen. */
@Tag(TestScreen.ANY)
class ScreenPicturesIT {

    /** Further from an edge than a macroblock and its deblocking reach. */
    private static final int MARGIN = 20;

    @ParameterizedTest
    @CsvSource({
        "JPEG, 1366, 767, 0, 0",
        "JPEG, 1281, 51, 0, 0",
        "JPEG, 1920, 1080, 0, 0",
        "JPEG, 1281, 51, 37, 53",
        "JPEG, 1367, 601, 1, 3",
        "X264, 1366, 767, 0, 0",
        "OPENH264, 1366, 767, 0, 0",
        "X264, 1281, 51, 0, 0",
        "OPENH264, 1281, 51, 0, 0",
        "X264, 1920, 1080, 0, 0",
        "OPENH264, 1920, 1080, 0, 0",
        "X264, 1281, 51, 37, 53",
        "OPENH264, 1281, 51, 37, 53",
        "X264, 1367, 601, 1, 3",
        "OPENH264, 1367, 601, 1, 3"
    })
    void flatColoursAreExact(Encoding encoding, int width, int height, int x, int y) {
        TestChart chart = new TestChart(width, height);
        CaptureSettings.Builder best =
                encoding.choose(CaptureSettings.builder()).jpegQuality(95).h264Crf(10);
        Picture decoded = captured(chart, best, x, y);
        for (TestChart.Patch patch : chart.patches()) {
            Area inside = patch.area().inset(MARGIN, width, height);
            assertThat(decoded.largestError(chart.picture(), inside))
                    .as("patch %06X, pixels %s", patch.rgb(), inside)
                    .isLessThanOrEqualTo(3);
        }
        // The patches together hold the outermost pixels of the region.
        Area corner = new Area(width - 1, height - 1, 1, 1);
        assertThat(decoded.largestError(chart.picture(), corner)).isLessThanOrEqualTo(3);
        assertThat(decoded.psnr(chart.picture(), chart.picture().area())).isGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, 1366, 767, 0, 0",
        "JPEG, 1281, 51, 37, 53",
        "JPEG, 1920, 1080, 0, 0",
        "X264, 1366, 767, 0, 0",
        "OPENH264, 1366, 767, 0, 0",
        "X264, 1281, 51, 37, 53",
        "OPENH264, 1281, 51, 37, 53",
        "X264, 1920, 1080, 0, 0",
        "OPENH264, 1920, 1080, 0, 0"
    })
    void photoIsGoodAtTheDefaultQuality(Encoding encoding, int width, int height, int x, int y) {
        TestChart chart = new TestChart(width, height);
        Picture decoded = captured(chart, encoding.choose(CaptureSettings.builder()), x, y);
        assertThat(decoded.psnr(chart.picture(), chart.photo())).isGreaterThanOrEqualTo(35);
    }

    /** The chart is on the screen before the capture opens. */
    private static Picture captured(
            TestChart chart, CaptureSettings.Builder settings, int x, int y) {
        Picture picture = chart.picture();
        try (TestScreen display =
                        TestScreen.start(x + picture.width() + x, y + picture.height() + y);
                Paint paint = display.paint()) {
            paint.fill(0, 0, paint.width(), paint.height(), 0x7F00FF);
            paint.image(x, y, picture);
            display.on(settings).x(x).y(y);
            if (x > 0) {
                settings.width(picture.width()).height(picture.height());
            }
            try (FrameReader capture = FrameReader.open(settings.build());
                    StripeDecoder decoder = new StripeDecoder()) {
                Frame frame = capture.next(Duration.ofSeconds(60));
                assertThat(frame.id()).isZero();
                assertThat(frame.width()).isEqualTo(picture.width());
                assertThat(frame.height()).isEqualTo(picture.height());
                decoder.draw(frame);
                assertThat(capture.fallbacks()).isEmpty();
                return decoder.picture();
            }
        }
    }
}
