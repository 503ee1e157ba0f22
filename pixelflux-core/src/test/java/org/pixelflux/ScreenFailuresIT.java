// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.JavaProgram;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** Displays that are missing, too small, poor, or die. */
class ScreenFailuresIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void displayThatHasEnded() {
        XvfbDisplay display = XvfbDisplay.start(640, 480);
        display.close();
        CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> FrameReader.open(settings))
                .withMessageContaining(display.name())
                .satisfies(
                        e -> {
                            assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
                            assertThat(e.isRetryable()).isTrue();
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "width, 641",
        "height, 481",
        "x, 640",
        "y, 480",
    })
    void regionOutsideTheScreenNamesTheOption(String option, String value) {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480)) {
            CaptureSettings settings =
                    CaptureSettings.builder().display(display.name()).set(option, value).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FrameReader.open(settings))
                    .withMessageStartingWith(option + ": " + value);
        }
    }

    @Test
    void regionThatLeavesTheScreenByItsOffset() {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480)) {
            CaptureSettings settings =
                    CaptureSettings.builder().display(display.name()).x(100).width(541).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FrameReader.open(settings))
                    .withMessageContaining("width: 541");
            CaptureSettings fitting = settings.toBuilder().width(540).build();
            try (FrameReader capture = FrameReader.open(fitting)) {
                assertThat(capture.next(LONG).width()).isEqualTo(540);
            }
        }
    }

    @Test
    void displayKilledWhileWaiting() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        XvfbDisplay display = XvfbDisplay.start(640, 480);
        CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
        FrameReader capture = FrameReader.open(settings);
        try {
            assertThat(capture.next(LONG).id()).isZero();
            Future<Frame> waiting = thread.submit(() -> capture.next());
            await().until(capture::isInNext);
            display.kill();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(waiting::get)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            PixelfluxException.class,
                            e -> {
                                assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
                                assertThat(e.isRetryable()).isTrue();
                                assertThat(e).hasMessageContaining(display.name());
                            });
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(PixelfluxException.class)
                        .as("it stays dead")
                        .isThrownBy(capture::next);
            }
        } finally {
            thread.shutdown();
            capture.close();
        }
        assertThat(capture.next()).as("the end").isNull();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void displayKilledUnderACallbackIsSaidOnce() throws InterruptedException {
        XvfbDisplay display = XvfbDisplay.start(640, 480);
        List<RuntimeException> errors = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch first = new CountDownLatch(1);
        ScreenCapture capture = new ScreenCapture();
        capture.start(
                CaptureSettings.builder().display(display.name()).build(),
                new StripeCallback() {
                    @Override
                    public void onStripe(Stripe stripe) {
                        first.countDown();
                    }

                    @Override
                    public void onError(RuntimeException cause) {
                        errors.add(cause);
                    }
                });
        first.await();
        display.kill();
        await().until(() -> !errors.isEmpty());
        capture.stop();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0))
                .isInstanceOfSatisfying(
                        PixelfluxException.class,
                        e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY));
        assertThat(capture.isRunning()).isFalse();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"MIT-SHM, JPEG", "MIT-SHM, H264", "DAMAGE, JPEG", "DAMAGE, H264"})
    void poorServerGivesRightPixelsAndOneNotice(String extension, Codec codec) {
        TestChart chart = new TestChart(1366, 767);
        try (XvfbDisplay display = XvfbDisplay.start(1366, 767, "-extension", extension);
                X11Paint paint = new X11Paint(display.name())) {
            paint.image(0, 0, chart.picture());
            CaptureSettings settings =
                    CaptureSettings.builder()
                            .display(display.name())
                            .set("mode", codec.word())
                            .jpegQuality(95)
                            .h264Crf(10)
                            .build();
            try (FrameReader capture = FrameReader.open(settings);
                    StripeDecoder decoder = new StripeDecoder()) {
                decoder.draw(capture.next(LONG));
                Area changed = chart.patches().get(2).area();
                chart.picture().fill(changed, 0x00C000);
                paint.fill(changed.x(), changed.y(), changed.width(), changed.height(), 0xC000);
                for (Frame more = capture.next(LONG);
                        !more.isEmpty();
                        more = capture.next(Duration.ofMillis(500))) {
                    decoder.draw(more);
                }
                for (TestChart.Patch patch : chart.patches()) {
                    Area inside = patch.area().inset(20, 1366, 767);
                    assertThat(decoder.picture().largestError(chart.picture(), inside))
                            .as("%s", patch)
                            .isLessThanOrEqualTo(3);
                }
                assertThat(capture.fallbacks())
                        .singleElement()
                        .asString()
                        .contains(extension)
                        .contains("; ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MIT-SHM", "DAMAGE"})
    void fallbackIsLoggedOnceAsAWarning(String extension) {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480, "-extension", extension)) {
            JavaProgram.Result result =
                    new JavaProgram().run(FallbackProgram.class, display.name());
            assertThat(result.exitCode()).as(result.errors()).isZero();
            assertThat(result.output().lines()).singleElement().asString().contains(extension);
            assertThat(result.errors().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("org.pixelflux.ScreenCapture")
                    .contains(result.output().strip());
        }
    }

    /** A log appender is foreign code: it may end everything when it reads a warning. */
    @Test
    void whoReadsTheLogMayCloseTheCapture() {
        PrintStream before = System.err;
        try (XvfbDisplay display = XvfbDisplay.start(640, 480, "-extension", "XFIXES")) {
            CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
            FrameReader capture = FrameReader.open(settings);
            assertThat(capture.next(LONG).id()).isZero();
            System.setErr(
                    new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) {
                        @Override
                        public void println(String line) {
                            capture.close();
                        }
                    });
            capture.update(settings.toBuilder().captureCursor(true).build());
            capture.requestKeyFrame();

            assertThat(capture.next(LONG).id()).isEqualTo(1);

            assertThat(capture.isRunning()).isFalse();
            assertThat(capture.next(LONG)).isNull();
            assertThat(NativeCapture.liveSessions0()).isZero();
        } finally {
            System.setErr(before);
        }
    }
}
