// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.ProcessResources;

/** Closing, at every moment and from every thread. */
class FrameReaderCloseTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Gives one frame and is still from then on. */
    private static final CaptureSettings STILL =
            CaptureSettings.builder()
                    .source(Source.SYNTHETIC)
                    .width(320)
                    .height(240)
                    .syntheticChange(0)
                    .build();

    private static final CaptureSettings MOVING =
            CaptureSettings.builder()
                    .source(Source.SYNTHETIC)
                    .width(320)
                    .height(240)
                    .fps(240)
                    .syntheticChange(100)
                    .build();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static FrameReader openedAndCalm() {
        FrameReader capture = FrameReader.open(STILL);
        assertThat(capture.next(LONG).id()).isZero();
        return capture;
    }

    @Test
    void closeWakesAWaitingNext() throws Exception {
        for (int i = 0; i < 50; i++) {
            FrameReader capture = openedAndCalm();
            Future<Frame> waiting = threads.submit(() -> capture.next());
            await().pollInterval(Duration.ofMillis(1)).until(capture::isInNext);
            capture.close();
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();
            assertThat(capture.next()).isNull();
        }
    }

    @Test
    void closeWakesEveryThreadThatWaits() throws Exception {
        FrameReader capture = openedAndCalm();
        List<Future<Frame>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(threads.submit(() -> capture.next()));
        }
        await().pollInterval(Duration.ofMillis(1)).until(() -> capture.waitingForNext() == 2);
        capture.close();
        for (Future<Frame> frame : waiting) {
            assertThat(frame.get(60, TimeUnit.SECONDS)).isNull();
        }
    }

    /** Otherwise its wait would be as long as that of the other thread. */
    @Test
    void timeoutHoldsWhileAnotherThreadIsInNext() throws Exception {
        FrameReader capture = openedAndCalm();
        Future<Frame> waiting = threads.submit(() -> capture.next());
        await().pollInterval(Duration.ofMillis(1)).until(capture::isInNext);
        Future<Frame> interrupted =
                threads.submit(
                        () -> {
                            Thread.currentThread().interrupt();
                            Frame frame = capture.next(Duration.ofMillis(10));
                            assertThat(Thread.interrupted()).isTrue();
                            return frame;
                        });

        assertThat(capture.next(Duration.ofMillis(10)).isEmpty()).isTrue();
        assertThat(capture.next(Duration.ZERO).isEmpty()).isTrue();
        assertThat(interrupted.get(1, TimeUnit.MINUTES).isEmpty()).isTrue();

        assertThat(waiting.isDone()).isFalse();
        capture.close();
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isNull();
    }

    /** A view that is read after its time shows bytes that were once there, and nothing worse. */
    @Test
    void bytesOfTheLastFrameOutliveTheCapture() {
        FrameReader capture = FrameReader.open(MOVING);
        Stripe stripe = capture.next(LONG).stripes().get(0);
        byte[] bytes = stripe.wireBytes();
        ByteBuffer view = stripe.wireBuffer();
        capture.close();
        for (int i = 0; i < 20; i++) {
            try (FrameReader other = FrameReader.open(MOVING)) {
                other.next(LONG);
            }
        }
        assertThat(stripe.wireBytes()).isEqualTo(bytes);
        assertThat(view).isEqualTo(ByteBuffer.wrap(bytes));
    }

    @Test
    void closeTwiceIsCloseOnce() {
        long before = NativeCapture.liveSessions0();
        FrameReader capture = openedAndCalm();
        assertThat(NativeCapture.liveSessions0()).isEqualTo(before + 1);
        capture.close();
        capture.close();
        assertThat(NativeCapture.liveSessions0()).isEqualTo(before);
        assertThat(capture.isRunning()).isFalse();
    }

    @Test
    void closeFromManyThreadsAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            FrameReader capture = openedAndCalm();
            Future<Frame> waiting = threads.submit(() -> capture.next());
            await().pollInterval(Duration.ofMillis(1)).until(capture::isInNext);
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> closing = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closing.add(
                        threads.submit(
                                () -> {
                                    together.await();
                                    capture.close();
                                    return null;
                                }));
            }
            for (Future<?> closed : closing) {
                closed.get(60, TimeUnit.SECONDS);
            }
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void otherCallsDuringACloseAreServedOrRefused() throws Exception {
        int pulled = 0;
        for (int round = 0; round < 30; round++) {
            FrameReader capture = FrameReader.open(MOVING);
            CompletableFuture<Void> started = new CompletableFuture<>();
            Future<Integer> using =
                    threads.submit(
                            () -> {
                                int calls = 0;
                                try {
                                    while (true) {
                                        capture.requestKeyFrame();
                                        capture.update(MOVING);
                                        capture.describe();
                                        calls++;
                                        started.complete(null);
                                    }
                                } catch (IllegalStateException closed) {
                                    return calls;
                                }
                            });
            Future<Integer> pulling =
                    threads.submit(
                            () -> {
                                int frames = 0;
                                for (Frame frame; (frame = capture.next(LONG)) != null; ) {
                                    assertThat(frame.id()).isEqualTo(frames++);
                                }
                                assertThat(capture.isRunning()).isFalse();
                                return frames;
                            });
            started.get(60, TimeUnit.SECONDS);
            capture.close();
            assertThat(using.get(60, TimeUnit.SECONDS)).isPositive();
            pulled += pulling.get(60, TimeUnit.SECONDS);
        }
        assertThat(pulled).isPositive();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void nextSaysTheEndAndEveryOtherUseAfterCloseIsRefused() {
        FrameReader capture = openedAndCalm();
        capture.close();
        for (int i = 0; i < 3; i++) {
            assertThat(capture.next()).isNull();
            assertThat(capture.next(Duration.ZERO)).isNull();
            assertThat(capture.next(LONG)).isNull();
        }
        assertThat(capture.isRunning()).isFalse();
        assertThatIllegalStateException().isThrownBy(capture::requestKeyFrame);
        assertThatIllegalStateException().isThrownBy(() -> capture.update(STILL));
        assertThat(capture.settings()).isEqualTo(STILL);
    }

    @Test
    void copyThatRacesWithTheNextFrameIsWholeOrRefused() throws Exception {
        try (FrameReader capture = FrameReader.open(MOVING)) {
            int refused = 0;
            // The two meet in the end, however long that takes.
            for (int i = 0; i < 300 || refused == 0; i++) {
                Stripe stripe = capture.next(LONG).stripes().get(0);
                byte[] expected = stripe.wireBytes();
                Future<Frame> overwriting = threads.submit(() -> capture.next(LONG));
                try {
                    while (!overwriting.isDone()) {
                        assertThat(stripe.wireBytes()).isEqualTo(expected);
                    }
                } catch (IllegalStateException gone) {
                    refused++;
                }
                overwriting.get(60, TimeUnit.SECONDS);
                assertThatIllegalStateException().isThrownBy(stripe::wireBytes);
            }
        }
    }

    @Test
    void forgottenCaptureIsFreed() {
        assertThat(NativeCapture.liveSessions0()).isZero();
        forget();
        await().atMost(LONG)
                .until(
                        () -> {
                            System.gc();
                            return NativeCapture.liveSessions0() == 0;
                        });
    }

    private static void forget() {
        FrameReader forgotten = FrameReader.open(STILL);
        assertThat(forgotten.next(LONG).id()).isZero();
        assertThat(NativeCapture.liveSessions0()).isEqualTo(1);
    }

    @Test
    void hundredCapturesLeaveNothingBehind() {
        cycles(5);
        ProcessResources before = ProcessResources.now();
        cycles(100);
        assertThat(NativeCapture.liveSessions0()).isZero();
        assertThat(ProcessResources.now()).isEqualTo(before);
    }

    private static void cycles(int count) {
        for (int i = 0; i < count; i++) {
            CaptureSettings settings =
                    MOVING.toBuilder()
                            .mode(i % 2 == 0 ? CaptureMode.JPEG : CaptureMode.H264)
                            .build();
            try (FrameReader capture = FrameReader.open(settings)) {
                assertThat(capture.next(LONG).id()).isZero();
                assertThat(capture.next(LONG).id()).isEqualTo(1);
            }
        }
    }
}
