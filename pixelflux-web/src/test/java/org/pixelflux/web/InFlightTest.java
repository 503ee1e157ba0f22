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
            long mark = inFlight.mark(now);
            pass(InFlight.LONGEST);
            whenFree();
            assertThat(freed).isEqualTo(i);
            inFlight.cameBack(mark);
        }
    }

    @Test
    void waitsWhileOneIsAwayForLong() {
        long first = inFlight.mark(now);
        pass(Duration.ofMillis(200));
        long second = inFlight.mark(now);
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
        inFlight.cameBack(inFlight.mark(now));
        long begun = now;
        pass(Duration.ofMillis(500));
        long mark = inFlight.mark(begun);
        whenFree();
        assertThat(freed).isZero();
        inFlight.cameBack(mark);
        assertThat(freed).isEqualTo(1);
    }

    @Test
    void waitsForTheLastIfAllAreAwayForLong() {
        inFlight.cameBack(inFlight.mark(now));
        long first = inFlight.mark(now);
        long second = inFlight.mark(now);
        pass(Duration.ofMillis(900));
        whenFree();
        pass(Duration.ofMillis(300));
        inFlight.cameBack(first);
        long third = inFlight.mark(now);
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
        long first = inFlight.mark(now);
        pass(way);
        inFlight.cameBack(first);

        inFlight.mark(now);
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
        inFlight.mark(now);
        inFlight.cameBack(0);
        pass(Duration.ofSeconds(1));
        whenFree();
        assertThat(freed).isZero();
    }
}
