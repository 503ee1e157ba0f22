// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Encoding;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** A row that stayed still is sent once more at a better quality, and then nothing follows. */
@Tag(TestScreen.ANY)
class PaintOverIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int BURST = 5;

    private final TestScreen display = TestScreen.start(1280, 720);
    private final Paint paint = display.paint();
    private final TestChart chart = new TestChart(1280, 720);

    @BeforeEach
    void paintTheChart() {
        paint.image(0, 0, chart.picture());
    }

    @AfterEach
    void end() {
        paint.close();
        display.close();
    }

    private CaptureSettings.Builder settings(Encoding encoding) {
        return encoding.choose(display.settings())
                .usePaintOverQuality(true)
                .h264PaintOverBurstFrames(BURST);
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, 60, 10",
        "JPEG, 30, 2",
        "X264, 60, 10",
        "OPENH264, 60, 10",
        "X264, 30, 2",
        "X264, 100, 1"
    })
    void comesOnceAndNotTooEarly(Encoding encoding, double fps, int trigger) {
        CaptureSettings settings =
                settings(encoding).fps(fps).paintOverTriggerFrames(trigger).build();
        Area acrossABorder = new Area(401, 250, 60, 20);
        int pictures = encoding == Encoding.JPEG ? 1 : BURST;
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            Frame first = capture.next(LONG);
            List<Integer> rows = rowsOf(first, acrossABorder);
            assertThat(rows).hasSize(2);
            decoder.draw(first);
            for (int i = 0; i < pictures; i++) {
                decoder.draw(capture.next(LONG));
            }
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
            for (int round = 1; round <= 3; round++) {
                fill(acrossABorder, 0x335577 * round);
                Frame change = capture.next(LONG);
                assertThat(rowsOf(first, change)).isEqualTo(rows);
                for (int i = 0; i < pictures; i++) {
                    Frame again = capture.next(LONG);
                    assertThat(again.id()).isEqualTo(change.id() + 1 + i);
                    assertThat(ys(again)).isEqualTo(rows);
                    boolean whole = encoding == Encoding.JPEG || i == 0;
                    assertThat(again.stripes()).allMatch(stripe -> stripe.keyFrame() == whole);
                    long later = again.captureNanos() - change.captureNanos();
                    assertThat(later).isGreaterThanOrEqualTo(nanos(trigger + i, fps));
                }
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksBetter(Encoding encoding) {
        CaptureSettings settings =
                settings(encoding)
                        .jpegQuality(30)
                        .paintOverJpegQuality(95)
                        .h264Crf(35)
                        .h264PaintOverCrf(18)
                        .damageBlockThreshold(0)
                        .paintOverTriggerFrames(40)
                        .build();
        Area area = new Area(400, 320, 320, 32);
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            // A stripe begins at its best JPEG quality and loses one for each frame with a change.
            Picture shown = null;
            for (int i = 0; i < 80; i++) {
                shown = chart.picture().crop(new Area(450 + i, 400 + i, 320, 32));
                paint.image(area.x(), area.y(), shown);
                decoder.draw(capture.next(LONG));
            }
            double moving = decoder.picture().crop(area).psnr(shown, shown.area());
            Picture last = shown;
            decoder.awaitPicture(
                    capture,
                    picture ->
                            assertThat(picture.crop(area).psnr(last, last.area()))
                                    .as("after %.1f dB", moving)
                                    .isGreaterThan(Math.max(moving + 4, 40)));
        }
    }

    @Test
    void changeCutsABurst() {
        int trigger = 30;
        CaptureSettings settings =
                settings(Encoding.X264)
                        .fps(60)
                        .paintOverTriggerFrames(trigger)
                        .h264PaintOverBurstFrames(1000)
                        .build();
        Area area = new Area(401, 300, 60, 20);
        Area middle = new Area(420, 306, 20, 8);
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            Frame first = capture.next(LONG);
            decoder.draw(first);
            List<Integer> row = rowsOf(first, area);
            for (int rgb : new int[] {0x2040C0, 0xC04020, 0x20C040}) {
                chart.picture().fill(area, rgb);
                fill(area, rgb);
                Frame change;
                do {
                    change = capture.next(LONG);
                    decoder.draw(change);
                } while (decoder.picture().largestError(chart.picture(), middle) > 24);
                assertThat(ys(change)).containsAll(row);

                Frame again;
                do {
                    // The other rows' own bursts go on.
                    again = capture.next(LONG);
                    decoder.draw(again);
                } while (!ys(again).containsAll(row));
                long later = again.captureNanos() - change.captureNanos();
                // The change may have been taken up to one period late.
                assertThat(later).isGreaterThanOrEqualTo(nanos(trigger - 1, 60));
                assertThat(stripeAt(again, row.get(0)).keyFrame()).isTrue();
                for (int i = 0; i < 3; i++) {
                    Frame burst = capture.next(LONG);
                    decoder.draw(burst);
                    assertThat(stripeAt(burst, row.get(0)).keyFrame()).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isOffByDefault(Encoding encoding) {
        CaptureSettings settings = encoding.choose(display.settings()).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
            fill(new Area(401, 300, 60, 20), 0x2040C0);
            assertThat(capture.next(LONG).stripes()).hasSize(1);
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
        }
    }

    private void fill(Area area, int rgb) {
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
    }

    private static long nanos(int frames, double fps) {
        long rounding = 1000;
        return (long) (frames / fps * 1e9) - rounding;
    }

    private static Stripe stripeAt(Frame frame, int y) {
        return frame.stripes().stream().filter(s -> s.y() == y).findFirst().orElseThrow();
    }

    private static List<Integer> ys(Frame frame) {
        return frame.stripes().stream().map(Stripe::y).toList();
    }

    /** Of a frame whose stripes may leave out what did not change. */
    private static List<Integer> rowsOf(Frame whole, Frame frame) {
        return frame.stripes().stream()
                .map(stripe -> new Area(0, stripe.y(), stripe.width(), stripe.height()))
                .flatMap(area -> rowsOf(whole, area).stream())
                .toList();
    }

    private static List<Integer> rowsOf(Frame whole, Area area) {
        return whole.stripes().stream()
                .filter(s -> s.y() < area.bottom() && area.y() < s.y() + s.height())
                .map(Stripe::y)
                .toList();
    }
}
