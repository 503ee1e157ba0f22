// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.DisplayServer;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XtigervncDisplay;
import org.pixelflux.support.XvfbDisplay;

/** A capture follows a screen that is resized, and so do its decoders; or it says why not. */
@Timeout(120)
class ResizeIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(300);

    private record Size(int width, int height) {}

    @ParameterizedTest
    @EnumSource
    void followsXvfbWhereverItCanGo(Codec codec) {
        try (XvfbDisplay display = XvfbDisplay.start(800, 600)) {
            follow(
                    display,
                    codec,
                    List.of(new Size(640, 480), new Size(323, 243), new Size(800, 600)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsXtigervncInBothDirections(Codec codec) {
        try (XtigervncDisplay display = XtigervncDisplay.start(800, 600)) {
            follow(
                    display,
                    codec,
                    List.of(new Size(1280, 1024), new Size(641, 363), new Size(1024, 768)));
        }
    }

    private static void follow(DisplayServer display, Codec codec, List<Size> sizes) {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .display(display.name())
                        .mode(codec)
                        .jpegQuality(95)
                        .h264Crf(12)
                        .autoAdjustSize(true)
                        .build();
        try (ScreenCapture capture = ScreenCapture.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            long id = 0;
            for (Size size : sizes) {
                display.resize(size.width, size.height);
                Picture expected = paint(display, size);
                Frame frame = capture.next(LONG);
                for (; !frame.isEmpty(); frame = capture.next(QUIET)) {
                    assertThat(frame.id()).isEqualTo(++id);
                    decoder.draw(frame);
                }
                assertThat(decoder.picture().width()).isEqualTo(size.width);
                assertThat(decoder.picture().height()).isEqualTo(size.height);
                assertThat(decoder.picture().lumaPsnr(expected, expected.area())).isGreaterThan(36);
            }
        }
    }

    /** Something on every part of the screen. */
    private static Picture paint(DisplayServer display, Size size) {
        Picture expected = new Picture(size.width, size.height);
        try (X11Paint paint = new X11Paint(display.name())) {
            int cell = 67;
            for (int y = 0; y < size.height; y += cell) {
                for (int x = 0; x < size.width; x += cell) {
                    Area area =
                            new Area(
                                    x,
                                    y,
                                    Math.min(cell, size.width - x),
                                    Math.min(cell, size.height - y));
                    int rgb = (x * 0x30105 + y * 0x10403) & 0xFFFFFF;
                    expected.fill(area, rgb);
                    paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
                }
            }
        }
        return expected;
    }

    @Test
    void withoutFollowingARegionThatNoLongerFitsSaysWhatToDo() {
        try (XvfbDisplay display = XvfbDisplay.start(800, 600)) {
            CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
            try (ScreenCapture capture = ScreenCapture.open(settings)) {
                capture.next(LONG);
                display.resize(640, 480);
                assertThatExceptionOfType(PixelfluxException.class)
                        .isThrownBy(() -> nextUntilItFails(capture))
                        .withMessageContaining("was resized to 640x480")
                        .withMessageContaining("800x600 at 0,0 no longer fits")
                        .withMessageContaining("autoAdjustSize")
                        .satisfies(
                                e -> {
                                    assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
                                    assertThat(e.isRetryable()).isTrue();
                                });

                display.resize(800, 600);
                Frame whole = capture.next(LONG);
                assertThat(whole.width()).isEqualTo(800);
                assertThat(whole.stripes()).allMatch(Stripe::keyFrame);
            }
        }
    }

    private static void nextUntilItFails(ScreenCapture capture) {
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            capture.next(LONG);
        }
    }

    @Test
    void withoutFollowingARegionThatStillFitsGoesOn() {
        try (XvfbDisplay display = XvfbDisplay.start(800, 600)) {
            CaptureSettings settings =
                    CaptureSettings.builder()
                            .display(display.name())
                            .x(10)
                            .y(20)
                            .width(300)
                            .height(200)
                            .jpegQuality(95)
                            .build();
            try (ScreenCapture capture = ScreenCapture.open(settings);
                    StripeDecoder decoder = new StripeDecoder()) {
                decoder.draw(capture.next(LONG));
                display.resize(640, 480);
                Picture expected = paint(display, new Size(640, 480));
                for (Frame frame = capture.next(LONG);
                        !frame.isEmpty();
                        frame = capture.next(QUIET)) {
                    decoder.draw(frame);
                }
                Picture part = expected.crop(new Area(10, 20, 300, 200));
                assertThat(decoder.picture().lumaPsnr(part, part.area())).isGreaterThan(36);
            }
        }
    }
}
