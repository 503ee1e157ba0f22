// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** When changes are given, by a time that passes only while somebody waits. */
class ChangeGatheringTest {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 100;
    private static final PictureArea CARET = new PictureArea(10, 10, 2, 16);
    private static final PictureArea CLOCK = new PictureArea(900, 0, 60, 16);

    /** A change that was given, and when. */
    private record Given(long millis, ScreenChange change) {}

    /** A screen that changes as it was told, and then ends. */
    private static final class Screen implements ChangeGathering.Changes {

        private record At(long nanos, Frame frame) {}

        private final Deque<At> script = new ArrayDeque<>();
        private long now;
        private long id;
        private boolean closed;
        private boolean fails;
        private long epoch;
        private int lastWidth;

        Screen() {
            at(0, new PictureArea(0, 0, WIDTH, HEIGHT));
        }

        /** In ascending order. */
        Screen at(long millis, PictureArea... areas) {
            return at(millis, WIDTH, HEIGHT, areas);
        }

        Screen at(long millis, int width, int height, PictureArea... areas) {
            long nanos = Duration.ofMillis(millis).toNanos();
            epoch += width == lastWidth ? 0 : 1;
            lastWidth = width;
            SendReason reason = id == 0 ? SendReason.KEY_FRAME : SendReason.CHANGE;
            ScreenChange change =
                    new ScreenChange(epoch, id++, reason, nanos, width, height, List.of(areas));
            script.add(new At(nanos, new Frame(change, nanos)));
            return this;
        }

