// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.picture.Drawn;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PngFile;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.X11Paint;

/** What a reader makes of mode mixed is what was painted on the screen, pixel by pixel. */
@Tag(TestScreen.ANY)
class MixedScreenIT {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 480;
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Between two looks at what has come. */
    private static final Duration STEP = Duration.ofMillis(100);

    /** What images lose of a chart, at most. */
    private static final double PSNR = 24;

    @TempDir Path directory;

    private final TestChart chart = new TestChart(WIDTH, HEIGHT);
    private final Picture screen = chart.picture().crop(chart.picture().area());
    private TestScreen display;
    private Paint paint;

    @BeforeEach
    void paint() {
        display = TestScreen.start(WIDTH, HEIGHT);
        paint = display.paint();
        paint.image(0, 0, screen);
    }

    @AfterEach
    void close() {
        paint.close();
        display.close();
    }

    private CaptureSettings.Builder settings() {
        return display.settings().mode(CaptureMode.MIXED);
    }

    /** Takes frames until the reader shows what it should; none is left out. */
    private static void awaitShown(FrameReader capture, MixedReader reader, Picture expected) {
        long start = System.nanoTime();
        while (reader.wrongPixels(expected) > 0 || reader.lossyPsnr(expected) < PSNR) {
            if (System.nanoTime() - start > LONG.toNanos()) {
                fail(
                        "%d pixels wrong, lossy ones %.1f dB",
                        reader.wrongPixels(expected), reader.lossyPsnr(expected));
            }
            Frame frame = capture.next(STEP);
            if (!frame.isEmpty()) {
                reader.draw(frame);
            }
        }
    }

    /** Takes frames until the reader has every pixel exactly. */
    private static void awaitExact(FrameReader capture, MixedReader reader, Picture expected) {
        long start = System.nanoTime();
        while (reader.lossyPixels() > 0 || reader.wrongPixels(expected) > 0) {
            if (System.nanoTime() - start > LONG.toNanos()) {
                fail(
                        "%d pixels wrong, %d lossy",
                        reader.wrongPixels(expected), reader.lossyPixels());
            }
            Frame frame = capture.next(STEP);
            if (!frame.isEmpty()) {
                reader.draw(frame);
            }
        }
    }

    private static Area randomArea(Random random, int mostWidth, int mostHeight) {
        int width = 1 + random.nextInt(mostWidth);
        int height = 1 + random.nextInt(mostHeight);
        return new Area(
                random.nextInt(WIDTH - width + 1),
                random.nextInt(HEIGHT - height + 1),
                width,
                height);
    }

    /** A scroll, a moved part, a filled part, or a part of the chart somewhere else. */
    private void change(Random random) {
        Area part = randomArea(random, 700, 300);
        Area other = randomArea(random, 700, 300);
        switch (random.nextInt(4)) {
            case 0 -> {
                // A part of the screen goes up.
                int rows = random.nextInt(Math.min(120, part.height()));
                Area below =
                        new Area(part.x(), part.y() + rows, part.width(), part.height() - rows);
                copy(below, part.x(), part.y());
            }
            case 1 ->
                    copy(
                            part,
                            random.nextInt(WIDTH - part.width() + 1),
                            random.nextInt(HEIGHT - part.height() + 1));
            case 2 -> {
                int rgb = random.nextInt() & 0xffffff;
                paint.fill(other.x(), other.y(), other.width(), other.height(), rgb);
                screen.fill(other, rgb);
            }
            default -> {
                Picture piece = chart.picture().crop(part);
                int x = random.nextInt(WIDTH - part.width() + 1);
                int y = random.nextInt(HEIGHT - part.height() + 1);
                paint.image(x, y, piece);
                screen.draw(piece, x, y, part.width(), part.height());
            }
        }
    }

    private void copy(Area from, int x, int y) {
        paint.carryOut(List.of(new X11Paint.Copy(X11Paint.SCREEN, from, x, y)));
        screen.draw(screen.crop(from), x, y, from.width(), from.height());
    }

    @Tag(TestScreen.SWAY)
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void showsWhateverIsPainted(long seed) {
        paintAndCompare(seed, 100);
    }

    @Tag("nightly")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    @Test
    void showsWhateverIsPaintedForLong() {
        paintAndCompare(6, 10_000);
    }

