// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;

/** How fast a capture goes that waits for its viewers. */
class RelayPaceTest {

    private static final int ROWS = 2;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ManualTimer timer = new ManualTimer();
    private final Relay relay = new Relay(request -> {}, timer);
    private final FakeCapture capture = new FakeCapture(Codec.H264, ROWS, relay::publish);

    @Test
    void doesNotWaitWithoutAViewer() throws Exception {
        capture.wholeFrame();

        relay.awaitRoom(LONG);
    }

    @Test
    void waitsForTheOnlyViewerToTakeAFrame() throws Exception {
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(slow, 1 << 20);
        fill();
        Thread waiting = awaitRoomOnAThread();

        while (waiting.isAlive() && slow.take()) {
            // It takes until the capture goes on.
        }
        waiting.join();

        assertThat(slow.messages()).isNotEmpty();
    }

    @Test
    void goesAtThePaceOfTheFastest() throws Exception {
        relay.subscribe(FakeViewer.slow(ROWS), 1 << 20);
        relay.subscribe(FakeViewer.prompt(ROWS), 1 << 20);
        fill();

        relay.awaitRoom(LONG);
    }

    @Test
    void waitsOnceForWhoTakesNothing() throws Exception {
        FakeViewer stuck = FakeViewer.slow(ROWS);
        relay.subscribe(stuck, 1 << 20);
        fill();
        relay.awaitRoom(SHORT);

        relay.awaitRoom(LONG);

        stuck.take();
        fill();
        Thread waiting = awaitRoomOnAThread();
        stuck.takeAll();
        waiting.join();
    }

    @Test
    void goesOnWhenTheViewerLeaves() throws Exception {
        Subscription subscription = relay.subscribe(FakeViewer.slow(ROWS), 1 << 20);
        fill();
        Thread waiting = awaitRoomOnAThread();

        subscription.close();

        waiting.join();
    }

    @Test
    void goesOnWhenTheViewerHasNoUseForWhatWaits() throws Exception {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 1 << 20);
        capture.wholeFrame();
        slow.takeAll();
        fill();
        Thread waiting = awaitRoomOnAThread();

        subscription.startOver();

        waiting.join();
    }

    @Test
    void goesOnWhenAnotherViewerComes() throws Exception {
        relay.subscribe(FakeViewer.slow(ROWS), 1 << 20);
        fill();
        Thread waiting = awaitRoomOnAThread();

        relay.subscribe(FakeViewer.prompt(ROWS), 1 << 20);

        waiting.join();
    }

    private void fill() {
        for (int frame = 0; frame < 5; frame++) {
            capture.wholeFrame();
        }
    }

    /** Returns when it waits. */
    private Thread awaitRoomOnAThread() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                relay.awaitRoom(LONG);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
