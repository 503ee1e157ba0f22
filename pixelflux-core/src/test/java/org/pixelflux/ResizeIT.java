// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.XtigervncDisplay;

/** A screen that is resized while it is captured. */
@Tag(TestScreen.ANY)
class ResizeIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    private record Size(int width, int height) {}

    private static CaptureSettings.Builder settings(TestScreen display, Codec codec) {
        return display.settings()
                .set("mode", codec.word())
                .jpegQuality(95)
                .h264Crf(8)
                .autoAdjustSize(true);
    }

    @ParameterizedTest
    @EnumSource
    void isFollowedUpToItsFirstSize(Codec codec) {
        try (TestScreen display = TestScreen.start(800, 600)) {
            assertFollowed(
                    display,
                    codec,
                    new Size(640, 480),
                    new Size(323, 243),
                    new Size(641, 51),
                    new Size(800, 600));
        }
    }

    @Tag(TestScreen.X11)
    @ParameterizedTest
    @EnumSource
    void xtigervncIsFollowedBothWays(Codec codec) {
        try (TestScreen display = TestScreen.of(XtigervncDisplay.start(800, 600))) {
            assertFollowed(
                    display,
                    codec,
                    new Size(1024, 768),
                    new Size(640, 480),
                    new Size(1281, 1023),
                    new Size(800, 1024));
        }
    }

    private static void assertFollowed(TestScreen display, Codec codec, Size... sizes) {
        try (Paint paint = display.paint();
                FrameReader capture = FrameReader.open(settings(display, codec).build());
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            int number = 0;
            for (Size size : sizes) {
                display.resize(size.width(), size.height());
                Frame whole = firstOf(size, capture, decoder);
                assertThat(whole.stripes()).allMatch(Stripe::keyFrame);
                assertThat(whole.stripes().stream().mapToInt(Stripe::height).sum())
                        .isEqualTo(size.height());

                Picture screen = SmoothPicture.coloured(size.width(), size.height(), ++number);
                paint.image(0, 0, screen);
                assertThat(decoder.picture().width()).isEqualTo(size.width());
                awaitPicture(screen, capture, decoder);
            }
        }
    }

    private static void awaitPicture(Picture expected, FrameReader capture, StripeDecoder decoder) {
        decoder.awaitPicture(
                capture,
                picture -> assertThat(picture.worstLumaPsnr(expected, 16)).isGreaterThan(36));
    }

    /** Draws all frames up to the first one of that size. */
    private static Frame firstOf(Size size, FrameReader capture, StripeDecoder decoder) {
        while (true) {
            Frame frame = capture.next(LONG);
            assertThat(frame.isEmpty()).as("no frame of %s", size).isFalse();
            decoder.draw(frame);
            if (frame.width() == size.width() && frame.height() == size.height()) {
                return frame;
            }
        }
    }

    /**
     * A server decides itself what becomes of its screen's old pixels, but the capture must show
     * it.
     */
    @ParameterizedTest
    @EnumSource
    void pictureIsTheScreensBeforeAnythingIsPainted(Codec codec) {
        try (TestScreen display = TestScreen.start(800, 600);
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder();
                StripeDecoder reference = new StripeDecoder()) {
            CaptureSettings settings = settings(display, codec).build();
            paint.image(0, 0, SmoothPicture.coloured(800, 600, 9));
            try (FrameReader capture = FrameReader.open(settings)) {
                decoder.draw(capture.next(LONG));
                display.resize(640, 480);
                firstOf(new Size(640, 480), capture, decoder);
                try (FrameReader fresh = FrameReader.open(settings)) {
                    reference.draw(fresh.next(LONG));
                }
                awaitPicture(reference.picture(), capture, decoder);
            }
        }
    }

    @Tag(TestScreen.X11)
    @Test
    void regionIsAsMuchOfWhatWasAskedForAsFits() {
        try (TestScreen display = TestScreen.of(XtigervncDisplay.start(800, 600));
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder()) {
            CaptureSettings settings =
                    settings(display, Codec.H264).x(101).y(50).width(600).height(500).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                firstOf(new Size(600, 500), capture, decoder);
                display.resize(640, 480);
                firstOf(new Size(539, 430), capture, decoder);
                Picture screen = SmoothPicture.coloured(640, 480, 3);
                paint.image(0, 0, screen);
                awaitPicture(screen.crop(new Area(101, 50, 539, 430)), capture, decoder);
                display.resize(1024, 768);
                firstOf(new Size(600, 500), capture, decoder);
            }
        }
    }

    @Test
    void withoutFollowingTheCaptureEndsAndSaysWhatToDo() {
        try (TestScreen display = TestScreen.start(800, 600)) {
            CaptureSettings settings = settings(display, Codec.JPEG).autoAdjustSize(false).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                capture.next(LONG);
                display.resize(640, 480);
                assertThatExceptionOfType(PixelfluxException.class)
                        .isThrownBy(() -> takeAll(capture))
                        .withMessageContaining("resized to 640x480")
                        .withMessageContaining("autoAdjustSize")
                        .satisfies(
                                e -> {
                                    assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
                                    assertThat(e.isRetryable()).isTrue();
                                });
            }
            // What retrying means.
            try (FrameReader again = FrameReader.open(settings)) {
                assertThat(again.next(LONG).width()).isEqualTo(640);
            }
        }
    }

    private static void takeAll(FrameReader capture) {
        while (!capture.next(LONG).isEmpty()) {
            // What was painted before the resize.
        }
    }

    @Test
    void regionThatStillFitsGoesOnWithoutFollowing() {
        try (TestScreen display = TestScreen.start(800, 600);
                Paint paint = display.paint();
                StripeDecoder decoder = new StripeDecoder()) {
            CaptureSettings settings =
                    settings(display, Codec.JPEG)
                            .autoAdjustSize(false)
                            .x(20)
                            .y(10)
                            .width(300)
                            .height(200)
                            .build();
            try (FrameReader capture = FrameReader.open(settings)) {
                decoder.draw(capture.next(LONG));
                display.resize(640, 480);
                Picture screen = SmoothPicture.coloured(640, 480, 4);
                paint.image(0, 0, screen);
                awaitPicture(screen.crop(new Area(20, 10, 300, 200)), capture, decoder);
            }
        }
    }
}
