// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Stripe;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** A screen and its viewers: slow, stuck, late and normal ones all end with what it shows. */
@Tag(TestScreen.ANY)
class RelayedPicturesIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int PAINTS = 300;
    private static final long SMALL = 20_000;
    private static final long ROOMY = 4 << 20;

    private final List<DecodingViewer> viewers = new ArrayList<>();
    private final Semaphore published = new Semaphore(0);

    @ParameterizedTest
    @EnumSource
    void everybodyEndsWithTheScreen(CaptureMode mode) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        CaptureSettings.Builder settings =
                CaptureSettings.builder().mode(mode).h264Crf(18).fps(240);
        try (TestScreen display = TestScreen.start(WIDTH, HEIGHT);
                Paint paint = display.paint();
                FrameReader capture = FrameReader.open(display.on(settings).build())) {
            Relay relay =
                    new Relay(
                            RefreshSource.of(capture),
                            (delay, task) ->
                                    timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
            // Ends when the capture is closed.
            new Thread(() -> publish(capture, relay)).start();
            DecodingViewer slow = DecodingViewer.waiting();
            DecodingViewer stuck = DecodingViewer.waiting();
            Subscription slowOne = subscribe(relay, slow, SMALL);
            Subscription stuckOne = subscribe(relay, stuck, SMALL);
            for (int normal = 0; normal < 3; normal++) {
                subscribe(relay, DecodingViewer.normal(), ROOMY);
            }
            Picture screen = new TestChart(WIDTH, HEIGHT).picture();
            paint.image(0, 0, screen);
            long mostWaiting = 0;
            for (int i = 0; i < PAINTS; i++) {
                if (i == PAINTS / 2) {
                    subscribe(relay, DecodingViewer.normal(), ROOMY);
                }
                published.drainPermits();
                noise(paint, screen, i);
                // A frame a painting, which is more than the slow one takes.
                assertThat(published.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                slow.allow(i % 4 == 0 ? 1 : 0);
                mostWaiting = Math.max(mostWaiting, stuckOne.waitingBytes());
            }
            List<DecodingViewer> taking = new ArrayList<>(viewers);
            taking.remove(stuck);
            slow.allowAll();
            assertEndWith(screen, taking, same(mode));
            if (mode != CaptureMode.JPEG) {
                assertThat(slowOne.overflows()).isPositive();
                assertThat(stuckOne.overflows()).isPositive();
            }
            assertThat(mostWaiting).isLessThan(SMALL + 200_000);

            stuck.allowAll();
            assertEndWith(screen, viewers, same(mode));
        } finally {
            viewers.forEach(DecodingViewer::close);
            timer.shutdownNow();
        }
    }

    /** What is shown at rest beside the screen, in dB: mode mixed shows every pixel exactly. */
    private static double same(CaptureMode mode) {
        return mode == CaptureMode.MIXED ? Double.MAX_VALUE : 30;
    }

    private Subscription subscribe(Relay relay, DecodingViewer viewer, long byteBudget) {
        viewers.add(viewer);
        return relay.subscribe(viewer, byteBudget);
    }

    private static void assertEndWith(Picture screen, List<DecodingViewer> viewers, double same) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(viewers)
                                        .allSatisfy(
                                                viewer ->
                                                        assertThat(viewer.worstLumaPsnr(screen, 8))
                                                                .isGreaterThan(same)));
    }

    private void publish(FrameReader capture, Relay relay) {
        for (Frame frame = capture.next(); frame != null; frame = capture.next()) {
            if (frame.mixed() != null) {
                relay.publish(RelayFrame.of(frame.mixed()));
            }
            for (Stripe stripe : frame) {
                relay.publish(RelayStripe.of(frame, stripe));
            }
            published.release();
        }
    }

    /** Something that costs bytes: a field of small squares in colours of their own. */
    private static void noise(Paint paint, Picture screen, int step) {
        Picture patch = new Picture(160, 120);
        for (int y = 0; y < patch.height(); y += 8) {
            for (int x = 0; x < patch.width(); x += 8) {
                int rgb = (x * 7919 + y * 104729 + step * 1299709) & 0xFFFFFF;
                patch.fill(new Area(x, y, 8, 8), rgb);
            }
        }
        int x = step * 37 % (WIDTH - patch.width());
        int y = step * 53 % (HEIGHT - patch.height());
        paint.image(x, y, patch);
        screen.draw(patch, x, y, patch.width(), patch.height());
    }
}
