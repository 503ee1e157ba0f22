// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.Mute;
import org.pixelflux.support.Sneaky;

/** Captures that run on their own thread. */
class ScreenCaptureCallbackTest {

    private static final CaptureSettings MOVING =
            CaptureSettings.builder()
                    .source(Source.SYNTHETIC)
                    .width(320)
                    .height(240)
                    .fps(240)
                    .syntheticChange(100)
                    .build();

    private final ScreenCapture capture = new ScreenCapture();

    /** Keeps what it receives. */
    private static class Recorder implements StripeCallback {
        final BlockingQueue<Stripe> stripes = new LinkedBlockingQueue<>();
        final List<RuntimeException> errors = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onStripe(Stripe stripe) {
            stripes.add(stripe);
        }

        @Override
        public void onError(RuntimeException cause) {
            errors.add(cause);
        }

        Stripe take() {
            try {
                Stripe stripe = stripes.poll(60, TimeUnit.SECONDS);
                assertThat(stripe).isNotNull();
                return stripe;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void framesComeWholeUntilStop() throws Exception {
        BlockingQueue<List<Stripe>> frames = new LinkedBlockingQueue<>();
        capture.startFrames(
                MOVING,
                frame -> {
                    frame.stripes().forEach(Stripe::wireBytes);
                    frames.add(frame.stripes());
                });
        List<Stripe> stripes = List.of();
        for (int i = 0; i < 20; i++) {
            stripes = frames.poll(60, TimeUnit.SECONDS);
            assertThat(stripes).extracting(Stripe::frameId).containsOnly((long) i);
            assertThat(stripes.stream().mapToInt(Stripe::height).sum()).isEqualTo(240);
        }
        capture.stop();
        assertThat(capture.isRunning()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(stripes.get(0)::wireBytes)
                .withMessageContaining("are gone");
    }

    @Test
    void whatTheCallbackForFramesThrowsEndsTheCapture() throws Exception {
        BlockingQueue<RuntimeException> errors = new LinkedBlockingQueue<>();
        RuntimeException thrown = new IllegalStateException("no more");
        capture.startFrames(
                MOVING,
                new FrameCallback() {
                    @Override
                    public void onFrame(Frame frame) {
                        throw thrown;
                    }

                    @Override
                    public void onError(RuntimeException cause) {
                        errors.add(cause);
                    }
                });

        assertThat(errors.poll(60, TimeUnit.SECONDS)).isSameAs(thrown);
        assertThat(capture.isRunning()).isFalse();
    }

    @Test
    void modeMixedHasNothingForACallbackForStripes() {
        CaptureSettings mixed = MOVING.toBuilder().mode(CaptureMode.MIXED).build();
        Recorder recorder = new Recorder();
        String words = "mode: mixed has no stripes";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> capture.start(mixed, recorder))
                .withMessageContaining(words);
        capture.start(MOVING, recorder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> capture.start(mixed, recorder))
                .withMessageContaining(words);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> capture.update(mixed))
                .withMessageContaining(words);

        assertThat(capture.isRunning()).isTrue();
        assertThat(capture.settings()).isEqualTo(MOVING);
        recorder.take();
        capture.close();
        assertThat(recorder.errors).isEmpty();
    }

    @Test
    void stripesComeInOrderUntilStop() {
        Recorder recorder = new Recorder();
        capture.start(MOVING, recorder);
        assertThat(capture.isRunning()).isTrue();
        assertThat(capture.settings()).isEqualTo(MOVING);
        long frame = 0;
        int row = 0;
        for (int i = 0; i < 200; i++) {
            Stripe stripe = recorder.take();
            assertThat(stripe.frameId()).isEqualTo(frame);
            assertThat(stripe.y()).isEqualTo(row);
            row = stripe.lastOfFrame() ? 0 : row + stripe.height();
            frame += stripe.lastOfFrame() ? 1 : 0;
        }
        capture.stop();
        assertThat(capture.isRunning()).isFalse();
        int delivered = recorder.stripes.size();
        assertThat(NativeCapture.liveSessions0()).isZero();
        capture.stop();
        assertThat(recorder.stripes).hasSize(delivered);
        assertThat(recorder.errors).isEmpty();
    }

    @Test
    void threadIsANamedDaemon() {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        capture.start(MOVING, stripe -> threads.add(Thread.currentThread()));
        await().until(() -> !threads.isEmpty());
        capture.close();
        assertThat(threads.peek().getName()).isEqualTo("pixelflux-capture");
        assertThat(threads.peek().isDaemon()).isTrue();
        assertThat(threads.peek().isAlive()).isFalse();
    }

    @Test
    void bytesAreGoneWhenTheCallbackReturns() {
        Recorder recorder = new Recorder();
        AtomicInteger copied = new AtomicInteger();
        capture.start(
                MOVING,
                stripe -> {
                    copied.addAndGet(stripe.wireBytes().length);
                    recorder.onStripe(stripe);
                });
        Stripe first = recorder.take();
        recorder.take();
        assertThatIllegalStateException()
                .isThrownBy(first::wireBytes)
                .withMessageContaining("before the callback returns");
        assertThat(copied).hasPositiveValue();
        capture.close();
    }

    @Test
    void copyOfTheCallbackIsReadAfterStop() {
        Recorder recorder = new Recorder();
        List<byte[]> bytes = Collections.synchronizedList(new ArrayList<>());
        capture.start(
                MOVING,
                stripe -> {
                    bytes.add(stripe.wireBytes());
                    recorder.onStripe(stripe.copy());
                });
        List<Stripe> copies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            copies.add(recorder.take());
        }
        capture.stop();
        for (int i = 0; i < copies.size(); i++) {
            assertThat(copies.get(i).wireBytes()).isEqualTo(bytes.get(i));
            assertThat(copies.get(i).payloadBuffer().remaining())
                    .isEqualTo(copies.get(i).payloadSize());
        }
        assertThat(recorder.errors).isEmpty();
    }

