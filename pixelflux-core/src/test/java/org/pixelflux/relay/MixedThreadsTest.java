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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.support.LoggedErrors;

/**
 * A relay of mode mixed as it is used: one thread publishes, viewers take their frames on others,
 * come, go, lose their pictures and fail on yet others, and the timer has its own. Whoever is whole
 * shows the screen.
 */
class MixedThreadsTest {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final RelayThreads threads = new RelayThreads();
    private final ModelSession session = new ModelSession(11);
    private final MixedViewer.Screen screen = new MixedViewer.Screen();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Queue<Elsewhere> staying = new ConcurrentLinkedQueue<>();
    private final Relay relay = threads.relay(this::request);

    private void request(RefreshRequest request) {
        synchronized (session) {
            session.request(request);
        }
        if (requests.incrementAndGet() % 3 == 0) {
            throw new IllegalStateException("on purpose, of a test");
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        threads.end();
    }

    /** Takes each frame on some thread of a pool, later. */
    private final class Elsewhere implements Viewer {

        final MixedViewer viewer = new MixedViewer(screen, 0);

        @Override
        public void send(RelayMessage message, Runnable done) {
            viewer.send(message, done);
            threads.execute(viewer::take);
        }
    }

    private void publish() {
        MixedFrame frame;
        synchronized (session) {
            frame = session.next();
            screen.shows(frame, session.picture());
        }
        relay.publish(RelayFrame.of(frame));
    }

    @Test
    void everybodyWhoStaysHasThePictureInTheEnd() throws Exception {
        try (LoggedErrors log = new LoggedErrors()) {
            List<Future<?>> audience = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(i);
                audience.add(threads.submit(() -> comeAndGo(random)));
            }
            while (!audience.stream().allMatch(Future::isDone)) {
                publish();
            }
            for (Future<?> member : audience) {
                member.get();
            }

            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(
                            () -> {
                                // The refresh that somebody waits for comes with a frame.
                                publish();
                                assertThat(staying)
                                        .allSatisfy(
                                                stays ->
                                                        assertThat(stays.viewer.has())
                                                                .isEqualTo(screen.last()));
                            });
            assertThat(log.lines("a viewer failed")).isEqualTo(failures.get());
        }
        assertThat(staying).hasSizeGreaterThan(5);
        assertThat(staying).allMatch(stays -> stays.viewer.compared() > 0);
        assertThat(failures.get()).isPositive();
        assertThat(relay.viewers()).isEqualTo(staying.size());
    }

    private void comeAndGo(Random random) {
        List<Subscription> guests = new ArrayList<>();
        List<Elsewhere> residents = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            long budget = 1 + random.nextInt(3000);
            switch (random.nextInt(6)) {
                case 0 -> {
                    if (residents.size() < 4) {
                        Elsewhere resident = new Elsewhere();
                        resident.viewer.subscribed(relay.subscribe(resident, budget));
                        residents.add(resident);
                        staying.add(resident);
                    }
                }
                case 1 -> guests.add(relay.subscribe(new Elsewhere(), budget));
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
                        residents.get(random.nextInt(residents.size())).viewer.lose();
                    }
                }
            }
            Thread.yield();
        }
        guests.forEach(Subscription::close);
    }
}
