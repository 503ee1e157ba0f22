// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.relay.RelayTimer;
import org.pixelflux.support.MixedMessage;

class PageConnectionTest {

    private int hungUp;
    private final List<Object> sent = new ArrayList<>();
    private final Deque<Runnable> unfinished = new ArrayDeque<>();
    private final PageConnection connection =
            new PageConnection(
                    (body, done) -> {
                        assertThat(unfinished).as("one message at a time").isEmpty();
                        sent.add(body);
                        unfinished.add(done);
                    },
                    () -> hungUp++);
    private int done;

    @Test
    void sendsOneMessageAtATimeWhoeverItComesFrom() {
        connection.answer(new Hello(true));
        connection.send(stripe(1), () -> done++);
        connection.answer(new Pong(1, 2, null, null));

        assertThat(sent).hasSize(1);
        finishAll();

        assertThat(sent).hasSize(3);
        assertThat(sent.get(0)).asString().contains("\"hello\"");
        assertThat(sent.get(1)).isEqualTo(new byte[] {1});
        assertThat(sent.get(2)).asString().contains("\"pong\"");
        assertThat(done).isEqualTo(1);
    }

    /** Answers need not wait for that. */
    @Test
    void marksAFrameInModeMixedAndIsDoneWhenThePageHasGotEnough() {
        List<String> steps = new ArrayList<>();
        List<Runnable> waiting = new ArrayList<>();
        PageConnection.Transport transport =
                new PageConnection.Transport() {
                    @Override
                    public void send(Object body, Runnable finished) {
                        steps.add(body instanceof byte[] ? "frame" : "answer");
                        finished.run();
                    }

                    @Override
                    public void mark(Runnable finished) {
                        steps.add("mark");
                        finished.run();
                    }

                    @Override
                    public void whenMeasured(Runnable next) {
                        steps.add("measured");
                        next.run();
                    }

                    @Override
                    public void whenFree(Runnable next) {
                        waiting.add(next);
                    }
                };
        PageConnection paced = new PageConnection(transport, () -> hungUp++);
        byte[] frame = MixedMessage.first(8, 8, 1, 0).bytes();

        paced.begin(new Hello(false), () -> steps.add("known"));
        paced.send(RelayFrame.of(frame), () -> done++);
        paced.answer(new Pong(1, 2, null, null));

        assertThat(steps)
                .containsExactly(
                        "answer",
                        "mark",
                        "answer",
                        "mark",
                        "measured",
                        "known",
                        "frame",
                        "mark",
                        "answer");
        assertThat(done).isZero();
        waiting.forEach(Runnable::run);
        assertThat(done).isEqualTo(1);
    }

    @Test
    void keepsNoMoreAnswersForAPageThatTakesNothing() {
        for (int ping = 0; ping < 1000; ping++) {
            connection.answer(new Pong(ping, 0, null, null));
        }
        connection.send(stripe(7), () -> done++);
        finishAll();

        assertThat(sent).hasSizeLessThan(20).contains(new byte[] {7});
    }

    @Test
    void sendsManyThatAreDoneAtOnceWithoutARecursion() {
        int[] count = {0};
        PageConnection prompt =
                new PageConnection(
                        (body, finished) -> {
                            count[0]++;
                            finished.run();
                        },
                        () -> hungUp++);
        Runnable[] next = {null};
        next[0] =
                () -> {
                    if (count[0] < 100_000) {
                        prompt.send(stripe(1), next[0]);
                    }
                };

        prompt.send(stripe(1), next[0]);

        assertThat(count[0]).isEqualTo(100_000);
    }

    @Test
    void hangsUpOnAPageThatWouldGetNoMorePictures() {
        RelayTimer none = (delay, task) -> {};
        Relay relay = new Relay(request -> {}, none);
        relay.subscribe(broken(), 1000);

        relay.publish(stripe(1));

        assertThat(hungUp).isEqualTo(1);
        assertThat(relay.viewers()).isZero();
    }

    /** The relay sends nothing then, and learns nothing of it. */
    @Test
    void hangsUpIfAnAnswerCannotBeSent() {
        broken().answer(new Pong(1, 2, null, null));

        assertThat(hungUp).isEqualTo(1);
    }

    @Test
    void hangsUpIfNotEvenTheFirstMessageCanBeSent() {
        broken().begin(new Hello(false), () -> {});

        assertThat(hungUp).isEqualTo(1);
    }

    /** The page would wait for its first picture. */
    @Test
    void hangsUpIfWhatFollowsTheBeginningFails() {
        PageConnection begun =
                new PageConnection((body, finished) -> finished.run(), () -> hungUp++);
        begun.begin(
                new Hello(false),
                () -> {
                    throw new IllegalStateException("there is no such relay");
                });

        assertThat(hungUp).isEqualTo(1);
    }

    @Test
    void hangsUpIfWhatHasWaitedCannotBeSent() {
        PageConnection broken =
                new PageConnection(
                        (body, finished) -> {
                            if (body instanceof String) {
                                throw new IllegalStateException("the transport is broken");
                            }
                            unfinished.add(finished);
                        },
                        () -> hungUp++);
        broken.send(stripe(1), () -> done++);
        broken.answer(new Pong(1, 2, null, null));
        assertThat(hungUp).isZero();

        finishAll();

        assertThat(done).isEqualTo(1);
        assertThat(hungUp).isEqualTo(1);
    }

    @Test
    void hangsUpIfAMarkCannotBeSent() {
        PageConnection.Transport transport =
                new PageConnection.Transport() {
                    @Override
                    public void send(Object body, Runnable finished) {
                        unfinished.add(finished);
                    }

                    @Override
                    public void mark(Runnable finished) {
                        throw new IllegalStateException("the transport is broken");
                    }
                };
        new PageConnection(transport, () -> hungUp++).begin(new Hello(false), () -> {});

        finishAll();

        assertThat(hungUp).isEqualTo(1);
    }

    private PageConnection broken() {
        return new PageConnection(
                (body, finished) -> {
                    throw new IllegalStateException("the transport is broken");
                },
                () -> hungUp++);
    }

    private void finishAll() {
        while (!unfinished.isEmpty()) {
            unfinished.poll().run();
        }
    }

    private static RelayStripe stripe(int content) {
        return new RelayStripe(
                new byte[] {(byte) content}, Codec.JPEG, 0, 0, 64, 64, 64, true, true, 0);
    }
}
