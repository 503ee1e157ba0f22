// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Start, stop, close and update in any order: no call hangs, and the last call decides. */
class CallOrderTest {

    private static final Duration WATCHDOG = Duration.ofMinutes(1);

    private static final CaptureSettings MOVING =
            CaptureSettings.builder()
                    .source(Source.SYNTHETIC)
                    .width(64)
                    .height(64)
                    .fps(240)
                    .syntheticChange(100)
                    .build();

    /** How deep callbacks start captures whose callbacks start captures. */
    private static final int DEPTH = 2;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<ScreenCapture> captures = new ArrayList<>();

    private enum Call {
        START,
        STOP,
        CLOSE,
        UPDATE
    }

    private enum Place {
        OUTSIDE,
        CALLBACK,
        ON_ERROR,
        CURSOR_LISTENER
    }

    /** Makes calls on a capture, and knows what must follow from them. */
    private static final class Caller {

        final ScreenCapture capture;
        final AtomicInteger stripesOfTheLast = new AtomicInteger();
        private boolean running;
        private boolean closed;

        Caller(ScreenCapture capture) {
            this.capture = capture;
        }

        void call(Call call) {
            boolean refused = false;
            try {
                switch (call) {
                    case START -> {
                        capture.start(MOVING, stripe -> stripesOfTheLast.incrementAndGet());
                    }
                    case STOP -> capture.stop();
                    case CLOSE -> capture.close();
                    default -> capture.update(MOVING);
                }
            } catch (IllegalStateException e) {
                refused = true;
            }
            assertThat(refused)
                    .as("%s is refused", call)
                    .isEqualTo(call == Call.START && closed || call == Call.UPDATE && !running);
            closed |= call == Call.CLOSE;
            running = call == Call.UPDATE ? running : call == Call.START && !closed;
        }
    }

    @BeforeAll
    static void load() {
        Pixelflux.ensureAvailable();
    }

    @AfterEach
    void nothingIsLeft() {
        executor.shutdownNow();
        captures.forEach(ScreenCapture::close);
        await().atMost(WATCHDOG).until(() -> NativeCapture.liveSessions0() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void everyShortSequenceEndsAsItWasTold(Place place) {
        for (List<Call> calls : sequences(3)) {
            Caller caller = new Caller(idle());
            within(calls + " from " + place, () -> make(calls, place, caller));
            assertThat(caller.capture.isRunning())
                    .as("runs after %s from %s", calls, place)
                    .isEqualTo(caller.running);
            int before = caller.stripesOfTheLast.get();
            await().atMost(WATCHDOG)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () ->
                                    NativeCapture.liveSessions0() == (caller.running ? 1 : 0)
                                            && (!caller.running
                                                    || caller.stripesOfTheLast.get() > before));
            within("close after " + calls + " from " + place, caller.capture::close);
            assertThat(NativeCapture.liveSessions0()).as("left by %s", calls).isZero();
        }
    }

    private ScreenCapture idle() {
        ScreenCapture capture = new ScreenCapture();
        captures.add(capture);
        return capture;
    }

    private static List<List<Call>> sequences(int longest) {
        List<List<Call>> sequences = new ArrayList<>(List.of(List.of()));
        int first = 0;
        for (int length = 1; length <= longest; length++) {
            int end = sequences.size();
            for (List<Call> shorter : List.copyOf(sequences.subList(first, end))) {
                for (Call call : Call.values()) {
                    List<Call> sequence = new ArrayList<>(shorter);
                    sequence.add(call);
                    sequences.add(sequence);
                }
            }
            first = end;
        }
        return sequences;
    }

    private static void make(List<Call> calls, Place place, Caller caller) {
        CompletableFuture<Void> made = new CompletableFuture<>();
        Runnable making =
                () -> {
                    if (made.isDone()) {
                        return;
                    }
                    try {
                        calls.forEach(caller::call);
                        made.complete(null);
                    } catch (Throwable e) {
                        made.completeExceptionally(e);
                    }
                };
        caller.running = place == Place.CALLBACK || place == Place.CURSOR_LISTENER;
        switch (place) {
            case OUTSIDE -> making.run();
            case CURSOR_LISTENER -> {
                caller.capture.cursorListener(update -> making.run());
                caller.capture.start(
                        MOVING.toBuilder().cursorEvents(true).build(),
                        stripe -> caller.stripesOfTheLast.incrementAndGet());
            }
            default ->
                    caller.capture.start(
                            MOVING,
                            new StripeCallback() {
                                @Override
                                public void onStripe(Stripe stripe) {
                                    if (place == Place.ON_ERROR) {
                                        throw new IllegalArgumentException("on purpose");
                                    }
                                    caller.stripesOfTheLast.incrementAndGet();
                                    making.run();
                                }

                                @Override
                                public void onError(RuntimeException cause) {
                                    making.run();
                                }
                            });
        }
        made.join();
    }

    @Test
    void callsOfManyThreadsAtOnceHangNowhere() {
        for (int seed = 0; seed < 30; seed++) {
            ScreenCapture capture = idle();
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(10L * seed + i);
                threads.add(CompletableFuture.runAsync(() -> anyCalls(capture, random), executor));
            }
            within(
                    "calls of many threads, seed " + seed,
                    () -> {
                        for (CompletableFuture<Void> thread : threads) {
                            thread.get();
                        }
                        // The callback that is waited for may be starting another one.
                        for (int i = 0; i <= DEPTH; i++) {
                            capture.stop();
                        }
                    });
            assertThat(capture.isRunning()).as("seed %d", seed).isFalse();
            within("close, seed " + seed, capture::close);
        }
    }

