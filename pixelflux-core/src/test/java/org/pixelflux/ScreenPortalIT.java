// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.recording.Recording;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PortalDesktop;
import org.pixelflux.support.TestChart;

/** A screen that a user shares is captured as any other. */
class ScreenPortalIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int WIDTH = 683;
    private static final int HEIGHT = 384;

    private final PortalDesktop desktop = new PortalDesktop(WIDTH, HEIGHT);
    private final Picture chart = new TestChart(WIDTH, HEIGHT).picture();
    private final ExecutorService others = Executors.newCachedThreadPool();

    @TempDir private Path directory;

    private int viewers;

    @AfterEach
    void end() {
        others.shutdownNow();
        desktop.close();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder().source(Source.PORTAL).display(desktop.bus());
    }

    private CaptureSettings mixed() {
        return settings().mode(CaptureMode.MIXED).autoAdjustSize(true).build();
    }

    /** Paints the chart as soon as another capture sees the screen. */
    private Future<?> paintWhenSeen() {
        int soFar = ++viewers;
        return others.submit(
                () -> {
                    desktop.awaitViewers(soFar);
                    desktop.image(0, 0, chart);
                });
    }

    @Test
    void showsWhatChanges() throws Exception {
        try (FrameReader capture = FrameReader.open(mixed())) {
            Future<?> painted = paintWhenSeen();
            MixedReader reader = new MixedReader();
            reader.draw(capture.next(LONG));
            painted.get();
            await().atMost(LONG)
                    .untilAsserted(
                            () -> {
                                reader.drawUntilQuiet(capture, QUIET);
                                assertThat(reader.wrongPixels(chart)).isZero();
                            });
            Picture expected = new TestChart(WIDTH, HEIGHT).picture();
            desktop.fill(40, 50, 60, 70, 0x00FF88);
            expected.fill(new Area(40, 50, 60, 70), 0x00FF88);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> {
                                reader.drawUntilQuiet(capture, QUIET);
                                assertThat(reader.wrongPixels(expected)).isZero();
                            });
            assertThat(capture.description().place())
                    .isEqualTo("a monitor that the user shares by the portal");
            assertThat(capture.description().reading())
                    .isEqualTo("shared memory (MemFd), by PipeWire");
        }
    }

    @Test
    void snapshotIsThePictureOfTheScreen() throws Exception {
        Future<?> painted = paintWhenSeen();
        Picture taken = Picture.of(ScreenCapture.snapshot(settings().build()));
        painted.get();
        assertThat(taken.area()).isEqualTo(chart.area());
        assertThat(taken.largestError(chart, chart.area())).isZero();
    }

    @Test
    void cursorIsReported() throws Exception {
        List<CursorUpdate> updates = new ArrayList<>();
        try (FrameReader capture = FrameReader.open(settings().cursorEvents(true).build())) {
            capture.cursorListener(updates::add);
            Future<?> painted = paintWhenSeen();
            capture.next(LONG);
            painted.get();
            Future<?> moved = others.submit(() -> desktop.cursor(33, 44));
            await().atMost(LONG)
                    .untilAsserted(
                            () -> {
                                capture.next(QUIET);
                                assertThat(updates)
                                        .anySatisfy(
                                                update -> {
                                                    assertThat(update.x()).isEqualTo(33);
                                                    assertThat(update.y()).isEqualTo(44);
                                                });
                            });
            moved.get();
        }
    }

    @Test
    void tokenOfTheLastTimeIsHandedIn() throws Exception {
        Path file = directory.resolve("token");
        CaptureSettings settings = settings().restoreTokenFile(file).build();
        for (String token : List.of("first", "second")) {
            desktop.token(token);
            try (FrameReader capture = FrameReader.open(settings)) {
                Future<?> painted = paintWhenSeen();
                assertThat(capture.next(LONG).isEmpty()).isFalse();
                painted.get();
                assertThat(capture.fallbacks()).isEmpty();
                assertThat(capture.describe()).doesNotContain(token);
            }
            assertThat(file).hasContent(token);
        }
        assertThat(desktop.askedToken()).isEqualTo("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void userWhoDeclinesIsAnErrorThatNoSecondTryMends() {
        desktop.user("declines");
        try (FrameReader capture = FrameReader.open(mixed())) {
            assertThatExceptionOfType(PixelfluxException.class)
                    .isThrownBy(() -> capture.next(LONG))
                    .withMessageContaining("declined")
                    .matches(e -> e.code() == PixelfluxException.Code.CONSENT)
                    .matches(e -> !e.isRetryable());
        }
    }

    @Test
    void recordingDoesNotAskAgainAUserWhoDeclines() throws Exception {
        desktop.user("declines");
        Recording recording = Recording.to(directory.resolve("screen.mp4"), settings().build());
        assertThat(recording.awaitEnd(LONG)).isTrue();
        assertThat(desktop.dialogs()).isEqualTo(1);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(recording::close)
                .matches(e -> e.code() == PixelfluxException.Code.CONSENT);
    }

    @Test
    void dialogHoldsUpNobodyWhoCloses() throws Exception {
        desktop.user("sleeps");
        FrameReader capture = FrameReader.open(mixed());
        Future<Frame> reading = others.submit(() -> capture.next());
        await().atMost(LONG).until(() -> desktop.dialogs() == 1);
        capture.close();
        assertThat(reading.get()).isNull();
    }

    @Test
    void userWhoStopsSharingHasDeclined() throws Exception {
        try (FrameReader capture = FrameReader.open(mixed())) {
            Future<?> painted = paintWhenSeen();
            capture.next(LONG);
            painted.get();
            desktop.endSession();
            assertThatExceptionOfType(PixelfluxException.class)
                    .isThrownBy(
                            () -> {
                                while (true) {
                                    capture.next(LONG);
                                }
                            })
                    .withMessageContaining("the source is gone")
                    .matches(e -> e.code() == PixelfluxException.Code.CONSENT);
        }
    }
}
