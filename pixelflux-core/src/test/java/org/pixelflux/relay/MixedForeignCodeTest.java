// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.Sneaky;

/** What viewers, requests and timers throw in mode mixed. */
class MixedForeignCodeTest {

    private static final long ROOMY = 1 << 20;
    private static final Duration FRAME = Duration.ofMillis(33);

    private final ManualTimer timer = new ManualTimer();
    private final ModelSession session = new ModelSession(5);
    private final MixedViewer.Screen screen = new MixedViewer.Screen();
    private final Relay relay = new Relay(session::request, timer, timer::nanoTime);

    private void publish(Relay subject) {
        MixedFrame frame = session.next();
        screen.shows(frame, session.picture());
        subject.publish(RelayFrame.of(frame));
        timer.advance(FRAME);
    }

    private MixedViewer subscribe(Relay subject, double bytesPerSecond) {
        MixedViewer viewer = new MixedViewer(screen, bytesPerSecond);
        viewer.subscribe(subject, ROOMY);
        return viewer;
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void viewerThatThrowsIsLetGoAndHarmsNobodyElse(Throwable fault) {
        MixedViewer before = subscribe(relay, Double.POSITIVE_INFINITY);
        FailingViewer failing = new FailingViewer(fault, 2);
        Subscription subscription = relay.subscribe(failing, ROOMY);
        MixedViewer after = subscribe(relay, 400);

        try (LoggedErrors log = new LoggedErrors()) {
            for (int frame = 0; frame < 300; frame++) {
                publish(relay);
                after.transfer(FRAME);
                assertThat(before.has()).isEqualTo(screen.last());
            }
            assertThat(log.lines("a viewer failed")).isEqualTo(1);
        }

        assertThat(failing.sent).isEqualTo(3);
        assertThat(failing.told).containsExactly(fault);
        assertThat(subscription.isClosed()).isTrue();
        assertThat(subscription.waitingBytes()).isZero();
        assertThat(relay.viewers()).isEqualTo(2);
        assertThat(after.subscription().overflows()).as("is held and helped").isPositive();
        after.bytesPerSecond(1e9);
        for (int frame = 0; frame < 100; frame++) {
            publish(relay);
            after.transfer(FRAME);
        }
        assertThat(after.has()).isEqualTo(screen.last());
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void viewerThatThrowsWithinSubscribeIsOutAgain(Throwable fault) {
        publish(relay);
        FailingViewer failing = new FailingViewer(fault, 0);

        Subscription subscription;
        try (LoggedErrors log = new LoggedErrors()) {
            subscription = relay.subscribe(failing, ROOMY);
            assertThat(log.lines("a viewer failed")).isEqualTo(1);
        }

        assertThat(subscription.isClosed()).isTrue();
        assertThat(failing.told).containsExactly(fault);
        assertThat(relay.viewers()).isZero();
        subscription.close();
        subscription.startOver();
        publish(relay);
        timer.advance(Duration.ofMinutes(2));
        assertThat(failing.sent).isEqualTo(1);
    }

    @Test
    void doneThatRunsTwiceIsDoneOnce() {
        List<Runnable> dones = new ArrayList<>();
        List<RelayMessage> sent = new ArrayList<>();
        publish(relay);
        relay.subscribe(
                (message, done) -> {
                    sent.add(message);
                    dones.add(done);
                },
                ROOMY);
        publish(relay);
        publish(relay);

        dones.get(0).run();
        dones.get(0).run();
        dones.get(0).run();

        assertThat(sent).as("one message at a time").hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void requestThatThrowsIsMadeAgain(Throwable fault) {
        boolean[] closed = {true};
        int[] asked = {0};
        Relay subject =
                new Relay(
                        request -> {
                            asked[0]++;
                            if (closed[0]) {
                                throw Sneaky.thrown(fault);
                            }
                            session.request(request);
                        },
                        timer,
                        timer::nanoTime);
        publish(subject);
        MixedViewer viewer = subscribe(subject, Double.POSITIVE_INFINITY);

        try (LoggedErrors log = new LoggedErrors()) {
            viewer.lose();
            timer.advance(Duration.ofSeconds(10));
            assertThat(asked[0]).as("the first, and one in 2 s").isEqualTo(6);
            assertThat(log.lines("the request for a refresh failed")).isEqualTo(1);
        }
        closed[0] = false;
        for (int frame = 0; frame < 100; frame++) {
            publish(subject);
        }
        assertThat(viewer.has()).isEqualTo(screen.last());
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void timerThatThrowsDelaysNothing(Throwable fault) {
        Relay subject =
                new Relay(
                        session::request,
                        (delay, task) -> {
                            throw Sneaky.thrown(fault);
                        },
                        timer::nanoTime);
        publish(subject);
        MixedViewer viewer = subscribe(subject, Double.POSITIVE_INFINITY);
        try (LoggedErrors log = new LoggedErrors()) {
            for (int loss = 0; loss < 3; loss++) {
                viewer.lose();
                for (int frame = 0; frame < 300; frame++) {
                    publish(subject);
                    viewer.transfer(FRAME);
                }
                assertThat(viewer.has()).isEqualTo(screen.last());
            }
            assertThat(log.lines("the timer of")).isPositive();
        }
    }
}
