// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Background;
import org.pixelflux.support.X11Paint.Window;
import org.pixelflux.support.XvfbDisplay;

/** Snapshots of a screen are what was painted on it, to the pixel. */
@Tag(TestScreen.ANY)
class ScreenSnapshotIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 1366;
    private static final int HEIGHT = 767;

    private final TestScreen display = TestScreen.start(WIDTH, HEIGHT);
    private final Paint paint = display.paint();
    private final Picture screen = new TestChart(WIDTH, HEIGHT).picture();

    @AfterEach
    void end() {
        paint.close();
        display.close();
    }

    private CaptureSettings.Builder settings() {
        return display.settings();
    }

    private static Picture taken(CaptureSettings settings) {
        return Picture.of(ScreenCapture.snapshot(settings));
    }

    private static void assertSame(Picture actual, Picture expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        assertThat(actual.largestError(expected, expected.area())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatIsPaintedAndThenWhatIsPaintedOverIt(Codec codec) {
        CaptureSettings settings = settings().set("mode", codec.word()).build();
        paint.image(0, 0, screen);
        assertSame(taken(settings), screen);
        Area corner = new Area(WIDTH - 1, HEIGHT - 1, 1, 1);
        paint.fill(corner.x(), corner.y(), 1, 1, 0xFEDCBA);
        screen.fill(corner, 0xFEDCBA);
        assertSame(taken(settings), screen);
    }

    @Tag(TestScreen.X11)
    @Test
    void showsAWindowWhereItIsAndTheBackgroundWhereItWas() {
        Picture window = new TestChart(300, 200).picture();
        paint.keep(0, screen);
        paint.keep(1, window);
        paint.carryOut(List.of(new Background(0)));
        Picture expected = screen;
        for (Window place :
                List.of(
                        new Window(1, 10, 20),
                        new Window(1, 23, 13),
                        new Window(1, WIDTH - 300, HEIGHT - 200))) {
            paint.carryOut(List.of(place));
            expected = screen.crop(screen.area());
            expected.draw(window, place.x(), place.y(), 300, 200);
            assertSame(taken(settings().build()), expected);
        }
        paint.fill(0, 0, WIDTH, HEIGHT, 0xFEDCBA);
        paint.carryOut(List.of(new Background(0)));
        assertSame(taken(settings().build()), expected);
    }

    @ParameterizedTest
    @CsvSource({"37, 53, 1281, 51", "1365, 766, 1, 1", "0, 1, 641, 363"})
    void regionIsThatPartOfTheScreen(int x, int y, int width, int height) {
        paint.image(0, 0, screen);
        CaptureSettings settings = settings().x(x).y(y).width(width).height(height).build();
        assertSame(taken(settings), screen.crop(new Area(x, y, width, height)));
    }

    @Test
    void withAutoAdjustSizeTheRegionIsAsMuchAsFits() {
        paint.image(0, 0, screen);
        CaptureSettings settings =
                settings().x(1000).y(700).width(1000).height(50).autoAdjustSize(true).build();
        assertSame(taken(settings), screen.crop(new Area(1000, 700, 366, 50)));
    }

    @ParameterizedTest
    @CsvSource({"width, 1367", "height, 768", "x, 1366", "y, 767"})
    void regionOutsideTheScreenNamesTheOption(String option, String value) {
        CaptureSettings settings = settings().set(option, value).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScreenCapture.snapshot(settings))
                .withMessageStartingWith(option + ": " + value);
    }

    @Test
    void hasTheScreensSizeAfterAResize() {
        CaptureSettings settings = settings().build();
        display.resize(640, 480);
        Picture small = screen.crop(new Area(700, 100, 640, 480));
        paint.image(0, 0, small);
        assertSame(taken(settings), small);
    }

    @Tag(TestScreen.X11)
    @ParameterizedTest
    @ValueSource(strings = {"MIT-SHM", "DAMAGE"})
    void poorServerGivesTheSamePixels(String extension) {
        try (XvfbDisplay poor = XvfbDisplay.start(WIDTH, HEIGHT, "-extension", extension);
                X11Paint brush = new X11Paint(poor.name())) {
            brush.image(0, 0, screen);
            assertSame(taken(settings().display(poor.name()).build()), screen);
        }
    }

    @Tag(TestScreen.X11)
    @Test
    void pointerIsThereIfWanted() {
        int[] opaque = new int[20 * 30];
        Arrays.fill(opaque, 0xFF123456);
        paint.image(0, 0, screen);
        paint.cursor(20, 30, 7, 11, opaque);
        paint.pointer(400, 300);
        assertSame(taken(settings().build()), screen);
        screen.fill(new Area(393, 289, 20, 30), 0x123456);
        assertSame(taken(settings().captureCursor(true).build()), screen);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOP_LEFT", "BOTTOM_RIGHT", "ANIMATED"})
    void watermarkIsBlendedIn(WatermarkLocation location, @TempDir Path directory) {
        PngFile image = PngFile.ofGreys(101, 75);
        Path file = image.write(directory.resolve("grey.png"));
        paint.image(0, 0, screen);
        boolean far = location == WatermarkLocation.BOTTOM_RIGHT;
        Picture expected = image.over(screen, far ? WIDTH - 101 : 0, far ? HEIGHT - 75 : 0);
        Picture actual = taken(settings().watermarkPath(file).watermarkLocation(location).build());
        // The colours of the file are multiplied by alpha and rounded before they are blended.
        assertThat(actual.largestError(expected, expected.area())).isLessThanOrEqualTo(1);
    }

    @Test
    void captureOfTheSameScreenDoesNotNotice() {
        CaptureSettings settings = settings().captureCursor(true).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            assertThat(capture.next(LONG).id()).isZero();
            for (int i = 0; i < 5; i++) {
                ScreenCapture.snapshot(settings);
            }
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
        }
    }

    @Test
    void displayThatHasEndedIsADisplayError() {
        display.kill();
        CaptureSettings settings = settings().build();
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> ScreenCapture.snapshot(settings))
                .withMessageContaining(display.name())
                .satisfies(e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY));
    }

    @Test
    void fiftyLeaveNothingBehind() {
        ProcessResources.now();
        snapshots(5);
        ProcessResources before = ProcessResources.now();
        assertThat(before.sharedMemory()).isEmpty();
        snapshots(50);
        assertThat(NativeCapture.liveSessions0()).isZero();
        assertThat(ProcessResources.now()).isEqualTo(before);
    }

    /** As many that fail as well. */
    private void snapshots(int count) {
        CaptureSettings good = settings().captureCursor(true).build();
        CaptureSettings bad = settings().width(WIDTH + 1).build();
        for (int i = 0; i < count; i++) {
            assertThat(ScreenCapture.snapshot(good).getWidth()).isEqualTo(WIDTH);
            assertThatIllegalArgumentException().isThrownBy(() -> ScreenCapture.snapshot(bad));
        }
    }
}
