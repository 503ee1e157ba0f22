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
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** With h264FullFrame a frame is one stripe of one stream, and nothing of the picture is lost. */
@Tag(TestScreen.ANY)
class FullFrameIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BAND = 8;

    private static CaptureSettings.Builder settings(TestScreen display) {
        return settings(Encoding.X264, display);
    }

    private static CaptureSettings.Builder settings(Encoding encoding, TestScreen display) {
        return encoding.choose(display.settings())
                .h264FullFrame(true)
                // Has no effect: there is one stripe.
                .stripeHeight(64)
                .h264Crf(10);
    }

    @ParameterizedTest
    @CsvSource({"X264, 1280, 720", "OPENH264, 1280, 720", "X264, 1366, 767"})
    void oneStripeShowsEveryChange(Encoding encoding, int width, int height) {
        try (TestScreen display = TestScreen.start(width, height);
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder()) {
            Picture screen = new TestChart(width, height).picture();
            paint.image(0, 0, screen);
            try (FrameReader capture = FrameReader.open(settings(encoding, display).build())) {
                Frame first = capture.next(LONG);
                assertOneStripe(first, width, height);
                assertThat(first.stripes().get(0).keyFrame()).isTrue();
                decoder.draw(first);
                Area text = new Area(0, 300, width, 160);
                for (int i = 1; i <= 30; i++) {
                    int phase = i % 3;
                    if (phase == 0) {
                        glyph(paint, screen, i);
                    } else if (phase == 1) {
                        scroll(paint, screen, text);
                    } else {
                        moveRectangle(paint, screen, i);
                    }
                    Frame frame = capture.next(LONG);
                    assertOneStripe(frame, width, height);
                    assertThat(frame.stripes().get(0).keyFrame()).isFalse();
                    decoder.draw(frame);
                }
                awaitPicture(screen, capture, decoder);
            }
        }
    }

    @Test
    void decoderFollowsASwitchBackAndForth() {
        try (TestScreen display = TestScreen.start(1366, 767);
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder()) {
            Picture screen = new TestChart(1366, 767).picture();
            paint.image(0, 0, screen);
            CaptureSettings settings = settings(display).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                decoder.draw(capture.next(LONG));
                for (int i = 1; i <= 6; i++) {
                    boolean full = i % 2 == 0;
                    glyph(paint, screen, i);
                    capture.update(settings.toBuilder().h264FullFrame(full).build());
                    Frame whole = capture.next(LONG);
                    // What was painted may have come in a frame of its own, before the update.
                    while ((whole.stripes().size() == 1 && covers(whole)) != full) {
                        decoder.draw(whole);
                        whole = capture.next(LONG);
                    }
                    assertThat(covers(whole)).isTrue();
                    assertThat(whole.stripes()).allMatch(Stripe::keyFrame);
                    decoder.draw(whole);
                    moveRectangle(paint, screen, i);
                    Frame frame = capture.next(LONG);
                    assertThat(covers(frame)).isEqualTo(full);
                    assertThat(frame.stripes()).noneMatch(Stripe::keyFrame);
                    decoder.draw(frame);
                    awaitPicture(screen, capture, decoder);
                }
            }
        }
    }

    private static void assertOneStripe(Frame frame, int width, int height) {
        assertThat(frame.stripes()).hasSize(1);
        Stripe stripe = frame.stripes().get(0);
        assertThat(stripe.y()).isZero();
        assertThat(stripe.width()).isEqualTo(width);
        assertThat(stripe.height()).isEqualTo(height);
        assertThat(stripe.lastOfFrame()).isTrue();
    }

    private static void awaitPicture(Picture screen, FrameReader capture, StripeDecoder decoder) {
        decoder.awaitPicture(
                capture,
                picture -> assertThat(picture.worstLumaPsnr(screen, BAND)).isGreaterThan(33));
    }

    private static boolean covers(Frame frame) {
        return frame.stripes().stream().mapToInt(Stripe::height).sum() == frame.height();
    }

    private static void glyph(Paint paint, Picture screen, int i) {
        fill(paint, screen, new Area(40 + 9 * i, 500 + i, 7, 12), 0x111111 * (i % 16));
    }

    private static void moveRectangle(Paint paint, Picture screen, int i) {
        fill(paint, screen, new Area(100 + 17 * i, 30 + 13 * i, 90, 60), 0x203040 * (i % 5 + 1));
    }

    private static void fill(Paint paint, Picture screen, Area area, int rgb) {
        screen.fill(area, rgb);
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
    }

    /** Moves the rows of an area up by seven pixels, as an editor does. */
    private static void scroll(Paint paint, Picture screen, Area area) {
        int step = 7;
        Picture moved =
                screen.crop(new Area(area.x(), area.y() + step, area.width(), area.height()));
        screen.draw(moved, area.x(), area.y(), area.width(), area.height());
        paint.image(area.x(), area.y(), moved);
    }
}