    private static void anyCalls(ScreenCapture capture, Random random) {
        for (int step = 0; step < 8; step++) {
            anyCall(capture, random, DEPTH);
        }
    }

    /** The same with callbacks that make calls too, to this depth. */
    private static void anyCall(ScreenCapture capture, Random random, int depth) {
        try {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Random inside = new Random(random.nextLong());
                    capture.start(
                            MOVING,
                            stripe -> {
                                if (depth > 0 && inside.nextInt(3) == 0) {
                                    anyCall(capture, inside, depth - 1);
                                }
                            });
                }
                case 2 -> capture.stop();
                default -> capture.update(MOVING);
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageMatching("the capture is (not running|closed)");
        }
    }

    @Test
    void capturesWhoseCallbacksStopEachOtherDoNotHang() {
        for (int round = 0; round < 20; round++) {
            List<ScreenCapture> ring = List.of(idle(), idle(), idle());
            CyclicBarrier together = new CyclicBarrier(ring.size());
            CountDownLatch done = new CountDownLatch(ring.size());
            for (int i = 0; i < ring.size(); i++) {
                ScreenCapture next = ring.get((i + 1) % ring.size());
                ring.get(i)
                        .start(
                                MOVING,
                                stripe -> {
                                    try {
                                        together.await();
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                    next.stop();
                                    done.countDown();
                                });
            }
            within("captures that stop each other", done::await);
            ring.forEach(ScreenCapture::close);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"STOP", "CLOSE", "START"})
    void orderThatComesWhileAStartIsOpeningHolds(Call order) throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger openings = new AtomicInteger();
        ScreenCapture capture =
                new ScreenCapture(
                        settings -> {
                            if (openings.incrementAndGet() == 1) {
                                opening.countDown();
                                awaitUninterruptibly(go);
                            }
                            return NativeSession.open(settings);
                        });
        captures.add(capture);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        CompletableFuture<Void> starting =
                CompletableFuture.runAsync(
                        () -> capture.start(MOVING, stripe -> first.incrementAndGet()), executor);
        opening.await();

        within(
                order + " while a start is opening",
                () -> {
                    switch (order) {
                        case STOP -> capture.stop();
                        case CLOSE -> capture.close();
                        default -> capture.start(MOVING, stripe -> second.incrementAndGet());
                    }
                });
        go.countDown();

        if (order == Call.CLOSE) {
            assertThat(starting)
                    .failsWithin(WATCHDOG)
                    .withThrowableThat()
                    .withMessageContaining("the capture is closed");
        } else {
            assertThat(starting).succeedsWithin(WATCHDOG);
        }
        assertThat(capture.isRunning()).isEqualTo(order == Call.START);
        assertThat(NativeCapture.liveSessions0()).isEqualTo(order == Call.START ? 1 : 0);
        if (order == Call.START) {
            await().atMost(WATCHDOG).until(() -> second.get() > 0);
        }
        assertThat(first).hasValue(0);
        capture.close();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    /** Fails if this does not end, and says where each thread stands. */
    private static void within(String what, Task task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.run();
                                done.complete(null);
                            } catch (Throwable e) {
                                done.completeExceptionally(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        try {
            done.get(WATCHDOG.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(
                    done.isDone()
                            ? what + " failed"
                            : what + " hangs: " + List.of(thread.getStackTrace()),
                    e);
        }
    }
}