        @Override
        public Frame next(long timeoutNanos) {
            if (fails) {
                fails = false;
                throw new PixelfluxException(PixelfluxException.Code.CAPTURE, "of a test");
            }
            At next = script.peek();
            if (next == null && timeoutNanos < 0) {
                return null;
            }
            if (next == null || timeoutNanos >= 0 && next.nanos - now > timeoutNanos) {
                now += timeoutNanos;
                return Frame.EMPTY;
            }
            now = Math.max(now, next.nanos);
            return script.remove().frame;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        List<Given> given(ChangePolicy policy) {
            ChangeGathering gathering = new ChangeGathering(this, () -> now, policy);
            List<Given> given = new ArrayList<>();
            for (ScreenChange change; (change = gathering.next(-1)) != null; ) {
                given.add(new Given(Duration.ofNanos(now).toMillis(), change));
            }
            return given;
        }

        List<Long> times(ChangePolicy policy) {
            return given(policy).stream().map(Given::millis).toList();
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void withoutPolicyEachComesAtOnce() {
        Screen screen = new Screen().at(10, CARET).at(20, CARET, CLOCK);
        assertThat(screen.given(ChangePolicy.EVERY_CHANGE))
                .extracting(one -> one.change().areas())
                .containsExactly(
                        List.of(new PictureArea(0, 0, WIDTH, HEIGHT)),
                        List.of(CARET),
                        List.of(CARET, CLOCK));
    }

    @Test
    void minIntervalJoinsWhatComesTooSoon() {
        Screen screen = new Screen().at(100, CARET).at(200, CLOCK).at(5000, CARET);
        List<Given> given = screen.given(ChangePolicy.EVERY_CHANGE.withMinInterval(millis(1000)));
        assertThat(given).extracting(Given::millis).containsExactly(0L, 1000L, 5000L);
        assertThat(given.get(1).change().areas()).containsExactlyInAnyOrder(CARET, CLOCK);
        assertThat(given.get(1).change().id()).isEqualTo(2);
        assertThat(given.get(1).change().captureNanos()).isEqualTo(millis(200).toNanos());
    }

    @Test
    void typingForAMinuteGivesAtMostOneChangeASecond() {
        Screen screen = new Screen();
        for (int key = 1; key <= 600; key++) {
            screen.at(100L * key, new PictureArea(8 * (key % 100), 16 * (key / 200), 8, 14));
        }
        List<Long> times = screen.times(ChangePolicy.EVERY_CHANGE.withMinInterval(millis(1000)));
        assertThat(times).hasSize(61);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(1000);
        }
    }

    @Test
    void settledScreenIsGivenOnceNothingChangedForSoLong() {
        Screen screen = new Screen().at(100, CARET).at(400, CLOCK).at(700, CARET).at(9000, CARET);
        List<Given> given = screen.given(ChangePolicy.EVERY_CHANGE.withSettle(millis(500)));
        assertThat(given).extracting(Given::millis).containsExactly(0L, 1200L, 9500L);
        assertThat(given.get(1).change().areas()).containsExactlyInAnyOrder(CARET, CLOCK);
    }

    @Test
    void clockThatTicksFasterThanTheScreenSettlesDoesNotStarveIt() {
        Screen screen = new Screen();
        for (int tick = 1; tick <= 100; tick++) {
            screen.at(100L * tick, CLOCK);
        }
        ChangePolicy patient = ChangePolicy.EVERY_CHANGE.withSettle(millis(500), millis(2000));
        // The first tick is at 100, the next after a picture 100 later.
        assertThat(screen.times(patient)).containsExactly(0L, 2100L, 4200L, 6300L, 8400L, 10500L);
    }

    @Test
    void withoutMaxWaitItIsTenTimesSettle() {
        Screen screen = new Screen();
        for (int tick = 1; tick <= 100; tick++) {
            screen.at(100L * tick, CLOCK);
        }
        assertThat(screen.times(ChangePolicy.EVERY_CHANGE.withSettle(millis(200))))
                .startsWith(0L, 2100L, 4200L);
    }

    @Test
    void smallChangesAreGatheredUntilTheyAreEnough() {
        Screen screen = new Screen();
        for (int key = 1; key <= 20; key++) {
            screen.at(100L * key, new PictureArea(10 * key, 50, 10, 10));
        }
        List<Given> given = screen.given(ChangePolicy.EVERY_CHANGE.withMinChangedPixels(1000));
        assertThat(given).extracting(Given::millis).containsExactly(0L, 1000L, 2000L);
        assertThat(given.get(1).change().changedPixels()).isEqualTo(1000);
        assertThat(given.get(1).change().share()).isEqualTo(0.01);
    }

    @Test
    void caretThatBlinksIsNeverEnough() {
        Screen screen = new Screen();
        for (int blink = 1; blink <= 100; blink++) {
            screen.at(500L * blink, CARET);
        }
        screen.at(60_000, new PictureArea(100, 0, 100, 50));
        List<Given> given = screen.given(ChangePolicy.EVERY_CHANGE.withMinChangedPercent(1));
        assertThat(given).extracting(Given::millis).containsExactly(0L, 60_000L);
        assertThat(given.get(1).change().areas())
                .containsExactly(CARET, new PictureArea(100, 0, 100, 50));
    }

    @Test
    void caretThatBlinksDoesNotPutOffASettledScreen() {
        Screen screen = new Screen();
        for (int blink = 1; blink <= 20; blink++) {
            screen.at(100L * blink, CARET);
        }
        screen.at(2001, new PictureArea(100, 0, 100, 50));
        for (int blink = 21; blink <= 40; blink++) {
            screen.at(100L * blink + 1, CARET);
        }
        ChangePolicy policy =
                ChangePolicy.EVERY_CHANGE
                        .withSettle(millis(500), millis(5000))
                        .withMinChangedPixels(1000);
        assertThat(screen.times(policy)).containsExactly(0L, 2501L);
    }

    @Test
    void anotherSizeForgetsWhereTheOldPictureChanged() {
        Screen screen = new Screen().at(10, CLOCK).at(20, 500, 50, new PictureArea(0, 0, 500, 50));
        List<Given> given = screen.given(ChangePolicy.EVERY_CHANGE.withMinInterval(millis(1000)));
        assertThat(given).hasSize(2);
        assertThat(given.get(1).change().areas()).containsExactly(new PictureArea(0, 0, 500, 50));
        assertThat(given.get(1).change().share()).isEqualTo(1);
    }

    @Test
    void timeoutGivesNothingAndLosesNothing() {
        Screen screen = new Screen().at(100, CARET).at(200, CLOCK);
        ChangeGathering gathering =
                new ChangeGathering(
                        screen,
                        () -> screen.now,
                        ChangePolicy.EVERY_CHANGE.withMinInterval(millis(1000)));
        assertThat(gathering.next(0).isEmpty()).isFalse();
        assertThat(gathering.next(0).isEmpty()).isTrue();
        assertThat(gathering.next(millis(300).toNanos())).isEqualTo(ScreenChange.NONE);
        assertThat(screen.now).isEqualTo(millis(300).toNanos());
        assertThat(gathering.next(millis(10_000).toNanos()).areas()).containsExactly(CARET, CLOCK);
        assertThat(screen.now).isEqualTo(millis(1000).toNanos());
    }

    @Test
    void closedCaptureGivesNothingThatWasGathered() {
        Screen screen = new Screen().at(100, CARET);
        ChangeGathering gathering =
                new ChangeGathering(
                        screen,
                        () -> screen.now,
                        ChangePolicy.EVERY_CHANGE.withMinInterval(millis(1000)));
        gathering.next(0);
        assertThat(gathering.next(millis(500).toNanos()).isEmpty()).isTrue();
        screen.now = millis(5000).toNanos();
        screen.closed = true;
        assertThat(gathering.next(-1)).isNull();
    }

    /** Its picture is gone until then. */
    @Test
    void whatWasGatheredBeforeAFailureComesWithTheFrameAfterIt() {
        PictureArea whole = new PictureArea(0, 0, WIDTH, HEIGHT);
        Screen screen = new Screen().at(100, CARET).at(6000, whole);
        ChangeGathering gathering =
                new ChangeGathering(
                        screen,
                        () -> screen.now,
                        ChangePolicy.EVERY_CHANGE.withMinInterval(millis(1000)));
        gathering.next(0);
        assertThat(gathering.next(millis(500).toNanos()).isEmpty()).isTrue();
        screen.fails = true;
        assertThatExceptionOfType(PixelfluxException.class).isThrownBy(() -> gathering.next(-1));
        screen.now = millis(3000).toNanos();

        assertThat(gathering.next(0).isEmpty()).isTrue();
        assertThat(gathering.next(-1).areas()).containsExactly(whole);
        assertThat(screen.now).isEqualTo(millis(6000).toNanos());
    }

    /** A capture with one thread at a time in its next, as a NativeSession has. */
    private static final class Shared implements ChangeGathering.Changes {
        private final Screen script = new Screen().at(100, CARET);
        private final Lock turn = new ReentrantLock();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final BlockingQueue<Long> waitsOfOthers = new LinkedBlockingQueue<>();
        private volatile Thread first;

        @Override
        public Frame next(long timeoutNanos) {
            if (first == null) {
                return script.next(timeoutNanos);
            }
            if (Thread.currentThread() != first) {
                waitsOfOthers.add(timeoutNanos);
            }
            turn.lock();
            try {
                entered.countDown();
                go.await();
                return script.next(timeoutNanos);
            } catch (InterruptedException e) {
                return null;
            } finally {
                turn.unlock();
            }
        }

        @Override
        public boolean isClosed() {
            return false;
        }
    }

    @Test
    void whoWaitsForAnotherThreadKnowsWhenItsChangeIsDue() throws Exception {
        Shared screen = new Shared();
        Duration settle = Duration.ofHours(1);
        ChangeGathering gathering =
                new ChangeGathering(
                        screen,
                        () -> screen.script.now,
                        ChangePolicy.EVERY_CHANGE.withSettle(settle));
        gathering.next(0);
        FutureTask<ScreenChange> hasten =
                new FutureTask<>(() -> gathering.next(millis(200).toNanos()));
        FutureTask<ScreenChange> wait = new FutureTask<>(() -> gathering.next(-1));
        Thread hastening = new Thread(hasten);
        screen.first = hastening;
        hastening.start();
        screen.entered.await();
        Thread waiting = new Thread(wait);
        waiting.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> waiting.getState() == Thread.State.WAITING);
        screen.go.countDown();

        assertThat(hasten.get()).as("the caret has not settled").isEqualTo(ScreenChange.NONE);
        assertThat(screen.waitsOfOthers.take()).isBetween(1L, settle.toNanos());
        assertThat(wait.get().areas()).containsExactly(CARET);
    }

    @Test
    void timeoutPassesWhileAnotherThreadWaits() throws Exception {
        Shared screen = new Shared();
        ChangeGathering gathering =
                new ChangeGathering(screen, () -> screen.script.now, ChangePolicy.EVERY_CHANGE);
        gathering.next(0);
        FutureTask<ScreenChange> wait = new FutureTask<>(() -> gathering.next(-1));
        screen.first = new Thread(wait);
        screen.first.start();
        screen.entered.await();

        assertThat(gathering.next(millis(1).toNanos())).isEqualTo(ScreenChange.NONE);

        screen.go.countDown();
        assertThat(wait.get().areas()).containsExactly(CARET);
    }
}
