// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StolenTimeTest {

    @Test
    void isTheEighthOfAllCoresTimesWithoutThoseOfGuests() {
        StolenTime before = StolenTime.of("cpu  100 0 50 800 10 0 5 35 90 9\ncpu0 1 2 3");
        StolenTime after = StolenTime.of("cpu  150 0 60 825 10 0 5 50 140 9\ncpu0 1 2 3");

        assertThat(before).isEqualTo(new StolenTime(35, 1000));
        assertThat(after.percentSince(before)).isEqualTo(15);
        assertThat(after.percentSince(after)).isZero();
    }

    @Test
    void isReadFromThisKernel() throws Exception {
        assertThat(StolenTime.now().allTicks()).isPositive();
    }
}
