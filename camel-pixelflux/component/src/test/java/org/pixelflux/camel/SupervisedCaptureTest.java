// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.Capture;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.ScreenChange;
import org.pixelflux.ScreenPicture;
import org.pixelflux.Source;
import org.pixelflux.recording.Segment;

class SupervisedCaptureTest {

    private static final CaptureSettings SETTINGS =
            CaptureSettings.builder().source(Source.SYNTHETIC).width(64).height(64).build();

    /** Pauses are noted and not waited for. */
    private static class ImpatientExecutor extends ScheduledThreadPoolExecutor {

        final List<Long> pauses = new CopyOnWriteArrayList<>();

        ImpatientExecutor() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (delay > 0) {
                pauses.add(unit.toMillis(delay));
            }
            return super.schedule(task, 0, TimeUnit.NANOSECONDS);
        }
    }

    private static final class Notes implements CaptureReader {

        final AtomicInteger frames = new AtomicInteger();
        final List<Throwable> losses = new CopyOnWriteArrayList<>();
        final AtomicInteger recoveries = new AtomicInteger();
        volatile Throwable mistake;

        @Override
        public void take(Frame frame, BooleanSupplier wanted) {
            Throwable thrown = mistake;
            mistake = null;
            if (thrown != null) {
                throw Notes.<RuntimeException>sneaky(thrown);
            }
            frames.incrementAndGet();
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }

        @Override
        public void take(ScreenChange change, ScreenPicture picture) {}

        @Override
        public void take(Segment segment) {}

        @Override
        public void take(CursorUpdate update) {}

        @Override
        public void drop(Frame frame) {}

        @Override
        public void drop(ScreenChange change) {}

        @Override
        public void drop(Segment segment) {}

        @Override
        public void drop(CursorUpdate update) {}

        @Override
        public void requestMissed(Capture capture) {}

        @Override
        public void lost(Throwable cause) {
            losses.add(cause);
        }

        @Override
        public void recovered() {
            recoveries.incrementAndGet();
        }
    }

    private final ImpatientExecutor executor = new ImpatientExecutor();
    private final Notes notes = new Notes();
    private SupervisedCapture capture;

    @AfterEach
    void close() {
        capture.close();
        executor.shutdownNow();
    }

    private SupervisedCapture capture(
            boolean reconnect, Function<CaptureSettings, FrameReader> opener) {
        return captureOf(reconnect, settings -> CaptureInput.of(opener.apply(settings)));
    }

    private SupervisedCapture captureOf(
            boolean reconnect, Function<CaptureSettings, CaptureInput> opener) {
        capture =
                new SupervisedCapture(
                        "the test's",
                        () -> SETTINGS,
                        opener,
                        new Reconnection(reconnect, Duration.ofMillis(10), Duration.ofMillis(80)),
                        executor,
                        notes);
        return capture;
    }

    @Test
    void doesNotCountAsOpeningIfTheSystemHasNoThreadForIt() {
        ImpatientExecutor withoutThread =
                new ImpatientExecutor() {
                    @Override
                    public void execute(Runnable task) {
                        throw new OutOfMemoryError("no thread, of a test");
                    }
                };
        capture =
                new SupervisedCapture(
                        "the test's",
                        () -> SETTINGS,
                        settings -> CaptureInput.of(FrameReader.open(settings)),
                        new Reconnection(true, Duration.ofMillis(10), Duration.ofMillis(80)),
                        withoutThread,
                        notes);

        assertThatThrownBy(capture::open).isInstanceOf(OutOfMemoryError.class);
        assertThat(capture.failure()).isInstanceOf(OutOfMemoryError.class);
        assertThat(capture.condition()).isNotEqualTo(CaptureCondition.OPENING);
        withoutThread.shutdownNow();
    }

    @Test
    void triesAgainAfterAnyError() {
        capture(true, FrameReader::open).open();
        List<Throwable> mistakes =
                List.of(
                        new IllegalStateException("a mistake"),
                        new AssertionError("an error"),
                        new java.io.IOException("checked, as Kotlin and Groovy throw it"));
        for (Throwable mistake : mistakes) {
            int before = notes.recoveries.get();
            notes.mistake = mistake;
            await().until(() -> notes.recoveries.get() > before);
        }

        assertThat(notes.losses).containsExactlyElementsOf(mistakes);
        assertThat(capture.condition()).isEqualTo(CaptureCondition.CAPTURING);
        assertThat(capture.failure()).isNull();
    }

    @Test
    void staysDownWithoutReconnection() {
        capture(false, FrameReader::open).open();
        IllegalStateException mistake = new IllegalStateException("a mistake");
        notes.mistake = mistake;

        await().until(() -> capture.condition() == CaptureCondition.FAILED);

        assertThat(capture.failure()).isSameAs(mistake);
        assertThat(notes.losses).containsExactly(mistake);
    }

    /** It is opened and dies at once, again and again: no recovery, no news, and no hurry. */
    @Test
    void growsThePausesUntilAFrameComes() {
        AtomicInteger opened = new AtomicInteger();
        List<CaptureCondition> conditions = new CopyOnWriteArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        capture(
                true,
                settings -> {
                    FrameReader screen = FrameReader.open(settings);
                    int number = opened.incrementAndGet();
                    if (number > 1) {
                        conditions.add(capture.condition());
                        failures.add(capture.failure());
                    }
                    if (number > 1 && number <= 6) {
                        screen.close();
                    }
                    return screen;
                });
        capture.open();
        IllegalStateException mistake = new IllegalStateException("a mistake");
        notes.mistake = mistake;

        await().until(() -> notes.recoveries.get() == 1);

        assertThat(executor.pauses).containsExactly(10L, 20L, 40L, 80L, 80L, 80L);
        assertThat(notes.losses).containsExactly(mistake);
        assertThat(conditions).hasSize(6).containsOnly(CaptureCondition.RECONNECTING);
        assertThat(failures).doesNotContainNull();
    }

    /** The hang lasts until the end of the test. */
    @Test
    void isClosedAtOnceWhileItIsOpened() {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CompletableFuture<FrameReader> opened = new CompletableFuture<>();
        capture(
                true,
                settings -> {
                    inside.countDown();
                    awaitQuietly(letGo);
                    opened.complete(FrameReader.open(settings));
                    return opened.join();
                });
        CompletableFuture<Void> opening = CompletableFuture.runAsync(capture::open);
        awaitQuietly(inside);

        capture.close();

        assertThatThrownBy(opening::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopped while it was opened");
        assertThat(capture.condition()).isEqualTo(CaptureCondition.CLOSED);
        assertThat(capture.isInsideOpener()).isTrue();
        letGo.countDown();
        await().until(() -> opened.isDone() && !opened.join().isRunning());
        assertThat(notes.frames).hasValue(0);
    }

    @Test
    void goesOnAfterAnUpdateDuringTheOpeningThatEndsInAnError() {
        CaptureSettings update = SETTINGS.toBuilder().jpegQuality(50).build();
        AssertionError error = new AssertionError("of an update");
        List<CaptureSettings> openedWith = new CopyOnWriteArrayList<>();
        captureOf(
                true,
                settings -> {
                    openedWith.add(settings);
                    capture.update(update);
                    CaptureInput input = CaptureInput.of(FrameReader.open(settings));
                    return new CaptureInput(
                            failingToUpdate(input.capture(), error), input.waiting(), false);
                });

        assertThat(CompletableFuture.runAsync(capture::open)).succeedsWithin(Duration.ofMinutes(1));

        await().until(() -> notes.frames.get() > 0);
        assertThat(capture.condition()).isEqualTo(CaptureCondition.CAPTURING);
        assertThat(capture.failure()).isNull();
        assertThat(notes.losses).isEmpty();
        notes.mistake = new IllegalStateException("a mistake");
        await().until(() -> notes.recoveries.get() == 1);
        assertThat(openedWith)
                .as("the next opening has the update")
                .containsExactly(SETTINGS, update);
    }

    private static Capture failingToUpdate(Capture capture, Error error) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("update")) {
                        throw error;
                    }
                    return method.invoke(capture, arguments);
                };
        return (Capture)
                Proxy.newProxyInstance(
                        Capture.class.getClassLoader(), new Class<?>[] {Capture.class}, handler);
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
