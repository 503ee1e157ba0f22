// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.picture.FrameNumber;

class DueRefreshesTest {

    private final DueRefreshes due = new DueRefreshes();

    @Test
    void areJoinedToTheOldest() {
        assertThat(due.add("desk", frame(7))).isTrue();
        assertThat(due.add("desk", frame(5))).isFalse();
        assertThat(due.add("desk", frame(6))).isFalse();
        assertThat(due.add("other", frame(9))).isTrue();

        assertThat(due.take("desk")).isEqualTo(frame(5));
        assertThat(due.take("other")).isEqualTo(frame(9));
        assertThat(due.add("desk", frame(8))).as("anew").isTrue();
        assertThat(due.take("desk")).isEqualTo(frame(8));
    }

    @Test
    void areForEverythingIfOneIs() {
        due.add("desk", frame(7));
        due.add("desk", null);
        due.add("desk", frame(6));

        assertThat(due.take("desk")).isNull();
    }

    /** Nobody knows which epoch goes on. */
    @Test
    void areForEverythingIfTheyAreOfTwoEpochs() {
        due.add("desk", frame(7));
        due.add("desk", new FrameNumber(2, 7));

        assertThat(due.take("desk")).isNull();
    }

    /** As an executor does for which the system has no thread. */
    @Test
    void areForgottenIfNobodyAsksForThem() {
        assertThatThrownBy(
                        () ->
                                due.add(
                                        "desk",
                                        frame(5),
                                        () -> {
                                            throw new OutOfMemoryError("no thread, of a test");
                                        }))
                .isInstanceOf(OutOfMemoryError.class);
        List<FrameNumber> asked = new ArrayList<>();

        due.add("desk", frame(7), () -> asked.add(due.take("desk")));

        assertThat(asked).containsExactly(frame(7));
    }

    private static FrameNumber frame(long number) {
        return new FrameNumber(1, number);
    }
}
