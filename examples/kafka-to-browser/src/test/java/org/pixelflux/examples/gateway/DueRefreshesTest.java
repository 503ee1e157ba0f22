// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.examples.gateway.DueRefreshes.Due;
import org.pixelflux.picture.FrameNumber;

class DueRefreshesTest {

    private static final long ANY = Long.MAX_VALUE;

    private final DueRefreshes due = new DueRefreshes();

    @Test
    void areJoinedToTheOldest() {
        assertThat(due.add("desk", frame(7), ANY)).isTrue();
        assertThat(due.add("desk", frame(5), 900)).isFalse();
        assertThat(due.add("desk", frame(6), 700)).isFalse();
        assertThat(due.add("other", frame(9), ANY)).isTrue();

        assertThat(due.take("desk")).isEqualTo(new Due(frame(5), 700));
        assertThat(due.take("other")).isEqualTo(new Due(frame(9), ANY));
        assertThat(due.add("desk", frame(8), ANY)).as("anew").isTrue();
        assertThat(due.take("desk")).isEqualTo(new Due(frame(8), ANY));
    }

    @Test
    void areForEverythingIfOneIs() {
        due.add("desk", frame(7), ANY);
        due.add("desk", null, ANY);
        due.add("desk", frame(6), 700);

        assertThat(due.take("desk")).isEqualTo(new Due(null, ANY));
    }

    /** Nobody knows which epoch goes on. */
    @Test
    void areForEverythingIfTheyAreOfTwoEpochs() {
        due.add("desk", frame(7), ANY);
        due.add("desk", new FrameNumber(2, 7), 700);

        assertThat(due.take("desk")).isEqualTo(new Due(null, ANY));
    }

    /** As an executor does for which the system has no thread. */
    @Test
    void areForgottenIfNobodyAsksForThem() {
        assertThatThrownBy(
                        () ->
                                due.add(
                                        "desk",
                                        frame(5),
                                        ANY,
                                        () -> {
                                            throw new OutOfMemoryError("no thread, of a test");
                                        }))
                .isInstanceOf(OutOfMemoryError.class);
        List<Due> asked = new ArrayList<>();

        due.add("desk", frame(7), ANY, () -> asked.add(due.take("desk")));

        assertThat(asked).containsExactly(new Due(frame(7), ANY));
    }

    private static FrameNumber frame(long number) {
        return new FrameNumber(1, number);
    }
}
