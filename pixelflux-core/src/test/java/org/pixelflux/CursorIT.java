// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** With captureCursor the pointer is blended into the picture, wherever it goes. */
class CursorIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private static final int SIDE_X = 28;
    private static final int SIDE_Y = 36;
    private static final int HOTSPOT_X = 9;
    private static final int HOTSPOT_Y = 5;

    /** What a JPEG of quality 100 leaves of a grey picture's pixels. */
    private static final int ROUNDING = 3;

    private final XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
    private final X11Paint paint = new X11Paint(display.name());
    // Grey: the codec has one colour for four pixels, but a brightness for each.
    private final Picture screen = SmoothPicture.grey(WIDTH, HEIGHT, 1);
    private final int[] cursor = greyCursor();

    @BeforeEach
    void prepareTheScreen() {
        paint.image(0, 0, screen);
        paint.cursor(SIDE_X, SIDE_Y, HOTSPOT_X, HOTSPOT_Y, cursor);
        paint.pointer(300, 200);
    }

    @AfterEach
    void end() {
        paint.close();
        display.close();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder()
                .display(display.name())
                .jpegQuality(100)
                .captureCursor(true);
    }

    /** Opaque, half transparent and clear pixels, no part like its mirror image. */
    private static int[] greyCursor() {
        int[] argb = new int[SIDE_X * SIDE_Y];
        for (int y = 0; y < SIDE_Y; y++) {
            for (int x = 0; x < SIDE_X; x++) {
                int alpha = x + y < 14 ? 255 : y > 28 ? 0 : 40 + 5 * x;
                int value = (x / 4 + y / 4) % 2 == 0 ? 255 - 4 * y : 6 * x;
                argb[y * SIDE_X + x] = alpha << 24 | (value * alpha + 127) / 255 * 0x010101;
            }
        }
        return argb;
    }

    /** The screen with the pointer there. */
    private Picture withCursorAt(int pointerX, int pointerY) {
        Picture picture = screen.crop(screen.area());
        for (int y = 0; y < SIDE_Y; y++) {
            for (int x = 0; x < SIDE_X; x++) {
                int screenX = pointerX - HOTSPOT_X + x;
                int screenY = pointerY - HOTSPOT_Y + y;
                if (screenX >= 0 && screenX < WIDTH && screenY >= 0 && screenY < HEIGHT) {
                    int below = picture.get(screenX, screenY);
                    picture.set(screenX, screenY, blended(cursor[y * SIDE_X + x], below));
                }
            }
        }
        return picture;
    }

    private static int blended(int premultiplied, int below) {
        double shine = 1 - (premultiplied >>> 24) / 255.0;
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            long value =
                    Math.round((premultiplied >> shift & 255) + (below >> shift & 255) * shine);
            result |= (int) Math.min(255, value) << shift;
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 800, 600", "131, 77, 401, 363"})
    void isBlendedWhereItPointsAndLeavesNoGhost(int x, int y, int width, int height) {
        Area region = new Area(x, y, width, height);
        CaptureSettings settings = settings().x(x).y(y).width(width).height(height).build();
        int right = x + width - 1;
        int bottom = y + height - 1;
        int[][] places = {
            {x + 200, y + 130},
            {x, y + 150},
            {right, y + 170},
            {x + 210, y},
            {x + 190, bottom},
            {x, y},
            {right, bottom},
            {x + 201, y + 131},
            {x + 203, y + 140},
        };
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            Frame first = capture.next(LONG);
            decoder.draw(first);
            assertShows(withCursorAt(300, 200).crop(region), decoder);
            int before = 200;
            for (int[] place : places) {
                paint.pointer(place[0], place[1]);
                Frame frame = capture.next(LONG);
                decoder.draw(frame);
                assertThat(rowsOf(first, frame)).isEqualTo(rowsOf(first, before - y, place[1] - y));
                assertShows(withCursorAt(place[0], place[1]).crop(region), decoder);
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
                before = place[1];
            }
        }
    }

    @Test
    void pictureBelowChangesWhileItRests() {
        try (FrameReader capture = FrameReader.open(settings().build());
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            Area below = new Area(296, 190, 16, 30);
            screen.fill(below, 0xC0C0C0);
            paint.fill(below.x(), below.y(), below.width(), below.height(), 0xC0C0C0);
            decoder.draw(capture.next(LONG));
            decoder.awaitPicture(capture, picture -> assertShows(withCursorAt(300, 200), decoder));
            paint.pointer(500, 210);
            decoder.draw(capture.next(LONG));
            assertShows(withCursorAt(500, 210), decoder);
        }
    }

    @Test
    void newLookIsShown() {
        try (FrameReader capture = FrameReader.open(settings().build());
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            for (int i = 0; i < cursor.length; i++) {
                cursor[i] = i % SIDE_X < 9 ? 0xFF202020 : 0x80707070;
            }
            paint.cursor(SIDE_X, SIDE_Y, HOTSPOT_X, HOTSPOT_Y, cursor);
            Frame frame = capture.next(LONG);
            decoder.draw(frame);
            assertThat(frame.stripes()).hasSize(1);
            assertShows(withCursorAt(300, 200), decoder);
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void coloursAreThoseOfTheCursor(Codec codec) {
        for (int i = 0; i < cursor.length; i++) {
            cursor[i] = i / SIDE_X < 18 ? 0xFFE02040 : 0x80104070;
        }
        paint.cursor(SIDE_X, SIDE_Y, HOTSPOT_X, HOTSPOT_Y, cursor);
        try (FrameReader capture =
                        FrameReader.open(settings().set("mode", codec.word()).h264Crf(6).build());
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            Picture expected = withCursorAt(300, 200);
            int left = 300 - HOTSPOT_X;
            int top = 200 - HOTSPOT_Y;
            for (Area flat :
                    List.of(
                            new Area(left + 3, top + 3, SIDE_X - 6, 12),
                            new Area(left + 3, top + 21, SIDE_X - 6, 12))) {
                decoder.awaitPicture(
                        capture,
                        picture ->
                                assertThat(picture.largestError(expected, flat))
                                        .isLessThanOrEqualTo(6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNeverInThePictureWhenOff(Codec codec) {
        CaptureSettings settings =
                settings().set("mode", codec.word()).h264Crf(6).captureCursor(false).build();
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            for (int i = 0; i < 20; i++) {
                paint.pointer(100 + 20 * i, 100 + 10 * i);
            }
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
            capture.requestKeyFrame();
            decoder.draw(capture.next(LONG));
            assertThat(decoder.picture().worstLumaPsnr(screen, 8)).isGreaterThan(45);

            capture.update(settings.toBuilder().captureCursor(true).build());
            decoder.draw(capture.next(LONG));
            assertThat(decoder.picture().worstLumaPsnr(withCursorAt(480, 290), 8))
                    .as("turned on")
                    .isGreaterThan(36);
            assertThat(decoder.picture().worstLumaPsnr(screen, 8)).isLessThan(30);
            capture.update(settings);
            decoder.draw(capture.next(LONG));
            assertThat(decoder.picture().worstLumaPsnr(screen, 8))
                    .as("turned off")
                    .isGreaterThan(45);
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
        }
    }

    private static void assertShows(Picture expected, StripeDecoder decoder) {
        assertThat(decoder.picture().largestError(expected, expected.area()))
                .isLessThanOrEqualTo(ROUNDING);
    }

    /** The stripes that those of the frame are parts of. */
    private static List<Integer> rowsOf(Frame whole, Frame frame) {
        return frame.stripes().stream()
                .flatMap(
                        part ->
                                whole.stripes().stream()
                                        .filter(
                                                row ->
                                                        row.y() <= part.y()
                                                                && part.y() + part.height()
                                                                        <= row.y() + row.height()))
                .map(Stripe::y)
                .toList();
    }

    /** The stripes that hold the cursor when it points to one of two rows of the region. */
    private static List<Integer> rowsOf(Frame whole, int... pointerYs) {
        return whole.stripes().stream()
                .filter(
                        stripe -> {
                            for (int pointerY : pointerYs) {
                                int top = pointerY - HOTSPOT_Y;
                                if (stripe.y() < top + SIDE_Y
                                        && top < stripe.y() + stripe.height()) {
                                    return true;
                                }
                            }
                            return false;
                        })
                .map(Stripe::y)
                .toList();
    }
}
