// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestScreen;

/** Captures of one process neither see nor disturb each other. */
@Tag(TestScreen.ANY)
class ManyCapturesIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(700);

    /** In decibels, of the worst part. */
    private static final double SAME = 33;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** A display whose pixels are known. */
    private static final class Screen implements AutoCloseable {
        final TestScreen display;
        final Paint paint;
        final Picture picture;

        Screen(int width, int height, int number) {
            display = TestScreen.start(width, height);
            paint = display.paint();
            picture = SmoothPicture.coloured(width, height, number);
            paint.image(0, 0, picture);
        }

        void fill(Area area, int rgb) {
            picture.fill(area, rgb);
            paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
        }

        @Override
        public void close() {
            paint.close();
            display.close();
        }
    }

    /** A capture of a part of a screen, and its viewer. */
    private final class Watched implements AutoCloseable {
        final Screen screen;
        final Area region;
        final FrameReader capture;
        final StripeDecoder decoder = new StripeDecoder();
        long lastId = -1;

        Watched(Screen screen, Area region, CaptureSettings.Builder settings) {
            this.screen = screen;
            this.region = region;
            capture =
                    FrameReader.open(
                            screen.display
                                    .on(settings)
                                    .x(region.x())
                                    .y(region.y())
                                    .width(region.width())
                                    .height(region.height())
                                    .build());
        }

        /**
         * Draws on another thread what comes, until the painted screen is shown and nothing comes,
         * at most a minute.
         *
         * @return how many frames that were
         */
        Future<Integer> watch(CountDownLatch painted) {
            return threads.submit(
                    () -> {
                        int frames = 0;
                        long end = System.nanoTime() + LONG.toNanos();
                        while (true) {
                            boolean noMore = painted.getCount() == 0;
                            Frame frame = capture.next(QUIET);
                            boolean late = System.nanoTime() - end > 0;
                            if (frame.isEmpty() && noMore && (psnr() > SAME || late)) {
                                return frames;
                            }
                            if (!frame.isEmpty()) {
                                assertThat(frame.id()).isEqualTo(++lastId);
                                decoder.draw(frame);
                                frames++;
                            }
                        }
                    });
        }

        double psnr() {
            return decoder.picture().worstLumaPsnr(screen.picture.crop(region), 16);
        }

        @Override
        public void close() {
            capture.close();
            decoder.close();
        }
    }

    private static CaptureSettings.Builder jpeg() {
        return CaptureSettings.builder().jpegQuality(92);
    }

    private static CaptureSettings.Builder h264() {
        return CaptureSettings.builder().mode(CaptureMode.H264).h264Crf(12);
    }

    @Test
    void eachSeesItsOwnPart() throws Exception {
        try (Screen one = new Screen(1280, 720, 1);
                Screen two = new Screen(801, 603, 6)) {
            List<Watched> all =
                    List.of(
                            new Watched(one, new Area(0, 0, 640, 360), jpeg()),
                            new Watched(one, new Area(641, 3, 639, 357), h264()),
                            new Watched(
                                    one, new Area(1, 361, 701, 359), h264().h264FullFrame(true)),
                            new Watched(
                                    one, new Area(500, 200, 400, 400), h264().h264FullColor(true)),
                            new Watched(two, new Area(0, 0, 801, 603), jpeg()),
                            new Watched(two, new Area(100, 100, 333, 222), h264()));
            try {
                assertThat(NativeCapture.liveSessions0()).isEqualTo(all.size());
                Runnable rectangles =
                        () -> {
                            for (int i = 0; i < 60; i++) {
                                one.fill(
                                        new Area(i * 97 % 1180, i * 61 % 640, 90, 70),
                                        0x040404 * (i + 1));
                                two.fill(
                                        new Area(i * 53 % 700, i * 37 % 500, 80, 60),
                                        0x030303 * (80 - i));
                            }
                        };
                assertAllFollow(all, rectangles);

                try (Watched closed = all.get(1)) {
                    assertThat(closed.capture.isRunning()).isTrue();
                }
                List<Watched> others = new ArrayList<>(all);
                others.remove(1);
                assertThat(NativeCapture.liveSessions0()).isEqualTo(others.size());
                // Under every one of them something changes.
                Runnable more =
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                one.fill(
                                        new Area(40 * i, 20 + 30 * i, 500, 120),
                                        0x101010 * (i + 1));
                                one.fill(new Area(520, 300 + 10 * i, 100, 100), 0x0C0C0C * (i + 1));
                                two.fill(new Area(90 + 20 * i, 110, 150, 150), 0x141414 * (i + 1));
                            }
                        };
                assertAllFollow(others, more);
            } finally {
                all.forEach(Watched::close);
            }
            assertThat(NativeCapture.liveSessions0()).isZero();
        }
    }

    private static void assertAllFollow(List<Watched> all, Runnable painting)
            throws ExecutionException, InterruptedException {
        CountDownLatch painted = new CountDownLatch(1);
        List<Future<Integer>> watching = all.stream().map(one -> one.watch(painted)).toList();
        painting.run();
        painted.countDown();
        for (Future<Integer> one : watching) {
            assertThat(one.get()).isPositive();
        }
        for (Watched one : all) {
            assertThat(one.psnr()).as("%s", one.capture.settings()).isGreaterThan(SAME);
        }
    }

    @Test
    void displayThatDiesTakesOnlyItsOwnCaptureAlong() throws Exception {
        try (Screen one = new Screen(640, 480, 1);
                Screen two = new Screen(640, 480, 2);
                Watched first =
                        new Watched(one, new Area(0, 0, 640, 480), CaptureSettings.builder());
                Watched second =
                        new Watched(two, new Area(0, 0, 640, 480), CaptureSettings.builder())) {
            Runnable both =
                    () -> {
                        one.fill(new Area(10, 20, 300, 200), 0x202020);
                        two.fill(new Area(30, 40, 300, 200), 0xE0E0E0);
                    };
            assertAllFollow(List.of(first, second), both);
            one.display.kill();
            Future<Frame> dead = threads.submit(() -> first.capture.next(LONG));
            assertThat(dead)
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(PixelfluxException.class);
            assertAllFollow(
                    List.of(second), () -> two.fill(new Area(100, 100, 300, 200), 0xA0A0A0));
        }
    }
}
