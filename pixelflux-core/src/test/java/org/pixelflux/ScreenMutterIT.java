// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.MutterDisplay;
import org.pixelflux.support.Picture;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.Sleeps;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestSystem;
import org.pixelflux.support.WaylandPaint;

/** The screen of a real mutter, GNOME's compositor, without a monitor and without a portal. */
@Tag(TestSystem.DESKTOP)
class ScreenMutterIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 1366;
    private static final int HEIGHT = 768;

    private final MutterDisplay mutter = MutterDisplay.start(WIDTH, HEIGHT);
    private final WaylandPaint paint = new WaylandPaint(mutter.name(), "");
    private final Picture chart = new TestChart(WIDTH, HEIGHT).picture();

    @AfterEach
    void end() {
        paint.close();
        mutter.close();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder().source(Source.PORTAL).display(mutter.bus());
    }

    private CaptureSettings mixed() {
        return settings().mode(CaptureMode.MIXED).autoAdjustSize(true).build();
    }

    /**
     * A frame that PipeWire could not hand over in time, on a busy machine, comes with the next
     * one. So each look but the first has one pixel drawn again, as it is.
     */
    private void awaitPicture(FrameReader capture, MixedReader reader, Picture expected) {
        AtomicInteger looks = new AtomicInteger();
        await().atMost(LONG)
                .untilAsserted(
                        () -> {
                            if (looks.getAndIncrement() > 0) {
                                paint.fill(0, 0, 1, 1, expected.get(0, 0));
                            }
                            reader.drawUntilQuiet(capture, QUIET);
                            assertThat(reader.picture().area()).isEqualTo(expected.area());
                            assertThat(reader.lossyPixels()).isZero();
                            assertThat(reader.wrongPixels(expected)).isZero();
                        });
    }

    @Test
    void showsWhatChanges() {
        paint.image(0, 0, chart);
        try (FrameReader capture = FrameReader.open(mixed())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            awaitPicture(capture, reader, chart);
            Area glyph = new Area(1201, 517, 12, 20);
            for (int i = 1; i <= 10; i++) {
                int rgb = i * 0x10305;
                chart.fill(glyph, rgb);
                paint.fill(glyph.x(), glyph.y(), glyph.width(), glyph.height(), rgb);
                awaitPicture(capture, reader, chart);
            }
            assertThat(capture.description().place())
                    .isEqualTo("the primary monitor that mutter shows");
            assertThat(capture.description().reading())
                    .isEqualTo("shared memory (MemFd), by PipeWire");
        }
    }

    /** Mutter ends what it shows when its monitors change. */
    @Test
    void captureOfAMonitorThatIsTurnedIsLostAndCanBeOpenedAgain() {
        paint.image(0, 0, chart);
        try (FrameReader capture = FrameReader.open(mixed())) {
            capture.next(LONG);
            mutter.turn();
            assertIsLost(capture);
        }
        await().atMost(LONG).until(() -> paint.size().equals(new Area(0, 0, HEIGHT, WIDTH)));
        Picture turned = new TestChart(HEIGHT, WIDTH).picture();
        paint.image(0, 0, turned);
        try (FrameReader capture = FrameReader.open(mixed())) {
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            awaitPicture(capture, reader, turned);
        }
    }

    @Test
    void snapshotIsThePictureOfTheScreen() {
        paint.image(0, 0, chart);
        await().atMost(LONG)
                .untilAsserted(
                        () -> {
                            Picture taken = Picture.of(ScreenCapture.snapshot(settings().build()));
                            assertThat(taken.area()).isEqualTo(chart.area());
                            assertThat(taken.largestError(chart, chart.area())).isZero();
                        });
    }

    @Test
    void stillScreenWakesNobody() {
        paint.image(0, 0, chart);
        try (FrameReader capture = FrameReader.open(settings().build())) {
            capture.next(LONG);
            // Once for what was waited for; a mutter at 60 Hz that woke it would have 120.
            await().atMost(LONG)
                    .until(() -> Sleeps.whileNothingChanges(capture, Duration.ofSeconds(2)) < 20);
        }
    }

    @Test
    void capturesLeaveNothingBehind() {
        cycles(5);
        ProcessResources before = ProcessResources.now();
        cycles(30);
        assertThat(NativeCapture.liveSessions0()).isZero();
        assertThat(ProcessResources.now()).isEqualTo(before);
    }

    private void cycles(int count) {
        for (int i = 0; i < count; i++) {
            try (FrameReader capture = FrameReader.open(settings().build())) {
                assertThat(capture.next(LONG).id()).isZero();
            }
        }
    }

    @Test
    void mutterThatIsKilledIsLost() {
        paint.image(0, 0, chart);
        try (FrameReader capture = FrameReader.open(settings().build())) {
            capture.next(LONG);
            mutter.kill();
            assertIsLost(capture);
        }
    }

    private static void assertIsLost(FrameReader capture) {
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(
                        () -> {
                            while (true) {
                                capture.next(LONG);
                            }
                        })
                .withMessageContaining("the source is gone")
                .matches(e -> e.code() == PixelfluxException.Code.DISPLAY);
    }
}
