// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GapsTest {

    private final Gaps gaps = new Gaps();

    @Test
    void findsTheMedianOfWhatCameSince() {
        gaps.add(90_000);
        Gaps before = gaps.copy();
        gaps.add(1_000);
        gaps.add(2_000);
        gaps.add(80_000);
        assertThat(gaps.medianSince(before)).isEqualTo(2, within(0.05));
    }

    @Test
    void takesVeryLongOnesAsTheLongest() {
        Gaps before = gaps.copy();
        gaps.add(TimeUnit.SECONDS.toNanos(1));
        assertThat(gaps.medianSince(before)).isEqualTo(200, within(0.05));
    }

    @Test
    void hasNoMedianOfNothing() {
        assertThat(gaps.medianSince(gaps.copy())).isNaN();
    }
}
