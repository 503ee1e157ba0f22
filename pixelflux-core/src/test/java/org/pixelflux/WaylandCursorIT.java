// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PngFile;
import org.pixelflux.support.SwayDisplay;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.WaylandPaint;

/**
 * The cursor of a Wayland compositor: whatever of it a protocol tells apart, with captureCursor it
 * is in the picture, once and where it is.
 */
class WaylandCursorIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 641;
    private static final int HEIGHT = 363;
    private static final int ACROSS = 20;
    private static final int DOWN = 30;
    private static final int HOTSPOT_X = 7;
    private static final int HOTSPOT_Y = 11;

    /** In the first corner, and also where the cursor sticks out. */
    private static final List<int[]> PLACES =
            List.of(
                    new int[] {400, 300},
                    new int[] {402, 303},
                    new int[] {HOTSPOT_X, HOTSPOT_Y},
                    new int[] {WIDTH - 1, HEIGHT - 1});

    private final SwayDisplay sway = SwayDisplay.start(WIDTH, HEIGHT);
    private final WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
    private final Picture chart = new TestChart(WIDTH, HEIGHT).picture();
    private final PngFile look = new PngFile(ACROSS, DOWN, opaque());

    @BeforeEach
    void showTheCursor() {
        paint.image(0, 0, chart);
        paint.cursor(ACROSS, DOWN, HOTSPOT_X, HOTSPOT_Y, opaque());
    }

    @AfterEach
    void end() {
        paint.close();
        sway.close();
    }

    private static int[] opaque() {
        return new Random(3).ints(ACROSS * DOWN).map(argb -> argb | 0xff000000).toArray();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder().source(Source.WAYLAND).display(sway.name());
    }

    private Picture with(int x, int y) {
        return look.over(chart, x - HOTSPOT_X, y - HOTSPOT_Y);
    }

    /** Whether the protocol tells the cursor apart from the picture. */
    private static boolean isToldApart(Capture capture) {
        return capture.description().reading().contains("ext_image_copy_capture");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isInThePictureIfWanted(boolean wanted) {
        CaptureSettings settings = settings().mode(CaptureMode.MIXED).captureCursor(wanted).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            // Where it is not told apart, sway without a monitor draws it whether it is wanted or
            // not.
            boolean there = wanted || !isToldApart(capture);
            for (int[] place : PLACES) {
                paint.pointer(place[0], place[1]);
                Picture expected = there ? with(place[0], place[1]) : chart;
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    reader.drawUntilQuiet(capture, QUIET);
                                    assertThat(reader.lossyPixels()).isZero();
                                    assertThat(reader.wrongPixels(expected)).isZero();
                                });
            }
        }
    }

    @Test
    void isInASnapshotAsGrimHasIt() {
        paint.pointer(320, 180);
        Picture expected = with(320, 180);
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(
                                                sway.pictureWithCursor(SwayDisplay.OUTPUT)
                                                        .largestError(expected, expected.area()))
                                        .isZero());
        Picture taken = Picture.of(ScreenCapture.snapshot(settings().captureCursor(true).build()));
        assertThat(taken.largestError(expected, expected.area())).isZero();
        Picture without = Picture.of(ScreenCapture.snapshot(settings().build()));
        Picture grim = sway.picture(SwayDisplay.OUTPUT);
        assertThat(without.largestError(grim, grim.area())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"normal, 2", "90, 1", "180, 1", "flipped-90, 1"})
    void isWhereGrimHasItOnATurnedOrScaledOutput(String transform, String scale) {
        // Whole numbers when they are scaled: grim would have to resample what it takes otherwise.
        sway.resize(640, 360);
        sway.command("output", SwayDisplay.OUTPUT, "transform", transform, "scale", scale);
        boolean turned = transform.endsWith("90");
        int across = (turned ? 360 : 640) / Integer.parseInt(scale);
        int down = (turned ? 640 : 360) / Integer.parseInt(scale);
        await().atMost(LONG).until(() -> paint.size().equals(new Area(0, 0, across, down)));
        paint.fill(0, 0, across, down, 0x336699);
        CaptureSettings settings = settings().mode(CaptureMode.MIXED).captureCursor(true).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            for (int x : new int[] {100, 133}) {
                paint.pointer(x, 77);
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    reader.drawUntilQuiet(capture, QUIET);
                                    Picture grim = sway.pictureWithCursor(SwayDisplay.OUTPUT);
                                    assertThat(reader.lossyPixels()).isZero();
                                    assertThat(reader.wrongPixels(grim)).isZero();
                                    // It is there.
                                    assertThat(colours(grim)).isGreaterThan(100);
                                });
            }
        }
    }

    private static long colours(Picture picture) {
        return IntStream.range(0, picture.height())
                .flatMap(y -> IntStream.range(0, picture.width()).map(x -> picture.get(x, y)))
                .distinct()
                .count();
    }

    @Test
    void isToldIfTheProtocolTellsIt() {
        List<CursorUpdate> told = new CopyOnWriteArrayList<>();
        try (FrameReader capture = FrameReader.open(settings().cursorEvents(true).build())) {
            capture.cursorListener(told::add);
            capture.next(LONG);
            paint.pointer(321, 123);
            if (isToldApart(capture)) {
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    capture.next(QUIET);
                                    CursorUpdate last = told.get(told.size() - 1);
                                    assertThat(List.of(last.x(), last.y()))
                                            .isEqualTo(List.of(321, 123));
                                    assertThat(last.shape().argbPremultiplied())
                                            .isEqualTo(opaque());
                                });
            } else {
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    capture.next(QUIET);
                                    assertThat(capture.fallbacks())
                                            .anySatisfy(
                                                    text ->
                                                            assertThat(text)
                                                                    .contains("cursorEvents"));
                                });
                assertThat(told).noneMatch(CursorUpdate::visible);
            }
        }
    }
}
