// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PngFile;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestScreen;

/** A PNG file is blended over the picture where the settings say. */
@Tag(TestScreen.ANY)
class WatermarkIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(500);

    /** What a JPEG of quality 100 leaves of a grey picture's pixels. */
    private static final int ROUNDING = 3;

    @TempDir Path directory;

    /** A grey screen: the codec has one colour for four pixels, but a brightness for each. */
    private final class Screen implements AutoCloseable {
        final Picture picture;
        final TestScreen display;
        final Paint paint;

        Screen(int width, int height) {
            picture = SmoothPicture.grey(width, height, 2);
            display = TestScreen.start(width, height);
            paint = display.paint();
            paint.image(0, 0, picture);
        }

        CaptureSettings.Builder settings() {
            return display.settings().jpegQuality(100);
        }

        CaptureSettings with(PngFile image, WatermarkLocation location) {
            Path file = image.write(directory.resolve(image.width() + "x" + image.height()));
            return settings().watermarkPath(file).watermarkLocation(location).build();
        }

        @Override
        public void close() {
            paint.close();
            display.close();
        }
    }

    private static void assertShows(StripeDecoder decoder, Picture expected, String what) {
        assertThat(decoder.picture().largestError(expected, expected.area()))
                .as(what)
                .isLessThanOrEqualTo(ROUNDING);
    }

    /** Where the top left corner lies, by the documentation of the locations. */
    private static Picture expected(Picture screen, PngFile image, WatermarkLocation location) {
        int right = screen.width() - image.width();
        int bottom = screen.height() - image.height();
        return switch (location) {
            case NONE -> screen;
            case TOP_LEFT, ANIMATED -> image.over(screen, 0, 0);
            case TOP_RIGHT -> image.over(screen, right, 0);
            case BOTTOM_LEFT -> image.over(screen, 0, bottom);
            case BOTTOM_RIGHT -> image.over(screen, right, bottom);
            case MIDDLE -> image.over(screen, right / 2, bottom / 2);
        };
    }

    @ParameterizedTest
    @EnumSource
    void liesWhereItsLocationSays(WatermarkLocation location) {
        PngFile image = PngFile.ofGreys(101, 75);
        try (Screen screen = new Screen(641, 363);
                FrameReader capture = FrameReader.open(screen.with(image, location));
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            assertShows(decoder, expected(screen.picture, image, location), "first frame");
            if (location != WatermarkLocation.ANIMATED) {
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void largerThanTheFrameSticksOut(WatermarkLocation location) {
        PngFile image = PngFile.ofGreys(200, 180);
        try (Screen screen = new Screen(160, 120);
                FrameReader capture = FrameReader.open(screen.with(image, location));
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            assertShows(decoder, expected(screen.picture, image, location), "first frame");
        }
    }

    @ParameterizedTest
    @EnumSource
    void coloursAndAlphaAreThoseOfTheFile(Codec codec) {
        int argb = 0xA0E04018;
        PngFile image = PngFile.of(120, 80, argb);
        try (Screen screen = new Screen(320, 240)) {
            CaptureSettings settings =
                    screen.with(image, WatermarkLocation.BOTTOM_RIGHT).toBuilder()
                            .set("mode", codec.word())
                            .h264Crf(4)
                            .build();
            Area inside = new Area(208, 168, 104, 64);
            try (FrameReader capture = FrameReader.open(settings);
                    StripeDecoder decoder = new StripeDecoder()) {
                decoder.draw(capture.next(LONG));
                Picture expected = image.over(screen.picture, 200, 160);
                assertThat(decoder.picture().largestError(expected, inside)).isLessThanOrEqualTo(6);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"160, 120, 64, 80", "159, 119, 64, 78", "160, 120, 200, 80"})
    void animatedMovesTwoPixelsAFrameAndBounces(int width, int height, int across, int down) {
        PngFile image = PngFile.ofGreys(across, down);
        try (Screen screen = new Screen(width, height);
                FrameReader capture =
                        FrameReader.open(screen.with(image, WatermarkLocation.ANIMATED));
                StripeDecoder decoder = new StripeDecoder()) {
            for (int id = 0; id < 60; id++) {
                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(id);
                decoder.draw(frame);
                int x = bounced(id, width - across);
                int y = bounced(id, height - down);
                assertShows(decoder, image.over(screen.picture, x, y), "frame " + id);
            }
        }
    }

    /** Two pixels a step there and back on what room there is, in whole steps. */
    private static int bounced(int step, int room) {
        int steps = Math.max(0, room / 2);
        int phase = steps == 0 ? 0 : step % (2 * steps);
        return 2 * Math.min(phase, 2 * steps - phase);
    }

    @Test
    void changesWhileCapturing() {
        PngFile image = PngFile.ofGreys(101, 75);
        PngFile other = PngFile.ofGreys(64, 200);
        try (Screen screen = new Screen(641, 363)) {
            CaptureSettings settings = screen.with(image, WatermarkLocation.TOP_LEFT);
            try (FrameReader capture = FrameReader.open(settings);
                    StripeDecoder decoder = new StripeDecoder()) {
                decoder.draw(capture.next(LONG));
                for (WatermarkLocation location : WatermarkLocation.values()) {
                    if (location == WatermarkLocation.ANIMATED) {
                        continue;
                    }
                    for (PngFile shown : new PngFile[] {image, other}) {
                        capture.update(screen.with(shown, location));
                        String what = location + " " + shown.width();
                        Picture expected = expected(screen.picture, shown, location);
                        decoder.awaitPicture(
                                capture, picture -> assertShows(decoder, expected, what));
                    }
                }
                capture.update(screen.settings().build());
                decoder.awaitPicture(
                        capture, picture -> assertShows(decoder, screen.picture, "none"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "text", "cut", "directory"})
    void fileThatIsNoPngIsRefusedByName(String kind) throws IOException {
        Path file = directory.resolve(kind + ".png");
        switch (kind) {
            case "text" -> Files.writeString(file, "not a picture at all, but long enough");
            case "cut" -> {
                byte[] whole = Files.readAllBytes(PngFile.ofGreys(90, 90).write(file));
                Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            }
            case "directory" -> Files.createDirectory(file);
            default -> assertThat(file).doesNotExist();
        }
        try (Screen screen = new Screen(320, 240)) {
            CaptureSettings bad =
                    screen.settings()
                            .watermarkPath(file)
                            .watermarkLocation(WatermarkLocation.MIDDLE)
                            .build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FrameReader.open(bad))
                    .withMessageStartingWith("watermarkPath: ")
                    .withMessageContaining(file.toString());
            assertThat(NativeCapture.liveSessions0()).isZero();

            PngFile image = PngFile.ofGreys(101, 75);
            CaptureSettings good = screen.with(image, WatermarkLocation.TOP_LEFT);
            try (FrameReader capture = FrameReader.open(good);
                    StripeDecoder decoder = new StripeDecoder()) {
                decoder.draw(capture.next(LONG));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> capture.update(bad))
                        .withMessageStartingWith("watermarkPath: ")
                        .withMessageContaining(file.toString());
                assertThat(capture.settings()).isEqualTo(good);
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
                Area below = new Area(50, 40, 30, 40);
                screen.picture.fill(below, 0x808080);
                screen.paint.fill(below.x(), below.y(), below.width(), below.height(), 0x808080);
                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(1);
                decoder.draw(frame);
                Picture expected = image.over(screen.picture, 0, 0);
                decoder.awaitPicture(
                        capture, picture -> assertShows(decoder, expected, "after the refusal"));
            }
        }
    }
}
