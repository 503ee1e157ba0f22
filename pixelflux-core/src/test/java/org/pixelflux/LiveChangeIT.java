// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** Every setting that keeps the source changes in a running capture, from another thread. */
@Timeout(180)
class LiveChangeIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** Values to choose from, for every live option but those of the region. */
    private static final Map<String, List<String>> VALUES =
            Map.ofEntries(
                    Map.entry("autoAdjustSize", List.of("false", "true")),
                    Map.entry("fps", List.of("60", "120", "29.97", "240")),
                    Map.entry("captureCursor", List.of("false", "true")),
                    Map.entry("cursorEvents", List.of("false", "true")),
                    Map.entry("mode", List.of("jpeg", "h264")),
                    Map.entry("stripeHeight", List.of("0", "64", "96", "4096")),
                    Map.entry("jpegQuality", List.of("20", "85", "100")),
                    Map.entry("paintOverJpegQuality", List.of("90", "100")),
                    Map.entry("h264Crf", List.of("10", "25", "40")),
                    Map.entry("h264PaintOverCrf", List.of("8", "18")),
                    Map.entry("h264PaintOverBurstFrames", List.of("1", "5")),
                    Map.entry("h264FullColor", List.of("false", "true")),
                    Map.entry("h264FullFrame", List.of("false", "true")),
                    Map.entry("h264StreamingMode", List.of("false", "true")),
                    Map.entry("rateControl", List.of("crf", "cbr")),
                    Map.entry("bitrateKbps", List.of("1000", "8000")),
                    Map.entry("vbvMultiplier", List.of("1", "1.5", "10")),
                    Map.entry("usePaintOverQuality", List.of("false", "true")),
                    Map.entry("paintOverTriggerFrames", List.of("1", "10")),
                    Map.entry("damageBlockThreshold", List.of("0", "3", "15")),
                    Map.entry("damageBlockDuration", List.of("1", "30")),
                    Map.entry("keyframeIntervalSeconds", List.of("0", "0.2")),
                    Map.entry("omitStripeHeaders", List.of("false", "true")),
                    Map.entry("watermarkPath", List.of(watermark())),
                    Map.entry("watermarkLocation", List.of("none", "topLeft", "animated")));

    private static final List<String> REGION = List.of("x", "y", "width", "height");

    private static String watermark() {
        return Path.of("src/test/resources/watermark.png").toAbsolutePath().toString();
    }

    @Test
    void everyLiveOptionIsTried() {
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat(VALUES.containsKey(option.name()) || REGION.contains(option.name()))
                    .as(option.name())
                    .isEqualTo(option.isLive());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyChangesInAnyOrderBreakNoDecoderAndLoseNothing(long seed) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name());
                ScreenCapture capture = ScreenCapture.open(at(display).build());
                StripeDecoder decoder = new StripeDecoder()) {
            Future<Picture> painted = threads.submit(() -> change(capture, paint, seed));
            long id = 0;
            while (!painted.isDone()) {
                Frame frame = capture.next(Duration.ofMillis(50));
                if (!frame.isEmpty()) {
                    assertThat(frame.id()).isEqualTo(id++);
                    decoder.draw(frame);
                }
            }
            Picture expected = painted.get();
            capture.update(at(display).mode(Codec.H264).h264Crf(12).jpegQuality(95).build());
            for (Frame frame = capture.next(LONG);
                    !frame.isEmpty();
                    frame = capture.next(Duration.ofMillis(500))) {
                assertThat(frame.id()).isEqualTo(id++);
                decoder.draw(frame);
            }
            capture.requestKeyFrame();
            decoder.draw(capture.next(LONG));
            for (int y = 0; y < HEIGHT; y += 16) {
                Area band = new Area(0, y, WIDTH, 16);
                assertThat(decoder.picture().lumaPsnr(expected, band))
                        .as("y=%d", y)
                        .isGreaterThan(33);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static CaptureSettings.Builder at(XvfbDisplay display) {
        return CaptureSettings.builder().display(display.name());
    }

    /** Paints and changes settings in turn; gives what is on the screen at the end. */
    private static Picture change(ScreenCapture capture, X11Paint paint, long seed) {
        Random random = new Random(seed);
        Picture screen = new Picture(WIDTH, HEIGHT);
        List<String> names = VALUES.keySet().stream().sorted().toList();
        for (int i = 0; i < 150; i++) {
            Area area =
                    new Area(
                            random.nextInt(WIDTH - 100),
                            random.nextInt(HEIGHT - 80),
                            1 + random.nextInt(100),
                            1 + random.nextInt(80));
            int rgb = random.nextInt(0x1000000);
            screen.fill(area, rgb);
            paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
            CaptureSettings.Builder next = capture.settings().toBuilder();
            next.set("watermarkPath", watermark());
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                String name = names.get(random.nextInt(names.size()));
                List<String> values = VALUES.get(name);
                next.set(name, values.get(random.nextInt(values.size())));
            }
            if (random.nextInt(8) == 0) {
                next.x(random.nextInt(300)).y(random.nextInt(200));
                next.width(1 + random.nextInt(340)).height(1 + random.nextInt(280));
            }
            capture.update(next.build());
        }
        return screen;
    }

    @ParameterizedTest
    @CsvSource({
        "source, synthetic",
        "display, :77",
        "syntheticPattern, noise",
        "syntheticSeed, 9",
        "syntheticChange, 33"
    })
    void whatCannotChangeLiveSaysSo(String name, String value) {
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                ScreenCapture capture = ScreenCapture.open(at(display).build())) {
            capture.next(LONG);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> capture.update(at(display).set(name, value).build()))
                    .withMessageStartingWith(name + ": cannot change")
                    .withMessageContaining("open a new capture");
            capture.requestKeyFrame();
            assertThat(capture.next(LONG).id()).isEqualTo(1);
        }
    }
}
