// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.Codec;
import org.pixelflux.support.LoggedErrors;

/**
 * A relay as it is used: one thread publishes, viewers take their messages on others, come, go and
 * complain on yet others, and the timer has its own. {@link FakeViewer} fails if a stream breaks.
 */
class RelayThreadsTest {

    private static final int ROWS = 5;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final RelayThreads threads = new RelayThreads();

    @AfterEach
    void end() throws InterruptedException {
        threads.end();
    }

    /** Takes each message on some thread of a pool, later. */
    private final class Elsewhere implements Viewer {

        final FakeViewer viewer = FakeViewer.slow(ROWS);
        final AtomicBoolean inside = new AtomicBoolean();
        final AtomicBoolean overlapped = new AtomicBoolean();
        final boolean twice;

        Elsewhere(boolean twice) {
            this.twice = twice;
        }

        @Override
        public void send(RelayMessage message, Runnable done) {
            if (inside.getAndSet(true)) {
                overlapped.set(true);
            }
            viewer.send(
                    message,
                    () -> {
                        done.run();
                        if (twice) {
                            done.run();
                        }
                    });
            inside.set(false);
            threads.execute(viewer::take);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everybodyWhoStaysHasThePictureInTheEnd(Codec codec) throws Exception {
        FakeCapture[] capture = new FakeCapture[1];
        AtomicInteger requests = new AtomicInteger();
        Relay relay =
                threads.relay(
                        request -> {
                            capture[0].requestKeyFrame();
                            if (requests.incrementAndGet() % 3 == 0) {
                                throw new IllegalStateException("on purpose, of a test");
                            }
                        });
        capture[0] = new FakeCapture(codec, ROWS, relay::publish);
        Queue<Elsewhere> staying = new ConcurrentLinkedQueue<>();
        AtomicInteger failures = new AtomicInteger();

        try (LoggedErrors log = new LoggedErrors()) {
            List<Future<?>> audience = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(i);
                audience.add(threads.submit(() -> comeAndGo(relay, random, staying, failures)));
            }
            Random random = new Random(7);
            while (!audience.stream().allMatch(Future::isDone)) {
                publish(capture[0], random);
            }
            for (Future<?> member : audience) {
                member.get();
            }

            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(
                            () -> {
                                // The key frame that somebody waits for comes with a frame.
                                capture[0].frame();
                                assertThat(staying)
                                        .allSatisfy(
                                                stays ->
                                                        assertThat(stays.viewer.picture())
                                                                .isEqualTo(capture[0].picture()));
                            });
            assertThat(log.lines("a viewer failed")).isEqualTo(failures.get());
        }
        assertThat(staying).hasSizeGreaterThan(5);
        assertThat(staying).noneMatch(stays -> stays.overlapped.get());
        assertThat(relay.viewers()).isEqualTo(staying.size());
    }

    private static void publish(FakeCapture capture, Random random) {
        switch (random.nextInt(12)) {
            case 0 -> capture.wholeFrame();
            case 1 -> capture.split(random.nextInt(ROWS));
            case 2 -> {
                int row = random.nextInt(ROWS);
                capture.join(row, Math.min(ROWS - 1, row + random.nextInt(3)));
            }
            case 3 -> {
                if (random.nextInt(50) == 0) {
                    capture.openAnew();
                }
                capture.stripeBytes(16 + random.nextInt(600));
            }
            default -> capture.frame(random.nextInt(ROWS), random.nextInt(ROWS));
        }
    }

    private void comeAndGo(
            Relay relay, Random random, Queue<Elsewhere> staying, AtomicInteger failures) {
        List<Subscription> guests = new ArrayList<>();
        List<Subscription> residents = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            long budget = 1 + random.nextInt(3000);
            switch (random.nextInt(6)) {
                case 0 -> {
                    if (residents.size() < 4) {
                        Elsewhere resident = new Elsewhere(random.nextBoolean());
                        staying.add(resident);
                        residents.add(relay.subscribe(resident, budget));
                    }
                }
                case 1 -> guests.add(relay.subscribe(new Elsewhere(true), budget));
                case 2 ->
                        guests.add(
                                relay.subscribe(
                                        new UnrulyViewer(new Random(step), failures), budget));
                case 3, 4 -> {
                    if (!guests.isEmpty()) {
                        guests.remove(random.nextInt(guests.size())).close();
                    }
                }
                default -> {
                    if (!residents.isEmpty() && random.nextInt(10) == 0) {
                        residents.get(random.nextInt(residents.size())).startOver();
                    }
                }
            }
            Thread.yield();
        }
        guests.forEach(Subscription::close);
    }

    @Test
    void aViewerThatIsClosedWhileItIsSentToGetsNothingMore() throws Exception {
        Relay relay = threads.relay(request -> {});
        FakeCapture capture = new FakeCapture(Codec.H264, ROWS, relay::publish);
        for (int round = 0; round < 200; round++) {
            AtomicInteger sent = new AtomicInteger();
            Subscription subscription =
                    relay.subscribe(
                            (message, done) -> {
                                sent.incrementAndGet();
                                threads.execute(done);
                            },
                            1 << 20);
            CountDownLatch closed = new CountDownLatch(1);
            threads.execute(
                    () -> {
                        subscription.close();
                        closed.countDown();
                    });
            capture.wholeFrame();
            assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
            capture.wholeFrame();
            int atTheEnd = sent.get();
            capture.wholeFrame();
            assertThat(sent.get()).isLessThanOrEqualTo(atTheEnd + 1);
        }
        assertThat(relay.viewers()).isZero();
    }
}
