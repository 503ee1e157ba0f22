// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ViewerTest {

    private final List<Object> sent = new ArrayList<>();
    private final Deque<Runnable> unfinished = new ArrayDeque<>();
    private int caughtUp;

    private final Viewer slow =
            new Viewer(
                    (message, done) -> {
                        sent.add(message);
                        unfinished.add(done);
                    },
                    () -> caughtUp++);

    private final Viewer fast =
            new Viewer(
                    (message, done) -> {
                        sent.add(message);
                        done.run();
                    },
                    () -> caughtUp++);

    @Test
    void joinsAtTheFirstStripeOfAFrame() {
        fast.stripe(stripe(1), false);
        fast.endOfFrame("end 0");
        fast.stripe(stripe(2), true);
        fast.stripe(stripe(3), false);
        fast.endOfFrame("end 1");

        assertThat(sent).containsExactly(stripe(2), stripe(3), "end 1");
    }

    @Test
    void sendsOneMessageAtATimeAndInOrder() {
        frame(slow, 1);
        assertThat(sent).containsExactly(stripe(1));

        finishAll();
        assertThat(sent).containsExactly(stripe(1), "end 1");
    }

    @Test
    void sendsAQueueThatWouldBeTooDeepForARecursion() {
        List<Runnable> first = new ArrayList<>();
        Viewer viewer =
                new Viewer(
                        (message, done) -> {
                            sent.add(message);
                            if (sent.size() == 1) {
                                first.add(done);
                            } else {
                                done.run();
                            }
                        },
                        () -> caughtUp++);
        viewer.stripe(stripe(0), true);
        for (int i = 1; i < 100_000; i++) {
            viewer.stripe(stripe(1), false);
        }

        first.get(0).run();

        assertThat(sent).hasSize(100_000);
    }

    @Test
    void waitsForAPageThatIsALittleBehind() throws Exception {
        for (int i = 0; i < 4; i++) {
            frame(slow, i);
        }
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> await(slow, Duration.ofSeconds(30)));

        finishAll();

        waiting.get(10, TimeUnit.SECONDS);
        assertThat(sent).hasSize(8);
        assertThat(caughtUp).isZero();
    }

    @Test
    void dropsWhatWaitsForAPageThatTakesNothingAndJoinsAgainWithAKeyFrame() {
        for (int i = 0; i < 4; i++) {
            frame(slow, i);
        }
        await(slow, Duration.ZERO);
        frame(slow, 4);
        assertThat(sent).containsExactly(stripe(0));

        finishAll();
        assertThat(caughtUp).isEqualTo(1);
        slow.stripe(stripe(5), false);
        assertThat(sent).containsExactly(stripe(0));

        frame(slow, 6);
        finishAll();
        assertThat(sent).containsExactly(stripe(0), stripe(6), "end 6");
        assertThat(caughtUp).isEqualTo(1);
    }

    @Test
    void releasesTheCaptureWhenItsPageIsClosed() throws Exception {
        for (int i = 0; i < 4; i++) {
            frame(slow, i);
        }
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> await(slow, Duration.ofSeconds(30)));

        slow.close();

        waiting.get(10, TimeUnit.SECONDS);
        finishAll();
        frame(slow, 5);
        assertThat(sent).containsExactly(stripe(0));
        assertThat(caughtUp).isZero();
    }

    private static void frame(Viewer viewer, int number) {
        viewer.stripe(stripe(number), true);
        viewer.endOfFrame("end " + number);
    }

    private void finishAll() {
        while (!unfinished.isEmpty()) {
            unfinished.remove().run();
        }
    }

    private static void await(Viewer viewer, Duration patience) {
        try {
            viewer.awaitRoom(System.nanoTime() + patience.toNanos());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] stripe(int number) {
        return new byte[] {(byte) number};
    }
}
