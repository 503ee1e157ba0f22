// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentFramesTest {

    private static final long SECOND = 1_000_000_000;

    private final RecentFrames frames = new RecentFrames();

    @Test
    void hasNoneBeforeTheFirst() {
        assertThat(frames.inTheSecondBefore(0)).isZero();
    }

    @Test
    void countsThoseOfTheLastSecond() {
        frames.add(0);
        frames.add(SECOND / 2);
        frames.add(SECOND);

        assertThat(frames.inTheSecondBefore(SECOND)).isEqualTo(2);
        assertThat(frames.inTheSecondBefore(2 * SECOND - 1)).isEqualTo(1);
        assertThat(frames.inTheSecondBefore(2 * SECOND)).isZero();
    }

    @Test
    void goesOnForEver() {
        for (int frame = 0; frame < 100_000; frame++) {
            frames.add(frame * SECOND / 240);
        }

        assertThat(frames.inTheSecondBefore(99_999 * SECOND / 240)).isEqualTo(240);
    }

    @Test
    void worksWithAClockThatIsNegative() {
        frames.add(-SECOND);
        frames.add(-1);

        assertThat(frames.inTheSecondBefore(5)).isEqualTo(1);
    }
}
