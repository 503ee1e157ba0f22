// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.Codec;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.Mute;
import org.pixelflux.support.Sneaky;

/** What viewers, requests and timers throw. */
class RelayForeignCodeTest {

    private static final int ROWS = 4;
    private static final long ROOMY = 1 << 20;

    private final ManualTimer timer = new ManualTimer();
    private final Relay relay =
            new Relay(request -> capture().requestKeyFrame(), timer, timer::nanoTime);
    private final FakeCapture capture = new FakeCapture(Codec.H264, ROWS, relay::publish);

    private FakeCapture capture() {
        return capture;
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void viewerThatThrowsIsLetGoAndHarmsNobodyElse(Throwable fault) {
        FakeViewer before = FakeViewer.prompt(ROWS);
        FakeViewer after = FakeViewer.slow(ROWS);
        FailingViewer failing = new FailingViewer(fault, 2);
        relay.subscribe(before, ROOMY);
        Subscription subscription = relay.subscribe(failing, ROOMY);
        relay.subscribe(after, 450);

        try (LoggedErrors log = new LoggedErrors()) {
            for (int frame = 0; frame < 20; frame++) {
                capture.wholeFrame();
            }
            assertThat(log.lines("a viewer failed")).isEqualTo(1);
        }

        assertThat(failing.sent).isEqualTo(3);
        assertThat(failing.told).containsExactly(fault);
        assertThat(subscription.isClosed()).isTrue();
        assertThat(subscription.waitingBytes()).isZero();
        assertThat(relay.viewers()).isEqualTo(2);
        assertThat(before.picture()).isEqualTo(capture.picture());
        for (int second = 0; second < 10; second++) {
            after.takeAll();
            timer.advance(Duration.ofSeconds(1));
            capture.frame(1);
        }
        after.takeAll();
        assertThat(after.picture()).as("is gated and helped").isEqualTo(capture.picture());
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void viewerThatThrowsWithinSubscribeIsOutAgain(Throwable fault) {
        capture.wholeFrame();
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
        timer.advance(Duration.ofMinutes(2));
        assertThat(failing.sent).isEqualTo(1);
    }

    /** The methods of an exception are foreign code, too. */
    @Test
    void viewerWhoseExceptionHasNoWordsHarmsNobodyElse() {
        FailingViewer failing = new FailingViewer(new Mute(), 1);
        Subscription subscription = relay.subscribe(failing, ROOMY);
        FakeViewer after = FakeViewer.prompt(ROWS);
        relay.subscribe(after, ROOMY);

        try (LoggedErrors log = new LoggedErrors()) {
            capture.wholeFrame();
            assertThat(log.lines(Mute.class.getName())).as("viewer and its failed").isEqualTo(2);
        }

        assertThat(subscription.isClosed()).isTrue();
        assertThat(failing.told).hasSize(1);
        assertThat(after.picture()).isEqualTo(capture.picture());
    }

    /** It belongs to the thread that publishes. */
    @Test
    void keepsAnInterruptThatAViewerThrows() {
        FailingViewer failing =
                new FailingViewer(new InterruptedException("on purpose, of a test"), 1);
        try (LoggedErrors log = new LoggedErrors()) {
            relay.subscribe(failing, ROOMY);
            capture.wholeFrame();
            assertThat(log.lines("a viewer failed")).isEqualTo(1);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failing.told).hasSize(1);
    }

    @Test
    void doneThatRunsTwiceIsDoneOnce() {
        List<Runnable> dones = new ArrayList<>();
        List<RelayMessage> sent = new ArrayList<>();
        relay.subscribe(
                (message, done) -> {
                    sent.add(message);
                    dones.add(done);
                },
                ROOMY);
        capture.wholeFrame();

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
                            capture.requestKeyFrame();
                        },
                        timer,
                        timer::nanoTime);
        FakeCapture source = new FakeCapture(Codec.H264, ROWS, subject::publish);
        FakeViewer viewer = FakeViewer.prompt(ROWS);

        try (LoggedErrors log = new LoggedErrors()) {
            subject.subscribe(viewer, ROOMY);
            assertThat(asked[0]).isEqualTo(1);
            timer.advance(Duration.ofSeconds(10));
            assertThat(asked[0]).as("the first, and one in 2 s").isEqualTo(6);
            assertThat(log.lines("the request for a refresh failed")).isEqualTo(1);

            closed[0] = false;
            timer.advance(Duration.ofSeconds(2));
            closed[0] = true;
            timer.advance(Duration.ofSeconds(4));
            assertThat(log.lines("the request for a refresh failed")).isEqualTo(2);
        }
        assertThat(subject.viewers()).isEqualTo(1);
        source.wholeFrame();
        assertThat(viewer.picture()).isEqualTo(source.picture());
    }

    @ParameterizedTest
    @MethodSource("org.pixelflux.relay.FailingViewer#faults")
    void timerThatThrowsDelaysNothing(Throwable fault) {
        Relay subject =
                new Relay(
                        request -> capture.requestKeyFrame(),
                        (delay, task) -> {
                            throw Sneaky.thrown(fault);
                        },
                        timer::nanoTime);
        FakeCapture source = new FakeCapture(Codec.H264, ROWS, subject::publish);
        source.frame();
        FakeViewer viewer = FakeViewer.prompt(ROWS);
        try (LoggedErrors log = new LoggedErrors()) {
            Subscription subscription = subject.subscribe(viewer, ROOMY);
            for (int i = 0; i < 5; i++) {
                subscription.startOver();
                timer.advance(Duration.ofSeconds(10));
                source.requestKeyFrame();
                source.wholeFrame();
            }
            assertThat(log.lines("the timer of")).isPositive();
        }
        assertThat(viewer.picture()).isEqualTo(source.picture());
    }

    @Test
    void refusesNobody() {
        assertThatNullPointerException()
                .isThrownBy(() -> relay.subscribe(null, ROOMY))
                .withMessage("viewer");
        assertThat(relay.viewers()).isZero();
    }
}
