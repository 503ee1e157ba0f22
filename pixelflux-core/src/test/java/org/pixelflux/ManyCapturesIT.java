// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** Several regions of one screen and several displays, captured in one process at the same time. */
@Timeout(120)
class ManyCapturesIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int WIDTH = 900;
    private static final int HEIGHT = 700;

    /** One capture, and the screen that its region lies on. */
    private record Watched(ScreenCapture capture, Picture screen, Area region) {}

    @Test
    void eachShowsItsOwnPart() throws Exception {
        List<Area> regions =
                List.of(
                        new Area(0, 0, WIDTH, HEIGHT),
                        new Area(17, 33, 301, 203),
                        new Area(500, 300, 400, 400),
                        new Area(100, 250, 640, 65));
        List<Watched> all = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (XvfbDisplay one = XvfbDisplay.start(WIDTH, HEIGHT);
                XvfbDisplay two = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paintOne = new X11Paint(one.name());
                X11Paint paintTwo = new X11Paint(two.name())) {
            Picture first = new Picture(WIDTH, HEIGHT);
            Picture second = new Picture(WIDTH, HEIGHT);
            for (Area region : regions) {
                Codec codec = all.size() % 3 == 0 ? Codec.JPEG : Codec.H264;
                all.add(new Watched(open(one, region, codec), first, region));
                all.add(new Watched(open(two, region, codec), second, region));
            }
            CyclicBarrier allOpen = new CyclicBarrier(all.size() + 1);
            List<Future<Double>> ratios = new ArrayList<>();
            for (Watched watched : all) {
                ratios.add(threads.submit(() -> follow(watched, allOpen)));
            }
            allOpen.await(30, TimeUnit.SECONDS);
            for (int i = 0; i < 60; i++) {
                draw(paintOne, first, i);
                draw(paintTwo, second, i + 1000);
            }
            for (Future<Double> ratio : ratios) {
                assertThat(ratio.get()).isGreaterThan(34);
            }
            assertThat(NativeCapture.liveSessions0()).isGreaterThanOrEqualTo(all.size());

            // One that ends leaves the others alone.
            all.get(0).capture.close();
            paintOne.fill(600, 400, 50, 50, 0x00FF00);
            assertThat(all.get(4).capture.next(LONG).isEmpty()).isFalse();
        } finally {
            all.forEach(watched -> watched.capture.close());
            threads.shutdownNow();
        }
    }

    private static ScreenCapture open(XvfbDisplay display, Area region, Codec codec) {
        return ScreenCapture.open(
                CaptureSettings.builder()
                        .display(display.name())
                        .mode(codec)
                        .jpegQuality(95)
                        .h264Crf(12)
                        .x(region.x())
                        .y(region.y())
                        .width(region.width())
                        .height(region.height())
                        .build());
    }

    private static void draw(X11Paint paint, Picture screen, int seed) {
        Area area = new Area(seed * 37 % 800, seed * 91 % 600, 40 + seed % 60, 30 + seed % 70);
        int rgb = seed * 0x50731 & 0xFFFFFF;
        screen.fill(area, rgb);
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
    }

    /** Decodes until nothing more comes, and says how near the picture is to the screen then. */
    private static double follow(Watched watched, CyclicBarrier allOpen) throws Exception {
        try (StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(watched.capture.next(LONG));
            allOpen.await(30, TimeUnit.SECONDS);
            Frame frame = watched.capture.next(LONG);
            for (; !frame.isEmpty(); frame = watched.capture.next(QUIET)) {
                decoder.draw(frame);
            }
            Picture expected = watched.screen.crop(watched.region);
            return decoder.picture().lumaPsnr(expected, expected.area());
        }
    }
}
