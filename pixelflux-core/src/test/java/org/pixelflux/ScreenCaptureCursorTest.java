// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.Sneaky;

/**
 * The pointer of the synthetic source, as native/src/sources/synthetic/synthetic_cursor.h describes
 * it, beside its picture.
 */
class ScreenCaptureCursorTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int WIDTH = 321;
    private static final int HEIGHT = 243;

    private final List<CursorUpdate> told = new CopyOnWriteArrayList<>();

    private static CaptureSettings.Builder moving() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(WIDTH)
                .height(HEIGHT)
                .fps(240)
                .cursorEvents(true)
                .syntheticChange(50);
    }

    /** Nothing moves but the pointer. */
    private static CaptureSettings still() {
        return moving().syntheticChange(0).build();
    }

    private static int reflected(int way, int size) {
        int folded = way % (2 * (size - 1));
        return Math.min(folded, 2 * (size - 1) - folded);
    }

    private static void assertIsAtStep(CursorUpdate update, int step) {
        assertThat(update.x()).isEqualTo(reflected(7 * step, WIDTH));
        assertThat(update.y()).isEqualTo(reflected(5 * step, HEIGHT));
        assertThat(update.visible()).isTrue();
    }

    @Test
    void tellsEveryMoveBeforeTheFrameOfItsMoment() {
        Set<Thread> threads = new HashSet<>();
        try (FrameReader capture = FrameReader.open(moving().build())) {
            capture.cursorListener(
                    update -> {
                        told.add(update);
                        threads.add(Thread.currentThread());
                    });
            for (int id = 0; id < 150; id++) {
                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(id);
                assertThat(told).hasSize(id + 1);
                CursorUpdate update = told.get(id);
                assertIsAtStep(update, id);
                assertThat(update.captureNanos()).isEqualTo(frame.captureNanos());
                assertThat(update.shape()).isSameAs(told.get(0).shape());
                assertThat(update.shapeChanged()).isEqualTo(id == 0);
            }
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void tellsTheShape() {
        try (FrameReader capture = FrameReader.open(moving().build())) {
            capture.cursorListener(told::add);
            capture.next(LONG);
        }
        CursorShape shape = told.get(0).shape();
        assertThat(shape.id()).isPositive();
        assertThat(shape.width()).isEqualTo(12);
        assertThat(shape.height()).isEqualTo(18);
        assertThat(shape.hotspotX()).isEqualTo(1);
        assertThat(shape.hotspotY()).isEqualTo(1);
        BufferedImage image = shape.toImage();
        assertThat(image.getRGB(0, 0)).as("rim").isEqualTo(0xFF000000);
        assertThat(image.getRGB(1, 2)).as("arrow").isEqualTo(0xFFFFFFFF);
        assertThat(image.getRGB(11, 0)).as("beside").isZero();
        Set<Integer> colours = new TreeSet<>();
        for (int pixel : shape.argbPremultiplied()) {
            colours.add(pixel);
        }
        assertThat(colours)
                .as("shadow, rim, arrow, nothing")
                .containsExactlyInAnyOrder(0x80000000, 0xFF000000, 0xFFFFFFFF, 0);
    }

    @Test
    void placeCountsFromTheRegion() {
        CaptureSettings region = moving().x(33).y(17).build();
        try (FrameReader capture = FrameReader.open(region)) {
            capture.cursorListener(told::add);
            for (int step = 0; step < 150; step++) {
                capture.next(LONG);
                CursorUpdate update = told.get(step);
                assertThat(update.x()).isEqualTo(reflected(7 * step, 33 + WIDTH) - 33);
                assertThat(update.y()).isEqualTo(reflected(5 * step, 17 + HEIGHT) - 17);
                int right = update.x() - 1 + 12;
                int bottom = update.y() - 1 + 18;
                assertThat(update.visible()).isEqualTo(right > 0 && bottom > 0);
            }
        }
        assertThat(told.get(0).visible()).isFalse();
    }

    @Test
    void framesKeepTheirIdsWhenThePointerAloneMoves() {
        try (FrameReader capture = FrameReader.open(still())) {
            capture.cursorListener(told::add);
            for (long id = 0; id < 5; id++) {
                int enough = told.size() + 20;
                assertThat(capture.next(LONG).id()).isEqualTo(id);
                while (told.size() < enough) {
                    assertThat(capture.next(SHORT).isEmpty()).isTrue();
                }
                capture.requestKeyFrame();
            }
        }
        for (int step = 0; step < told.size(); step++) {
            assertIsAtStep(told.get(step), step);
        }
    }

    @Test
    void noListenerIsNeeded() {
        try (FrameReader capture = FrameReader.open(still())) {
            assertThat(capture.next(LONG).id()).isZero();
            assertThat(capture.next(Duration.ofMillis(200)).isEmpty()).isTrue();
            capture.requestKeyFrame();
            assertThat(capture.next(LONG).id()).isEqualTo(1);
        }
    }

    @Test
    void keyFrameBringsTheShapeAgain() {
        try (FrameReader capture = FrameReader.open(moving().build())) {
            capture.cursorListener(told::add);
            capture.next(LONG);
            capture.next(LONG);
            capture.requestKeyFrame();
            capture.next(LONG);
        }
        assertThat(told).extracting(CursorUpdate::shapeChanged).containsExactly(true, false, true);
        assertThat(told.get(2).shape().id()).isEqualTo(told.get(0).shape().id());
    }

    @Test
    void newListenerIsToldTheStateFirst() {
        try (FrameReader capture = FrameReader.open(moving().build())) {
            for (int id = 0; id < 5; id++) {
                capture.next(LONG);
            }
            capture.cursorListener(told::add);
            capture.next(LONG);
            assertThat(told).hasSize(2);
            assertIsAtStep(told.get(0), 4);
            assertThat(told.get(0).shapeChanged()).isTrue();
            assertIsAtStep(told.get(1), 5);
            assertThat(told.get(1).shapeChanged()).isFalse();

            capture.cursorListener(null);
            capture.next(LONG);
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void whatTheListenerThrowsLosesNoFrame() {
        List<Throwable> faults =
                List.of(
                        new IllegalArgumentException("on purpose, of a test"),
                        new LinkageError("on purpose, of a test"),
                        new IOException("on purpose, of a test"));
        try (LoggedErrors log = new LoggedErrors();
                FrameReader capture = FrameReader.open(moving().build());
                FrameReader other = FrameReader.open(moving().build())) {
            capture.cursorListener(
                    update -> {
                        told.add(update);
                        throw Sneaky.thrown(faults.get(told.size() % faults.size()));
                    });
            for (int id = 0; id < 30; id++) {
                Frame frame = capture.next(LONG);
                Frame expected = other.next(LONG);
                assertThat(frame.id()).isEqualTo(id);
                assertThat(copies(frame)).isEqualTo(copies(expected));
            }
            assertThat(log.lines("the cursor listener failed")).as("said once").isEqualTo(1);
        }
        for (int step = 0; step < told.size(); step++) {
            assertIsAtStep(told.get(step), step);
        }
        assertThat(told).hasSize(30);
    }

    private static List<String> copies(Frame frame) {
        List<String> copies = new ArrayList<>();
        for (Stripe stripe : frame) {
            copies.add(stripe.y() + Arrays.toString(stripe.wireBytes()));
        }
        return copies;
    }

    @Test
    void listenerMustNotAskForFrames() {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        try (FrameReader capture = FrameReader.open(moving().build())) {
            capture.cursorListener(
                    update -> {
                        try {
                            capture.next(LONG);
                        } catch (IllegalStateException e) {
                            refusal.complete(e);
                        }
                    });
            assertThat(capture.next(LONG).id()).isZero();
        }
        assertThat(refusal.getNow(null)).hasMessage("the cursor listener must not call next()");
    }

    @Test
    void listenerMaySteerTheCapture() {
        try (FrameReader capture = FrameReader.open(moving().build())) {
            capture.cursorListener(
                    update -> {
                        capture.cursorListener(told::add);
                        capture.update(moving().height(100).build());
                        capture.requestKeyFrame();
                    });
            assertThat(capture.next(LONG).height()).isEqualTo(HEIGHT);
            assertThat(capture.next(LONG).height()).isEqualTo(100);
        }
        assertIsAtStep(told.get(0), 0);
        assertThat(told.get(1).shapeChanged()).isTrue();
    }

    @Test
    void listenerMayClose() {
        FrameReader capture = FrameReader.open(still());
        assertThat(capture.next(LONG).id()).isZero();
        capture.cursorListener(
                update -> {
                    told.add(update);
                    capture.close();
                });
        assertThat(capture.next(LONG)).isNull();
        assertThat(told).hasSize(1);
        assertThat(NativeCapture.liveSessions0()).isZero();
        assertThat(capture.next(LONG)).isNull();
    }

    @Test
    void closeDoesNotWaitForTheListener() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FrameReader capture = FrameReader.open(still());
        assertThat(capture.next(LONG).id()).isZero();
        capture.cursorListener(
                update -> {
                    told.add(update);
                    inside.countDown();
                    awaitUninterruptibly(leave);
                });
        CompletableFuture<Frame> waiting = CompletableFuture.supplyAsync(capture::next);
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        capture.close();
        assertThat(NativeCapture.liveSessions0()).isZero();
        leave.countDown();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();
        assertThat(told).hasSize(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void settingsNeedCursorEvents() {
        CaptureSettings deaf = moving().cursorEvents(false).build();
        try (FrameReader capture = FrameReader.open(deaf)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> capture.cursorListener(told::add))
                    .withMessageContaining("set cursorEvents to true");
            capture.cursorListener(null);
            capture.next(LONG);

            capture.update(moving().build());
            capture.cursorListener(told::add);
            capture.next(LONG);
            assertIsAtStep(told.get(0), 0);
            assertThat(told.get(0).shapeChanged()).isTrue();

            capture.update(deaf);
            capture.next(LONG);
            assertThat(told).hasSize(1);

            capture.update(moving().build());
            capture.next(LONG);
            assertThat(told.get(1).shapeChanged()).isTrue();
        }
    }

    @Test
    void closedCaptureTakesNoListener() {
        FrameReader capture = FrameReader.open(still());
        capture.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> capture.cursorListener(told::add))
                .withMessage("the capture is closed");
        capture.cursorListener(null);
    }

    @Test
    void captureWithACallbackTellsOnItsThread() {
        Set<String> threads = new ConcurrentSkipListSet<>();
        try (ScreenCapture capture = new ScreenCapture()) {
            capture.cursorListener(
                    update -> {
                        told.add(update);
                        threads.add(Thread.currentThread().getName());
                    });
            for (int start = 0; start < 2; start++) {
                told.clear();
                AtomicInteger ofFrame = new AtomicInteger();
                capture.start(still(), stripe -> ofFrame.compareAndSet(0, told.size()));
                await().until(() -> told.size() > 20);
                capture.stop();
                int count = told.size();
                for (int step = 0; step < count; step++) {
                    assertIsAtStep(told.get(step), step);
                }
                assertThat(ofFrame).as("told before the first stripe").hasValue(1);
                assertThat(told).hasSize(count);
            }
        }
        assertThat(threads).containsExactly("pixelflux-capture");
    }

    @Test
    void runningCaptureTakesAListenerOnlyWithCursorEvents() {
        try (ScreenCapture capture = new ScreenCapture()) {
            capture.start(still(), stripe -> {});
            capture.cursorListener(told::add);
            await().until(() -> told.size() > 5);
            assertThat(told.get(0).shapeChanged()).isTrue();

            capture.start(moving().cursorEvents(false).build(), stripe -> {});
            assertThatIllegalStateException()
                    .isThrownBy(() -> capture.cursorListener(told::add))
                    .withMessageContaining("set cursorEvents to true");
            capture.stop();
            capture.cursorListener(told::add);
        }
    }

    @Test
    void captureWithACallbackGoesOnWhateverTheListenerThrows() {
        AtomicInteger stripes = new AtomicInteger();
        AtomicInteger errors = new AtomicInteger();
        try (ScreenCapture capture = new ScreenCapture()) {
            capture.cursorListener(
                    update -> {
                        told.add(update);
                        throw Sneaky.thrown(new IOException("on purpose, of a test"));
                    });
            capture.start(
                    moving().build(),
                    new StripeCallback() {
                        @Override
                        public void onStripe(Stripe stripe) {
                            stripes.incrementAndGet();
                        }

                        @Override
                        public void onError(RuntimeException cause) {
                            errors.incrementAndGet();
                        }
                    });
            await().until(() -> told.size() > 10 && stripes.get() > 10);
            assertThat(capture.isRunning()).isTrue();
        }
        assertThat(errors).hasValue(0);
    }

    @Test
    void listenerMayStopACaptureWithACallback() {
        AtomicInteger stripes = new AtomicInteger();
        try (ScreenCapture capture = new ScreenCapture()) {
            capture.cursorListener(
                    update -> {
                        told.add(update);
                        capture.stop();
                    });
            capture.start(moving().build(), stripe -> stripes.incrementAndGet());
            await().until(() -> NativeCapture.liveSessions0() == 0);
            capture.stop();
        }
        assertThat(told).hasSize(1);
        assertThat(stripes).hasValue(0);
    }
}