    private void paintAndCompare(long seed, int changes) {
        Random random = new Random(seed);
        try (FrameReader capture = FrameReader.open(settings().build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            awaitShown(capture, reader, screen);
            for (int i = 0; i < changes; i++) {
                change(random);
                if (random.nextInt(3) == 0) {
                    awaitShown(capture, reader, screen);
                }
            }
            awaitShown(capture, reader, screen);
            assertThat(reader.lossyPixels()).isLessThan((long) WIDTH * HEIGHT);
            assertThat(reader.kinds())
                    .contains(RectangleKind.COPY, RectangleKind.EXACT, RectangleKind.PICTURE);
            awaitExact(capture, reader, screen);
        }
    }

    @Test
    void aPhotoAtRestBecomesExact() {
        Picture photo = SmoothPicture.coloured(WIDTH, HEIGHT, 5);
        try (FrameReader capture = FrameReader.open(settings().build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            paint.image(0, 0, photo);
            awaitShown(capture, reader, photo);
            awaitExact(capture, reader, photo);
            assertThat(reader.picture().largestError(photo, photo.area())).isZero();
            // A part of it changes, the rest has been sent.
            paint.image(200, 100, screen.crop(new Area(200, 100, 300, 200)));
            photo.draw(screen.crop(new Area(200, 100, 300, 200)), 200, 100, 300, 200);
            awaitExact(capture, reader, photo);
            assertThat(capture.next(Duration.ofSeconds(1)).isEmpty()).isTrue();
        }
    }

    @Test
    void whoLeavesPhotosAsTheyAreGetsNoMore() {
        paint.image(0, 0, SmoothPicture.coloured(WIDTH, HEIGHT, 6));
        CaptureSettings settings = settings().usePaintOverQuality(false).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            assertThat(capture.next(Duration.ofSeconds(1)).isEmpty()).isTrue();
            assertThat(reader.lossyPixels()).isPositive();
        }
    }

    @Tag(TestScreen.X11)
    @Test
    void showsWindowsThatMoveOverEachOther() {
        List<Picture> windows =
                List.of(
                        chart.picture().crop(new Area(0, 120, 420, 300)),
                        chart.picture().crop(new Area(830, 0, 300, 160)),
                        SmoothPicture.coloured(260, 210, 3));
        paint.keep(0, screen);
        for (int i = 0; i < windows.size(); i++) {
            paint.keep(i + 1, windows.get(i));
        }
        paint.carryOut(List.of(new X11Paint.Background(0)));
        int[] x = new int[windows.size()];
        int[] y = new int[windows.size()];
        Random random = new Random(7);
        try (FrameReader capture = FrameReader.open(settings().build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            for (int step = 0; step < 100; step++) {
                List<X11Paint.Step> steps = new ArrayList<>();
                for (int i = 0; i < windows.size(); i++) {
                    Picture window = windows.get(i);
                    if (step == 0 || random.nextInt(3) > 0) {
                        x[i] = random.nextInt(WIDTH - window.width() + 1);
                        y[i] = random.nextInt(HEIGHT - window.height() + 1);
                        steps.add(new X11Paint.Window(i + 1, x[i], y[i]));
                    }
                }
                if (steps.isEmpty()) {
                    continue;
                }
                paint.carryOut(steps);
                Picture expected = screen.crop(screen.area());
                for (int i = 0; i < windows.size(); i++) {
                    Picture window = windows.get(i);
                    expected.draw(window, x[i], y[i], window.width(), window.height());
                }
                awaitShown(capture, reader, expected);
                if (step % 20 == 19) {
                    awaitExact(capture, reader, expected);
                }
            }
            assertThat(reader.kinds()).contains(RectangleKind.COPY, RectangleKind.EXACT);
        }
    }

    @Test
    void drawsCursorAndWatermarkAndLeavesNoGhosts() {
        int[] argb = new int[20 * 30];
        Arrays.fill(argb, 0xffc01080);
        PngFile cursor = new PngFile(20, 30, argb);
        paint.cursor(20, 30, 0, 0, argb);
        paint.pointer(100, 100);
        PngFile mark = PngFile.of(90, 40, 0xff20c040);
        CaptureSettings settings =
                settings()
                        .captureCursor(true)
                        .watermarkPath(mark.write(directory.resolve("mark.png")))
                        .watermarkLocation(WatermarkLocation.BOTTOM_RIGHT)
                        .build();
        Random random = new Random(4);
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            int x = 100;
            int y = 100;
            for (int i = 0; i < 40; i++) {
                if (random.nextBoolean()) {
                    x = random.nextInt(WIDTH - 20);
                    y = random.nextInt(HEIGHT - 30);
                    paint.pointer(x, y);
                } else {
                    change(random);
                }
                Picture marked = mark.over(screen, WIDTH - 90, HEIGHT - 40);
                Picture expected = cursor.over(marked, x, y);
                awaitShown(capture, reader, expected);
                if (i % 10 == 9) {
                    awaitExact(capture, reader, expected);
                }
            }
        }
    }

    @Tag(TestScreen.X11)
    @Test
    void newsOfTheCursorComeBetweenFrames() {
        Random random = new Random(8);
        List<CursorUpdate> updates = new ArrayList<>();
        try (FrameReader capture = FrameReader.open(settings().cursorEvents(true).build())) {
            capture.cursorListener(updates::add);
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            for (int i = 0; i < 30; i++) {
                paint.pointer(i, 2 * i);
                change(random);
                awaitShown(capture, reader, screen);
            }
        }
        assertThat(updates).hasSizeGreaterThan(10);
    }

    @Test
    void aReaderThatMissedFramesGetsWhatItLacks() {
        Random random = new Random(5);
        try (FrameReader capture = FrameReader.open(settings().build())) {
            MixedReader all = new MixedReader();
            MixedReader late = new MixedReader();
            Frame first = capture.next(LONG);
            all.draw(first);
            assertThat(late.draw(first.mixed())).isEqualTo(Drawn.WHOLE);
            for (int i = 0; i < 10; i++) {
                change(random);
                awaitShown(capture, all, screen);
                late.requestRefresh(capture);
                Drawn drawn = Drawn.NOTHING;
                while (drawn != Drawn.WHOLE) {
                    Frame frame = capture.next(LONG);
                    assertThat(frame.isEmpty()).isFalse();
                    all.draw(frame);
                    drawn = late.draw(frame.mixed());
                }
                Picture picture = late.picture();
                assertThat(picture.psnr(all.picture(), picture.area())).isGreaterThan(PSNR);
            }
        }
    }

    @Test
    void aKeyFrameIsAllOfThePictureForWhoHasNothing() {
        try (FrameReader capture = FrameReader.open(settings().build())) {
            capture.next(LONG);
            capture.requestKeyFrame();
            MixedReader late = new MixedReader();
            Drawn drawn = Drawn.PART;
            while (drawn != Drawn.WHOLE) {
                drawn = late.draw(capture.next(LONG).mixed());
                assertThat(drawn).isIn(Drawn.PART, Drawn.WHOLE);
            }
            Picture picture = late.picture();
            assertThat(picture.psnr(screen, picture.area())).isGreaterThan(PSNR);
        }
    }

    @Test
    void framesComeToACallback() throws Exception {
        List<MixedFrame> frames = new ArrayList<>();
        try (ScreenCapture capture = new ScreenCapture()) {
            capture.startFrames(
                    settings().build(),
                    frame -> {
                        synchronized (frames) {
                            frames.add(frame.mixed().copy());
                            frames.notifyAll();
                        }
                    });
            synchronized (frames) {
                while (frames.isEmpty()) {
                    frames.wait(LONG.toMillis());
                }
            }
        }
        assertThat(frames.get(0).first()).isTrue();
        MixedReader reader = new MixedReader();
        frames.forEach(frame -> reader.draw(Frame.of(frame)));
        assertThat(reader.wrongPixels(screen)).isZero();
    }

    @Test
    void anotherSizeIsAnotherEpoch() {
        CaptureSettings settings =
                settings().width(640).height(360).minimumEpoch(4_000_000_000_000L).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            Frame first = capture.next(LONG);
            assertThat(first.mixed().epoch()).isGreaterThanOrEqualTo(4_000_000_000_000L);
            reader.draw(first);
            assertThat(reader.wrongPixels(screen.crop(new Area(0, 0, 640, 360)))).isZero();

            capture.update(settings.toBuilder().x(100).y(80).width(801).height(303).build());

            Frame next = capture.next(LONG);
            assertThat(next.mixed().epoch()).isGreaterThan(first.mixed().epoch());
            assertThat(next.mixed().first()).isTrue();
            assertThat(next.id()).isEqualTo(1);
            reader.draw(next);
            assertThat(reader.wrongPixels(screen.crop(new Area(100, 80, 801, 303)))).isZero();
        }
    }

    @Test
    void aStillScreenSendsNothing() {
        try (FrameReader capture = FrameReader.open(settings().build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            awaitExact(capture, reader, screen);
            paint.image(0, 0, screen);
            assertThat(capture.next(Duration.ofSeconds(1)).isEmpty()).isTrue();
        }
    }
}
