// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PngFile;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestScreen;

/**
 * Whatever settings of a running capture change, a viewer that decodes its stripes sees the screen.
 */
@Tag(TestScreen.ANY)
class LiveChangeIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int UPDATES = 150;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int LEAST = 16; // of a region's sides, for OpenH264

    /** Draws frames of any mode. */
    private static final class Viewer implements AutoCloseable {
        private final FrameReader capture;
        private final StripeDecoder decoder = new StripeDecoder();
        private final MixedReader reader = new MixedReader();
        private long next;

        Viewer(FrameReader capture) {
            this.capture = capture;
        }

        /** Whether a frame has come. */
        boolean take() {
            Frame frame = capture.next(QUIET);
            if (frame.isEmpty()) {
                return false;
            }
            if (frame.id() != next++) {
                throw new IllegalStateException(frame + " comes after " + (next - 2));
            }
            MixedFrame mixed = frame.mixed();
            if (mixed == null) {
                decoder.draw(frame);
            } else {
                reader.draw(mixed);
                if (!reader.isWhole()) {
                    throw new IllegalStateException("not whole with " + mixed);
                }
            }
            return true;
        }

        /** The picture when no more frames come. */
        Picture rest(CaptureMode mode) {
            boolean more = true;
            while (more) {
                more = take();
            }
            if (mode != CaptureMode.MIXED) {
                return decoder.picture();
            }
            assertThat(reader.isWhole()).as("shows anything").isTrue();
            return reader.picture();
        }

        @Override
        public void close() {
            decoder.close();
        }
    }

    @TempDir Path directory;

    private final Set<String> changed = new TreeSet<>();

    @ParameterizedTest
    @CsvSource({"1, JPEG", "2, H264", "3, MIXED", "4, JPEG"})
    void decoderFollowsRandomUpdates(long seed, CaptureMode last) throws Exception {
        Random random = new Random(seed);
        Semaphore frames = new Semaphore(0);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Picture screen = SmoothPicture.coloured(WIDTH, HEIGHT, 5);
        try (TestScreen display = TestScreen.start(WIDTH, HEIGHT);
                Paint paint = display.paint()) {
            paint.image(0, 0, screen);
            boolean moves = display.keepsCursorApart();
            if (moves) {
                paint.pointer(WIDTH / 2, HEIGHT / 2);
            }
            CaptureSettings start = display.settings().build();
            try (FrameReader capture = FrameReader.open(start);
                    Viewer viewer = new Viewer(capture)) {
                Future<?> updates =
                        thread.submit(
                                () -> {
                                    for (int i = 0; i < UPDATES; i++) {
                                        CaptureSettings settings = settings(start, random);
                                        note(capture.settings(), settings);
                                        capture.update(settings);
                                        paintSomething(random, screen, paint, moves);
                                        awaitAFrame(frames, random);
                                    }
                                    capture.update(last(start, last));
                                    return null;
                                });
                while (!updates.isDone()) {
                    if (viewer.take()) {
                        frames.release();
                    }
                }
                updates.get();
                assertThat(capture.settings()).isEqualTo(last(start, last));
                await().pollInSameThread()
                        .untilAsserted(() -> assertShows(screen, viewer.rest(last)));
            }
        } finally {
            thread.shutdownNow();
        }
        assertThat(changed)
                .as("the options that the random settings really changed")
                .isEqualTo(namesOfLiveOptions());
    }

    /** One frame is waited for most of the time, but not for long: nothing may have changed. */
    private static void awaitAFrame(Semaphore frames, Random random) throws InterruptedException {
        if (random.nextInt(4) != 0) {
            frames.drainPermits();
            frames.tryAcquire(60, TimeUnit.MILLISECONDS);
        }
    }

    private static void paintSomething(
            Random random, Picture screen, Paint paint, boolean movesPointer) {
        for (int i = random.nextInt(4); i > 0; i--) {
            Area area =
                    new Area(
                            random.nextInt(WIDTH - 120),
                            random.nextInt(HEIGHT - 120),
                            8 + random.nextInt(112),
                            8 + random.nextInt(112));
            // Greys, whose edges keep their brightness also where four pixels share a colour.
            int rgb = random.nextInt(256) * 0x010101;
            screen.fill(area, rgb);
            paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
        }
        if (random.nextBoolean() && movesPointer) {
            paint.pointer(random.nextInt(WIDTH), random.nextInt(HEIGHT));
        }
    }

    /** Any valid values, but none so coarse that a stale part could go unnoticed. */
    private CaptureSettings settings(CaptureSettings start, Random random) {
        CaptureSettings.Builder builder = start.toBuilder();
        boolean whole = random.nextInt(3) == 0;
        if (!whole) {
            int x = random.nextInt(300);
            int y = random.nextInt(300);
            builder.x(x).y(y);
            builder.width(LEAST + random.nextInt(WIDTH - x - LEAST + 1));
            builder.height(LEAST + random.nextInt(HEIGHT - y - LEAST + 1));
        }
        CaptureMode mode = oneOf(random, CaptureMode.values());
        H264Encoder encoder = oneOf(random, H264Encoder.values());
        int least = mode == CaptureMode.H264 ? 4 : 1;
        String image = oneOf(random, "", png(60, 40), png(300, 200));
        return builder.mode(mode)
                .minimumEpoch(random.nextInt(1000))
                .autoAdjustSize(random.nextBoolean())
                .fps(20 + random.nextInt(100))
                .captureCursor(random.nextBoolean())
                .cursorEvents(random.nextBoolean())
                .stripeHeight(random.nextBoolean() ? 0 : 16 * (least + random.nextInt(12)))
                .jpegQuality(75 + random.nextInt(26))
                .paintOverJpegQuality(75 + random.nextInt(26))
                .jpegAdaptiveStripes(random.nextBoolean())
                .jpegFullColor(random.nextBoolean())
                .h264Crf(random.nextInt(24))
                .h264PaintOverCrf(random.nextInt(24))
                .h264PaintOverBurstFrames(1 + random.nextInt(8))
                .h264Encoder(encoder)
                .h264FullColor(encoder != H264Encoder.OPENH264 && random.nextBoolean())
                .h264FullFrame(random.nextBoolean())
                .h264AdaptiveStripes(random.nextBoolean())
                .h264StreamingMode(random.nextInt(4) == 0)
                .rateControl(random.nextInt(4) == 0 ? RateControl.CBR : RateControl.CRF)
                .bitrateKbps(8000 + random.nextInt(20000))
                .vbvMultiplier(1 + random.nextInt(4))
                .usePaintOverQuality(random.nextBoolean())
                .paintOverTriggerFrames(1 + random.nextInt(8))
                .damageBlockThreshold(random.nextInt(20))
                .damageBlockDuration(1 + random.nextInt(40))
                .keyframeInterval(Duration.ofMillis(random.nextInt(3) == 0 ? 200 : 0))
                .encoderThreads(random.nextInt(4))
                .wireHeader(oneOf(random, WireHeader.values()))
                .videoRectangles(random.nextBoolean())
                .set(CaptureOption.WATERMARK_PATH, image)
                .watermarkLocation(
                        image.isEmpty()
                                ? WatermarkLocation.NONE
                                : oneOf(random, WatermarkLocation.values()))
                .build();
    }

    private static void assertShows(Picture screen, Picture shown) {
        assertThat(shown.width()).isEqualTo(WIDTH);
        assertThat(shown.worstLumaPsnr(screen, 16)).isGreaterThan(33);
        assertThat(shown.psnr(screen, screen.area())).isGreaterThan(30);
    }

    private static CaptureSettings last(CaptureSettings start, CaptureMode mode) {
        return start.toBuilder()
                .mode(mode)
                .jpegQuality(90)
                .h264Crf(15)
                .autoAdjustSize(true)
                .build();
    }

    private String png(int width, int height) {
        return PngFile.ofGreys(width, height).write(directory.resolve(width + ".png")).toString();
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private void note(CaptureSettings before, CaptureSettings after) {
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (!Objects.equals(before.get(option), after.get(option))) {
                changed.add(option.name());
            }
        }
    }

    private static Set<String> namesOfLiveOptions() {
        Set<String> names = new TreeSet<>();
        CaptureOption.all().stream()
                .filter(CaptureOption::isLive)
                .forEach(option -> names.add(option.name()));
        return names;
    }

    private static List<CaptureOption<?>> fixedOptions() {
        return CaptureOption.all().stream().filter(option -> !option.isLive()).toList();
    }

    @ParameterizedTest
    @MethodSource("fixedOptions")
    void fixedOptionIsRefusedByName(CaptureOption<?> option) {
        try (TestScreen display = TestScreen.start(320, 240);
                Paint paint = display.paint()) {
            CaptureSettings settings = display.settings().build();
            String other =
                    switch (option.name()) {
                        case "source" -> "synthetic";
                        case "display" -> ":99";
                        case "syntheticPattern" -> "noise";
                        default -> "7";
                    };
            try (FrameReader capture = FrameReader.open(settings)) {
                capture.next(LONG);
                CaptureSettings wanted =
                        settings.toBuilder().set(option.name(), other).jpegQuality(50).build();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> capture.update(wanted))
                        .withMessageStartingWith(option.name() + ": ")
                        .withMessageContaining(other);
                assertThat(capture.settings()).isEqualTo(settings);
                paint.fill(10, 10, 50, 50, 0xFF8040);
                assertThat(capture.next(LONG).id()).isEqualTo(1);
            }
        }
    }

    @Test
    void regionThatDoesNotFitIsRefusedAndTheOldOneStays() {
        try (TestScreen display = TestScreen.start(320, 240);
                Paint paint = display.paint()) {
            CaptureSettings settings = display.settings().x(20).width(300).build();
            try (FrameReader capture = FrameReader.open(settings)) {
                capture.next(LONG);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> capture.update(settings.toBuilder().x(21).build()))
                        .withMessageContaining("width: 300");
                assertThat(capture.settings()).isEqualTo(settings);
                paint.fill(10, 10, 50, 50, 0xFF8040);
                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(1);
                assertThat(frame.width()).isEqualTo(300);
            }
        }
    }
}
