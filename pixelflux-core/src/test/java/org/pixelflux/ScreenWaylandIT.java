// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.Sleeps;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.SwayDisplay;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.WaylandPaint;

/** A Wayland compositor without a monitor is captured as an X display is. */
@Timeout(180)
class ScreenWaylandIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 1366;
    private static final int HEIGHT = 767;

    private final SwayDisplay sway = SwayDisplay.start(WIDTH, HEIGHT);
    private final Picture chart = new TestChart(WIDTH, HEIGHT).picture();

    private @Nullable WaylandPaint painter;

    @AfterEach
    void end() {
        if (painter != null) {
            painter.close();
        }
        sway.close();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder().source(Source.WAYLAND).display(sway.name());
    }

    /** Paints the chart, for one test. */
    private WaylandPaint paint() {
        WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
        painter = paint;
        paint.image(0, 0, chart);
        return paint;
    }

    private static Picture snapshot(CaptureSettings settings) {
        return Picture.of(ScreenCapture.snapshot(settings));
    }

    private static void assertSame(Picture actual, Picture expected) {
        assertThat(actual.area()).isEqualTo(expected.area());
        assertThat(actual.largestError(expected, expected.area())).isZero();
    }

    @Test
    void snapshotIsWhatGrimTakes() {
        paint();
        await().atMost(LONG)
                .untilAsserted(() -> assertSame(sway.picture(SwayDisplay.OUTPUT), chart));
        assertSame(snapshot(settings().build()), chart);
        Area region = new Area(101, 51, 333, 222);
        CaptureSettings part =
                settings()
                        .x(region.x())
                        .y(region.y())
                        .width(region.width())
                        .height(region.height())
                        .build();
        assertSame(snapshot(part), chart.crop(region));
    }

    @Test
    void outputsAreListedAndCapturedByName() {
        sway.command("create_output");
        sway.command("output", "HEADLESS-2", "mode", "--custom", "300x200@60Hz");
        sway.command("output", "HEADLESS-2", "transform", "90", "scale", "2");
        sway.command("output", SwayDisplay.OUTPUT, "position", "0", "0");
        sway.command("output", "HEADLESS-2", "position", "1400", "20");
        Display display = Display.wayland(sway.name());
        assertThat(display.monitors())
                .containsExactlyInAnyOrder(
                        new Display.Monitor(SwayDisplay.OUTPUT, 0, 0, WIDTH, HEIGHT, 1, 240, false),
                        new Display.Monitor("HEADLESS-2", 1400, 20, 200, 300, 2, 60, false));
        assertThat(Display.allWayland(Path.of(sway.name()).getParent())).containsExactly(display);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(display::windows)
                .withMessageContaining("choose x11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Display(Source.SYNTHETIC, ""))
                .withMessageContaining("synthetic shows no display");

        WaylandPaint first = paint();
        CaptureSettings second = settings().monitor("HEADLESS-2").build();
        try (WaylandPaint other = new WaylandPaint(sway.name(), "HEADLESS-2")) {
            other.fill(3, 5, 30, 40, 0xFF8000);
            await().atMost(LONG)
                    .untilAsserted(() -> assertSame(snapshot(second), sway.picture("HEADLESS-2")));
            assertThat(snapshot(second).area()).isEqualTo(new Area(0, 0, 200, 300));
            await().atMost(LONG)
                    .untilAsserted(
                            () ->
                                    assertSame(
                                            snapshot(
                                                    settings().monitor(SwayDisplay.OUTPUT).build()),
                                            chart));
            try (FrameReader capture =
                    FrameReader.open(
                            settings().monitor("HEADLESS-2").mode(CaptureMode.MIXED).build())) {
                MixedReader reader = new MixedReader();
                reader.draw(capture.next(LONG));
                reader.drawUntilQuiet(capture, QUIET);
                // What the other output shows is not its business.
                first.fill(0, 0, 100, 100, 0x123456);
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
                other.fill(50, 60, 20, 20, 0x00FF00);
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    reader.drawUntilQuiet(capture, QUIET);
                                    assertThat(reader.wrongPixels(sway.picture("HEADLESS-2")))
                                            .isZero();
                                });
            }
        }
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> FrameReader.open(settings().monitor("DP-7").build()))
                .withMessageContaining("HEADLESS-1, HEADLESS-2")
                .matches(PixelfluxException::isRetryable);
    }

    /** A region is one of pixels, however many of them the compositor lays out as one. */
    @ParameterizedTest
    @ValueSource(doubles = {1.5, 1.25, 2})
    void scaledOutputIsCapturedInItsPixels(double scale) {
        // Whole numbers when they are scaled: grim would have to resample what it takes otherwise.
        Area whole = new Area(0, 0, 1200, 600);
        sway.resize(whole.width(), whole.height());
        sway.command("output", SwayDisplay.OUTPUT, "scale", Double.toString(scale));
        assertThat(Display.wayland(sway.name()).monitors())
                .containsExactly(
                        new Display.Monitor(
                                SwayDisplay.OUTPUT, 0, 0, 1200, 600, scale, 240, false));
        WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
        painter = paint;
        assertThat(paint.width()).isEqualTo((int) (1200 / scale));
        paint.image(0, 0, new TestChart(paint.width(), paint.height()).picture());
        Area region = new Area(701, 301, 499, 299);
        CaptureSettings part =
                settings()
                        .mode(CaptureMode.MIXED)
                        .x(region.x())
                        .y(region.y())
                        .width(region.width())
                        .height(region.height())
                        .build();
        try (FrameReader capture = FrameReader.open(part)) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            // In the region, whose pixels these are when the compositor has enlarged them.
            paint.fill((int) (900 / scale), (int) (400 / scale), 50, 20, 0x00FF00);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> {
                                reader.drawUntilQuiet(capture, QUIET);
                                Picture shown = sway.picture(SwayDisplay.OUTPUT);
                                assertThat(shown.area()).isEqualTo(whole);
                                assertThat(shown.get(910, 410)).isEqualTo(0x00FF00);
                                assertThat(reader.lossyPixels()).isZero();
                                assertThat(reader.wrongPixels(shown.crop(region))).isZero();
                                assertSame(snapshot(settings().build()), shown);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "180", "270", "flipped", "flipped-90"})
    void turnedOutputIsUpright(String transform) {
        sway.command("output", SwayDisplay.OUTPUT, "transform", transform);
        WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
        painter = paint;
        try (FrameReader capture = FrameReader.open(settings().mode(CaptureMode.MIXED).build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            paint.fill(30, 20, 200, 100, 0x00FF00);
            paint.fill(300, 500, 50, 10, 0xFF0000);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> {
                                reader.drawUntilQuiet(capture, QUIET);
                                assertThat(reader.picture().get(349, 509)).isEqualTo(0xFF0000);
                                assertThat(reader.wrongPixels(sway.picture(SwayDisplay.OUTPUT)))
                                        .isZero();
                            });
        }
    }

    @Test
    void outputWithTenBitsOfEachColourIsCaptured() {
        sway.command("output", SwayDisplay.OUTPUT, "render_bit_depth", "10");
        WaylandPaint paint = paint();
        try (FrameReader capture = FrameReader.open(settings().mode(CaptureMode.MIXED).build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            for (int rgb : new int[] {0x00FF00, 0x123456}) {
                chart.fill(new Area(301, 202, 50, 20), rgb);
                paint.fill(301, 202, 50, 20, rgb);
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    reader.drawUntilQuiet(capture, QUIET);
                                    assertThat(reader.lossyPixels()).isZero();
                                    assertThat(reader.wrongPixels(chart)).isZero();
                                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void glyphIsOneStripe(Codec codec) {
        CaptureSettings settings =
                settings().set("mode", codec.word()).jpegQuality(95).h264Crf(10).build();
        WaylandPaint paint = paint();
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            decoder.drawUntilQuiet(capture, QUIET);
            Area glyph = new Area(1201, 517, 12, 20);
            for (int i = 1; i <= 10; i++) {
                int rgb = i % 2 == 0 ? 0xFFFFFF : 0x000000;
                chart.fill(glyph, rgb);
                paint.fill(glyph.x(), glyph.y(), glyph.width(), glyph.height(), rgb);

                Frame frame = capture.next(LONG);
                assertThat(frame.stripes()).hasSize(1);
                Stripe stripe = frame.stripes().get(0);
                assertThat(stripe.y()).isLessThanOrEqualTo(glyph.y());
                assertThat(stripe.y() + stripe.height()).isGreaterThanOrEqualTo(glyph.bottom());
                decoder.draw(frame);
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
                Area middle = new Area(glyph.x() + 4, glyph.y() + 6, 4, 8);
                assertThat(decoder.picture().largestError(chart, middle)).isLessThanOrEqualTo(12);
            }
            assertThat(decoder.picture().psnr(chart, chart.area())).isGreaterThan(30);
        }
    }

    @Test
    void stillScreenWakesNobody() {
        paint();
        try (FrameReader capture = FrameReader.open(settings().build())) {
            capture.next(LONG);
            // Once for what was waited for; a compositor at 240 Hz that woke it would have 480.
            // Sway itself needs a moment to come to rest.
            await().atMost(LONG)
                    .until(() -> Sleeps.whileNothingChanges(capture, Duration.ofSeconds(2)) < 20);
        }
    }

    @Test
    void resizedOutputIsFollowed() {
        try (WaylandPaint paint = paint();
                FrameReader capture =
                        FrameReader.open(
                                settings().mode(CaptureMode.MIXED).autoAdjustSize(true).build())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            for (int width : new int[] {1920, 640, 1280}) {
                sway.resize(width, 600);
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    assertThat(paint.size().width()).isEqualTo(width);
                                });
                paint.fill(5, 5, 100, 100, 0x3366CC);
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    reader.drawUntilQuiet(capture, QUIET);
                                    assertThat(reader.picture().width()).isEqualTo(width);
                                    assertThat(reader.picture().get(50, 50)).isEqualTo(0x3366CC);
                                    assertThat(reader.wrongPixels(sway.picture(SwayDisplay.OUTPUT)))
                                            .isZero();
                                });
            }
        }
    }

    @Test
    void hundredCapturesLeaveNothingBehind() {
        cycles(5);
        ProcessResources before = ProcessResources.now();
        cycles(100);
        assertThat(NativeCapture.liveSessions0()).isZero();
        assertThat(ProcessResources.now()).isEqualTo(before);
    }

    private void cycles(int count) {
        for (int i = 0; i < count; i++) {
            CaptureSettings settings =
                    settings().mode(i % 2 == 0 ? CaptureMode.JPEG : CaptureMode.H264).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                assertThat(capture.next(LONG).id()).isZero();
            }
        }
    }

    @Test
    void compositorThatIsKilledIsLostAndCanBeOpenedAgain() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (FrameReader capture = FrameReader.open(settings().build())) {
            assertThat(capture.next(LONG).id()).isZero();
            Future<Frame> waiting =
                    thread.submit(
                            () -> {
                                while (true) {
                                    capture.next();
                                }
                            });
            await().until(capture::isInNext);
            sway.kill();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(waiting::get)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            PixelfluxException.class,
                            e -> {
                                assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
                                assertThat(e.isRetryable()).isTrue();
                                assertThat(e).hasMessageContaining(sway.name());
                            });
        } finally {
            thread.shutdown();
        }
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> FrameReader.open(settings().build()))
                .withMessageContaining("no compositor answers there");
        sway.restart();
        assertThat(snapshot(settings().build()).width()).isEqualTo(WIDTH);
    }
}
