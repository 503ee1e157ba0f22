// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {

    /** Just below the overflow, where a clock like nanoTime may well be. */
    private long now = Long.MAX_VALUE - 5;

    private final InFlight inFlight = new InFlight(() -> now);
    private int freed;

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void whenFree() {
        inFlight.whenFree(() -> freed++);
    }

    @Test
    void isFreeWhileMarksAreAwayForShort() {
        for (int i = 1; i <= 100; i++) {
            long mark = inFlight.mark(now, 0);
            pass(InFlight.LONGEST);
            whenFree();
            assertThat(freed).isEqualTo(i);
            inFlight.cameBack(mark);
        }
    }

    @Test
    void waitsWhileOneIsAwayForLong() {
        long first = inFlight.mark(now, 0);
        pass(Duration.ofMillis(200));
        long second = inFlight.mark(now, 0);
        pass(Duration.ofMillis(100));

        whenFree();
        assertThat(freed).isZero();

        inFlight.cameBack(first);
        assertThat(freed).as("the second is away for 100 ms").isEqualTo(1);
        inFlight.cameBack(second);
        assertThat(freed).as("once").isEqualTo(1);
    }

    /** A slow link may take seconds before the last byte of a picture can be handed over. */
    @Test
    void countsFromTheBeginningOfTheFrame() {
        inFlight.cameBack(inFlight.mark(now, 0));
        long begun = now;
        pass(Duration.ofMillis(500));
        long mark = inFlight.mark(begun, 0);
        whenFree();
        assertThat(freed).isZero();
        inFlight.cameBack(mark);
        assertThat(freed).isEqualTo(1);
    }

    @Test
    void waitsForTheLastIfAllAreAwayForLong() {
        inFlight.cameBack(inFlight.mark(now, 0));
        long first = inFlight.mark(now, 0);
        long second = inFlight.mark(now, 0);
        pass(Duration.ofMillis(900));
        whenFree();
        pass(Duration.ofMillis(300));
        inFlight.cameBack(first);
        long third = inFlight.mark(now, 0);
        pass(Duration.ofSeconds(2));

        assertThat(freed).isZero();
        inFlight.cameBack(third);
        assertThat(freed).as("also without the second one").isEqualTo(1);
        inFlight.cameBack(second);
        assertThat(freed).isEqualTo(1);
    }

    /** To the other side of the world and back, a mark takes long without anything before it. */
    @Test
    void allowsTheTimeOfTheWay() {
        Duration way = Duration.ofMillis(600);
        long first = inFlight.mark(now, 0);
        pass(way);
        inFlight.cameBack(first);

        inFlight.mark(now, 0);
        pass(way.plus(InFlight.LONGEST));
        whenFree();
        assertThat(freed).isEqualTo(1);

        pass(Duration.ofMillis(1));
        whenFree();
        assertThat(freed).isEqualTo(1);
    }

    @Test
    void hasNoUseForMarksThatItDidNotSend() {
        inFlight.cameBack(1);
        inFlight.cameBack(Long.MIN_VALUE);
        inFlight.mark(now, 0);
        inFlight.cameBack(0);
        pass(Duration.ofSeconds(1));
        whenFree();
        assertThat(freed).isZero();
    }

    private static final long MUCH = 100_000;

    /** A frame that a link of this speed brings at once. */
    private void bring(long bytes, double bytesPerSecond) {
        long mark = inFlight.mark(now, bytes);
        pass(Duration.ofNanos((long) (bytes / bytesPerSecond * 1e9)));
        inFlight.cameBack(mark);
    }

    @Test
    void tellsWhenAllThatIsAwayHasComeBack() {
        int[] back = {0};
        inFlight.whenBack(() -> back[0]++);
        assertThat(back[0]).as("nothing is away").isEqualTo(1);
        long first = inFlight.mark(now, 0);
        long second = inFlight.mark(now, MUCH);
        inFlight.whenBack(() -> back[0]++);
        inFlight.cameBack(first);
        assertThat(back[0]).isEqualTo(1);
        inFlight.cameBack(second);
        inFlight.cameBack(second);
        assertThat(back[0]).isEqualTo(2);
    }

    @Test
    void aLinkIsNoFasterThanWhatHasNotComeBackTells() {
        inFlight.cameBack(inFlight.mark(now, 0));
        inFlight.mark(now, InFlight.TELLING_BYTES);
        assertThat(inFlight.bytesPerSecond()).isEqualTo(Long.MAX_VALUE);
        pass(Duration.ofSeconds(2));
        assertThat(inFlight.bytesPerSecond()).isEqualTo(InFlight.TELLING_BYTES / 2);
    }

    @Test
    void knowsHowFastTheLinkIs() {
        assertThat(inFlight.bytesPerSecond()).isEqualTo(Long.MAX_VALUE);
        bring(1000, 50_000);
        assertThat(inFlight.bytesPerSecond()).as("of little").isEqualTo(Long.MAX_VALUE);
        pass(Duration.ofSeconds(1));
        long mark = inFlight.mark(now, MUCH);
        pass(Duration.ofMillis(1020)); // 20 ms of them are the way there and back
        inFlight.cameBack(mark);

        assertThat(inFlight.bytesPerSecond()).isEqualTo(MUCH);
    }

    @Test
    void countsNoTimeInWhichTheLinkWasBusyWithSomethingElse() {
        inFlight.cameBack(inFlight.mark(now, 0));
        long first = inFlight.mark(now, MUCH);
        long second = inFlight.mark(now, 2 * MUCH);
        pass(Duration.ofSeconds(1));
        inFlight.cameBack(first);
        pass(Duration.ofSeconds(2));
        inFlight.cameBack(second);

        assertThat(inFlight.bytesPerSecond()).isEqualTo(MUCH);
    }

    /** A page whose machine was busy sends all marks back at once. */
    @Test
    void marksThatComeBackTogetherMakeNoFastLink() {
        inFlight.cameBack(inFlight.mark(now, 0));
        long first = inFlight.mark(now, MUCH);
        pass(Duration.ofMillis(100));
        long second = inFlight.mark(now, MUCH);
        pass(Duration.ofSeconds(2));
        inFlight.cameBack(first);
        pass(Duration.ofNanos(100));
        inFlight.cameBack(second);

        assertThat(inFlight.bytesPerSecond()).isLessThanOrEqualTo(MUCH);
    }

    @Test
    void onePauseMakesNoSlowLink() {
        bring(0, 1);
        bring(MUCH, 5_000_000);
        bring(MUCH, 100_000);
        assertThat(inFlight.bytesPerSecond()).isEqualTo(5_000_000);
        bring(MUCH, 100_000);
        assertThat(inFlight.bytesPerSecond()).isEqualTo(100_000);
        bring(MUCH, 5_000_000);
        assertThat(inFlight.bytesPerSecond()).isEqualTo(5_000_000);
    }

    @Test
    void waitsWhileMoreIsAwayThanKeepsASlowLinkBusy() {
        bring(0, 1);
        bring(MUCH, 100_000);
        bring(MUCH, 100_000);
        long mark = inFlight.mark(now, 3_500);
        whenFree();
        assertThat(freed).isEqualTo(1);
        long next = inFlight.mark(now, 3_500);
        whenFree();
        assertThat(freed).isEqualTo(1);
        inFlight.cameBack(mark);
        assertThat(freed).isEqualTo(2);
        inFlight.cameBack(next);
        assertThat(freed).isEqualTo(2);
    }

    private static final Duration SHORT_WAY = Duration.ofMillis(20);
    private static final Duration LONG_WAY = Duration.ofMillis(600);

    /** A frame that finds nothing away, and the mark ahead of it if there is one. */
    private boolean bringByItself(Duration way, long bytes, double bytesPerSecond) {
        long ahead = inFlight.markAhead();
        long mark = inFlight.mark(now, bytes);
        pass(way);
        if (ahead != 0) {
            inFlight.cameBack(ahead);
        }
        pass(Duration.ofNanos((long) (bytes / bytesPerSecond * 1e9)));
        inFlight.cameBack(mark);
        return ahead != 0;
    }

    private void passUntilStale() {
        pass(InFlight.FRESH.plusMillis(1));
    }

    /** Whether more may be sent although something is away for so long. */
    private boolean isFreeAfter(Duration time) {
        long mark = inFlight.mark(now, 0);
        pass(time);
        int before = freed;
        whenFree();
        boolean free = freed > before;
        inFlight.cameBack(mark);
        return free;
    }

    @Test
    void learnsThatTheWayHasBecomeLonger() {
        bring(0, 1);
        bringByItself(SHORT_WAY, MUCH, 1_000_000);
        passUntilStale();
        assertThat(bringByItself(LONG_WAY, MUCH, 1_000_000)).isTrue();
        assertThat(isFreeAfter(LONG_WAY)).as("once can be a pause of the page").isFalse();
        passUntilStale();
        assertThat(bringByItself(LONG_WAY, MUCH, 1_000_000)).isTrue();
        assertThat(isFreeAfter(LONG_WAY.plus(InFlight.LONGEST))).isTrue();
        assertThat(isFreeAfter(LONG_WAY.plus(InFlight.LONGEST).plusMillis(1))).isFalse();

        bringByItself(LONG_WAY, MUCH, 1_000_000);
        bringByItself(LONG_WAY, MUCH, 1_000_000);
        assertThat(inFlight.bytesPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void oneLongMeasurementIsForgotten() {
        bringByItself(SHORT_WAY, 0, 1);
        for (Duration way : new Duration[] {SHORT_WAY, LONG_WAY, SHORT_WAY, LONG_WAY, SHORT_WAY}) {
            passUntilStale();
            assertThat(bringByItself(way, 0, 1)).isTrue();
            assertThat(isFreeAfter(LONG_WAY)).isFalse();
        }
    }

    @Test
    void aShorterWayCountsAtOnce() {
        bringByItself(LONG_WAY, 0, 1);
        assertThat(isFreeAfter(LONG_WAY)).isTrue();
        bringByItself(SHORT_WAY, 0, 1);
        assertThat(isFreeAfter(LONG_WAY)).isFalse();
    }

    /** Frames that queue up on a busy link look like a way that grows. */
    @Test
    void aQueueMakesNoLongWay() {
        bringByItself(SHORT_WAY, 0, 1);
        long end = now + InFlight.FRESH.multipliedBy(4).toNanos();
        long previous = inFlight.mark(now, 0);
        while (now - end < 0) {
            assertThat(inFlight.markAhead()).as("something is away").isZero();
            long next = inFlight.mark(now, 0);
            pass(InFlight.LONGEST.dividedBy(2));
            inFlight.cameBack(previous);
            previous = next;
        }
        assertThat(isFreeAfter(SHORT_WAY)).as("too long since the way was measured").isFalse();

        long ahead = inFlight.markAhead();
        assertThat(ahead).as("nothing is away").isNotZero();
        pass(SHORT_WAY);
        inFlight.cameBack(ahead);
        assertThat(isFreeAfter(SHORT_WAY.plus(InFlight.LONGEST))).isTrue();
        assertThat(isFreeAfter(SHORT_WAY.plus(InFlight.LONGEST).plusMillis(1))).isFalse();
    }

    @Test
    void measuresOnlyWhenItIsTime() {
        assertThat(inFlight.markAhead()).as("before anything came back").isZero();
        bringByItself(SHORT_WAY, 0, 1);
        pass(InFlight.FRESH);
        assertThat(inFlight.markAhead()).isZero();
        pass(Duration.ofMillis(1));
        long ahead = inFlight.markAhead();
        assertThat(ahead).isNotZero();
        pass(InFlight.FRESH.multipliedBy(3));
        assertThat(inFlight.markAhead()).as("while it measures").isZero();
        inFlight.cameBack(ahead);
        assertThat(inFlight.markAhead()).as("just measured").isZero();
    }

    /** RFC 6455 allows to answer only the last of several pings. */
    @Test
    void aMarkThatWasNotAnsweredByItselfMakesNoLongWay() {
        bringByItself(SHORT_WAY, 0, 1);
        for (int i = 0; i < 3; i++) {
            passUntilStale();
            assertThat(inFlight.markAhead()).isNotZero();
            long mark = inFlight.mark(now, MUCH);
            pass(LONG_WAY);
            inFlight.cameBack(mark);
            assertThat(isFreeAfter(LONG_WAY)).isFalse();
        }
    }
}