    @Test
    void stopWaitsForTheCallThatIsRunning() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        capture.start(
                MOVING,
                stripe -> {
                    inside.countDown();
                    awaitUninterruptibly(leave);
                    left.set(true);
                });
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        AtomicBoolean leftBeforeStopReturned = new AtomicBoolean();
        Thread stopping =
                new Thread(
                        () -> {
                            capture.stop();
                            leftBeforeStopReturned.set(left.get());
                        });
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.WAITING);
        leave.countDown();
        stopping.join();
        assertThat(leftBeforeStopReturned).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void interruptedStopStillWaitsAndKeepsTheInterrupt() {
        Recorder recorder = new Recorder();
        capture.start(MOVING, recorder);
        recorder.take();
        Thread.currentThread().interrupt();
        capture.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void startWhileRunningRestarts() {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        capture.start(MOVING, first);
        first.take();
        CaptureSettings other = MOVING.toBuilder().height(100).build();
        capture.start(other, second);
        int delivered = first.stripes.size();
        assertThat(second.take().frameId()).isZero();
        assertThat(capture.settings()).isEqualTo(other);
        assertThat(NativeCapture.liveSessions0()).isEqualTo(1);
        capture.stop();
        assertThat(first.stripes).hasSize(delivered);
    }

    @Test
    void stopAndStartAgain() {
        for (int i = 0; i < 10; i++) {
            Recorder recorder = new Recorder();
            capture.start(MOVING, recorder);
            assertThat(recorder.take().frameId()).isZero();
            capture.stop();
        }
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void startsFromManyThreadsLeaveOneRunning() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            threads.add(new Thread(() -> capture.start(MOVING, new Recorder())));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(capture.isRunning()).isTrue();
        assertThat(NativeCapture.liveSessions0()).isEqualTo(1);
        capture.close();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void stopFromTheCallbackMarksAndNothingFollows() {
        AtomicInteger calls = new AtomicInteger();
        capture.start(
                MOVING,
                stripe -> {
                    calls.incrementAndGet();
                    capture.stop();
                    assertThat(stripe.wireBytes()).hasSize(stripe.wireSize());
                });
        await().until(() -> NativeCapture.liveSessions0() == 0);
        capture.stop();
        assertThat(calls).hasValue(1);
        assertThat(capture.isRunning()).isFalse();
    }

    @Test
    void closeFromTheCallback() {
        AtomicInteger calls = new AtomicInteger();
        capture.start(
                MOVING,
                stripe -> {
                    calls.incrementAndGet();
                    capture.close();
                });
        await().until(() -> NativeCapture.liveSessions0() == 0);
        capture.close();
        assertThat(calls).hasValue(1);
    }

    @Test
    void restartFromTheCallbackDoesNotOverlap() {
        Recorder second = new Recorder();
        AtomicBoolean insideFirst = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        AtomicInteger callsOfFirst = new AtomicInteger();
        capture.start(
                MOVING,
                stripe -> {
                    insideFirst.set(true);
                    callsOfFirst.incrementAndGet();
                    capture.start(
                            MOVING,
                            next -> {
                                overlapped.compareAndSet(false, insideFirst.get());
                                second.onStripe(next);
                            });
                    await().until(() -> NativeCapture.liveSessions0() == 2);
                    insideFirst.set(false);
                });
        assertThat(second.take().frameId()).isZero();
        capture.close();
        assertThat(overlapped).isFalse();
        assertThat(callsOfFirst).hasValue(1);
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void exceptionOfTheCallbackGoesToOnErrorAndEndsTheCapture() {
        IllegalArgumentException fault = new IllegalArgumentException("of the callback");
        AtomicInteger calls = new AtomicInteger();
        AtomicReference<Boolean> runningInOnError = new AtomicReference<>();
        Recorder recorder =
                new Recorder() {
                    @Override
                    public void onStripe(Stripe stripe) {
                        if (calls.incrementAndGet() == 3) {
                            throw fault;
                        }
                    }

                    @Override
                    public void onError(RuntimeException cause) {
                        runningInOnError.set(capture.isRunning());
                        super.onError(cause);
                    }
                };
        capture.start(MOVING, recorder);
        await().until(() -> !recorder.errors.isEmpty());
        capture.stop();
        assertThat(recorder.errors).containsExactly(fault);
        assertThat(calls).hasValue(3);
        assertThat(runningInOnError).hasValue(false);
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {LinkageError.class, IOException.class, InterruptedException.class})
    void whateverTheCallbackThrowsIsToldOnce(Class<? extends Throwable> type) throws Exception {
        Throwable fault = type.getConstructor(String.class).newInstance("on purpose, of a test");
        Recorder recorder =
                new Recorder() {
                    @Override
                    public void onStripe(Stripe stripe) {
                        throw Sneaky.thrown(fault);
                    }
                };
        // Awaitility would report that it has ended a thread.
        capture.start(MOVING, recorder);
        await().until(() -> !recorder.errors.isEmpty());
        capture.stop();
        assertThat(recorder.errors)
                .singleElement()
                .isInstanceOf(PixelfluxException.class)
                .satisfies(
                        told ->
                                assertThat(told)
                                        .hasMessageContaining("on purpose")
                                        .hasCause(fault));
        assertThat(capture.isRunning()).isFalse();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void whatTheCallbackThrowsAfterItStoppedTheCaptureIsLogged() {
        Recorder recorder =
                new Recorder() {
                    @Override
                    public void onStripe(Stripe stripe) {
                        capture.stop();
                        throw new IllegalArgumentException("on purpose, of a test");
                    }
                };
        try (LoggedErrors log = new LoggedErrors()) {
            capture.start(MOVING, recorder);
            await().until(() -> NativeCapture.liveSessions0() == 0);
            capture.stop();
            assertThat(log.lines("the capture's callback failed")).isEqualTo(1);
        }
        assertThat(recorder.errors).isEmpty();
    }

    /** The methods of an exception are foreign code, too. */
    @Test
    void whatCannotSayWhatItIsEndsTheCaptureLikeAllElse() {
        BlockingQueue<RuntimeException> told = new LinkedBlockingQueue<>();
        try (LoggedErrors log = new LoggedErrors()) {
            capture.start(
                    MOVING,
                    new StripeCallback() {
                        @Override
                        public void onStripe(Stripe stripe) {
                            throw new MuteError();
                        }

                        @Override
                        public void onError(RuntimeException cause) {
                            told.add(cause);
                            throw new Mute();
                        }
                    });
            await().until(() -> NativeCapture.liveSessions0() == 0);
            capture.stop();
            assertThat(log.lines(Mute.class.getName() + ", which cannot say more")).isEqualTo(1);
        }
        assertThat(told)
                .singleElement()
                .satisfies(
                        cause -> {
                            assertThat(cause).hasMessage(MuteError.class.getName());
                            assertThat(cause.getCause() instanceof MuteError).isTrue();
                        });
    }

    private static final class MuteError extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("on purpose, of a test");
        }
    }

    @Test
    void onErrorMayStartAgain() {
        Recorder second = new Recorder();
        capture.start(
                MOVING,
                new StripeCallback() {
                    @Override
                    public void onStripe(Stripe stripe) {
                        throw new IllegalArgumentException("of the callback");
                    }

                    @Override
                    public void onError(RuntimeException cause) {
                        capture.start(MOVING, second);
                    }
                });
        assertThat(second.take().frameId()).isZero();
        capture.close();
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverOnErrorThrowsIsLogged(boolean theSameAgain) {
        try (LoggedErrors log = new LoggedErrors()) {
            capture.start(
                    MOVING,
                    new StripeCallback() {
                        @Override
                        public void onStripe(Stripe stripe) {
                            throw new IllegalArgumentException("of the callback");
                        }

                        @Override
                        public void onError(RuntimeException cause) {
                            throw theSameAgain
                                    ? cause
                                    : Sneaky.thrown(new IOException("on purpose, of a test"));
                        }
                    });
            await().until(() -> NativeCapture.liveSessions0() == 0);
            capture.stop();
            assertThat(log.lines("onError of the capture's callback failed")).isEqualTo(1);
        }
        assertThat(capture.isRunning()).isFalse();
    }

    @Test
    void startThatFailsLeavesNothingRunning() {
        CaptureSettings impossible = CaptureSettings.builder().display(":65000").build();
        assertThat(
                        catchThrowableOfType(
                                        PixelfluxException.class,
                                        () -> capture.start(impossible, new Recorder()))
                                .code())
                .isEqualTo(PixelfluxException.Code.DISPLAY);
        assertThat(capture.isRunning()).isFalse();
        Recorder recorder = new Recorder();
        capture.start(MOVING, recorder);
        assertThat(recorder.take().frameId()).isZero();
        capture.close();
    }

    @Test
    void runningCaptureIsSteered() {
        Recorder recorder = new Recorder();
        CaptureSettings still = MOVING.toBuilder().syntheticChange(0).build();
        capture.start(still, recorder);
        while (!recorder.take().lastOfFrame()) {
            assertThat(capture.isRunning()).isTrue();
        }
        capture.requestKeyFrame();
        assertThat(recorder.take().frameId()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> capture.update(MOVING))
                .withMessageStartingWith("syntheticChange: cannot change from 0.0 to 100.0");
        capture.update(still.toBuilder().jpegQuality(10).build());
        assertThat(capture.settings().jpegQuality()).isEqualTo(10);
        capture.close();
    }

    @Test
    void idleCaptureKnowsNothing() {
        assertThat(capture.isRunning()).isFalse();
        assertThat(capture.fallbacks()).isEmpty();
        assertThatIllegalStateException().isThrownBy(capture::requestKeyFrame);
        assertThatIllegalStateException().isThrownBy(() -> capture.requestRefresh(1, 2));
        assertThatIllegalStateException().isThrownBy(capture::settings);
        assertThatIllegalStateException().isThrownBy(() -> capture.update(MOVING));
        capture.stop();
    }

    @Test
    void settingsAreThoseOfTheLastStartAlsoAfterTheEnd() {
        CaptureSettings other = MOVING.toBuilder().height(100).build();
        capture.start(MOVING, new Recorder());
        capture.start(other, new Recorder());
        capture.update(other.toBuilder().jpegQuality(10).build());
        capture.close();
        assertThat(capture.settings()).isEqualTo(other.toBuilder().jpegQuality(10).build());
        assertThatIllegalStateException().isThrownBy(() -> capture.update(other));
        assertThatIllegalStateException()
                .isThrownBy(() -> capture.start(other, new Recorder()))
                .withMessage("the capture is closed");
    }
}
