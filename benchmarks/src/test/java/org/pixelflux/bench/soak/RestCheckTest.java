// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestCheckTest {

    /** Every six minutes for an hour; memory has grown by 100 MiB in the first third. */
    private static List<HeldResources> hour(double mebibytesEach, long descriptorsEach) {
        List<HeldResources> rest = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double warmth = i < 3 ? -100 : 0;
            rest.add(
                    new HeldResources(
                            360 * i,
                            200 + warmth + mebibytesEach * i,
                            40,
                            60 + descriptorsEach * i,
                            1));
        }
        return rest;
    }

    @Test
    void findsNothingWhereNothingGrows() {
        RestCheck check = new RestCheck(hour(0, 0));

        assertThat(check.faults()).isEmpty();
        assertThat(check.mebibytesPerHour()).isZero();
    }

    @Test
    void measuresMemoryOnceItIsWarm() {
        assertThat(new RestCheck(hour(0.5, 0)).mebibytesPerHour()).isCloseTo(5, within(1e-9));
        assertThat(new RestCheck(hour(-2, 0)).mebibytesPerHour()).isCloseTo(-20, within(1e-9));
    }

    @Test
    void namesWhatHasGrown() {
        assertThat(new RestCheck(hour(0, 1)).faults())
                .containsExactly("descriptors grew from 63 to 69");
    }

    @Test
    void takesWhatOneLookSays() {
        RestCheck check = new RestCheck(hour(0, 0).subList(0, 1));

        assertThat(check.faults()).isEmpty();
        assertThat(check.mebibytesPerHour()).isZero();
    }
}
