// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SwayDisplay;
import org.pixelflux.support.SwayPortal;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestSystem;
import org.pixelflux.support.WaylandPaint;

/**
 * An output of sway through a real xdg-desktop-portal, its backend for wlroots, PipeWire and
 * WirePlumber. Those of Debian 12 show nothing without a graphics card; {@code .ci/newer-sway} has
 * newer ones.
 */
@Tag(TestSystem.DESKTOP)
class SwayPortalIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 1366;
    private static final int HEIGHT = 767;

    private final SwayDisplay sway = SwayDisplay.start(WIDTH, HEIGHT);
    private final SwayPortal portal = new SwayPortal(sway);

    @TempDir private Path directory;

    @AfterEach
    void end() {
        portal.close();
        sway.close();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder().source(Source.PORTAL).display(portal.bus());
    }

    private FrameReader open() {
        return FrameReader.open(settings().mode(CaptureMode.MIXED).autoAdjustSize(true).build());
    }

    /** The first frame of that width comes with a change, so something changes until then. */
    private static void begin(
            FrameReader capture, MixedReader reader, WaylandPaint paint, int width) {
        int[] colour = {0};
        await().atMost(LONG)
                .until(
                        () -> {
                            paint.fill(0, 0, 9, 9, ++colour[0]);
                            Frame frame = capture.next(QUIET);
                            if (frame.isEmpty()) {
                                return false;
                            }
                            reader.draw(frame);
                            return reader.picture().width() == width;
                        });
    }

    /**
     * A frame that PipeWire could not hand over in time, on a busy machine, comes with the next
     * one. So each look but the first has one pixel drawn again, as it is.
     */
    private void awaitPicture(FrameReader capture, MixedReader reader, WaylandPaint paint) {
        AtomicInteger looks = new AtomicInteger();
        await().atMost(LONG)
                .untilAsserted(
                        () -> {
                            Picture grim = sway.picture(SwayDisplay.OUTPUT);
                            if (looks.getAndIncrement() > 0) {
                                paint.fill(0, 0, 1, 1, grim.get(0, 0));
                            }
                            reader.drawUntilQuiet(capture, QUIET);
                            assertThat(reader.picture().area()).isEqualTo(grim.area());
                            assertThat(reader.lossyPixels()).isZero();
                            assertThat(reader.wrongPixels(grim)).isZero();
                        });
    }

    @Test
    void showsWhatChanges() {
        try (WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
                FrameReader capture = open()) {
            MixedReader reader = new MixedReader();
            begin(capture, reader, paint, paint.width());
            Picture chart = new TestChart(WIDTH, HEIGHT).picture();
            paint.image(0, 0, chart);
            awaitPicture(capture, reader, paint);
            assertThat(reader.wrongPixels(chart)).isZero();
            Area glyph = new Area(1201, 517, 12, 20);
            for (int i = 1; i <= 10; i++) {
                int rgb = i * 0x10305;
                chart.fill(glyph, rgb);
                paint.fill(glyph.x(), glyph.y(), glyph.width(), glyph.height(), rgb);
                awaitPicture(capture, reader, paint);
                assertThat(reader.wrongPixels(chart)).isZero();
            }
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
            assertThat(capture.description().place())
                    .isEqualTo("a monitor that the user shares by the portal");
            assertThat(capture.description().changes()).isEqualTo("damage of the stream's frames");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "180", "flipped", "flipped-90"})
    void turnedOutputIsUpright(String transform) {
        sway.command("output", SwayDisplay.OUTPUT, "transform", transform);
        try (WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
                FrameReader capture = open()) {
            MixedReader reader = new MixedReader();
            begin(capture, reader, paint, paint.width());
            paint.fill(30, 20, 200, 100, 0x00FF00);
            paint.fill(300, 500, 50, 10, 0xFF0000);
            awaitPicture(capture, reader, paint);
            assertThat(reader.picture().get(349, 509)).isEqualTo(0xFF0000);
        }
    }

    @Test
    void resizedOutputIsFollowed() {
        try (WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
                FrameReader capture = open()) {
            MixedReader reader = new MixedReader();
            begin(capture, reader, paint, paint.width());
            for (int width : new int[] {1920, 640}) {
                sway.resize(width, 600);
                await().atMost(LONG).until(() -> paint.size().width() == width);
                // The first frame of another size comes with the first change, too.
                begin(capture, reader, paint, width);
                paint.fill(5, 5, 100, 100, 0x3366CC);
                awaitPicture(capture, reader, paint);
            }
        }
    }

    @Test
    void tokenIsKeptAndTaken() {
        Path file = directory.resolve("token");
        CaptureSettings settings =
                settings().mode(CaptureMode.MIXED).restoreTokenFile(file).build();
        for (int i = 0; i < 2; i++) {
            try (WaylandPaint paint = new WaylandPaint(sway.name(), SwayDisplay.OUTPUT);
                    FrameReader capture = FrameReader.open(settings)) {
                begin(capture, new MixedReader(), paint, WIDTH);
                assertThat(capture.fallbacks()).isEmpty();
            }
            assertThat(file).isNotEmptyFile();
        }
    }
}
