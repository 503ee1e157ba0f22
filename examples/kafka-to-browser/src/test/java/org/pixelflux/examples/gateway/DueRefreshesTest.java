// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;

class DueRefreshesTest {

    private final DueRefreshes due = new DueRefreshes();

    @Test
    void areJoinedToTheOldest() {
        assertThat(due.add("desk", small(frame(7), 800))).isTrue();
        assertThat(due.add("desk", small(frame(5), 900))).isFalse();
        assertThat(due.add("desk", small(frame(6), 700))).isFalse();
        assertThat(due.add("other", any(frame(9)))).isTrue();

        assertThat(due.take("desk")).isEqualTo(small(frame(5), 700));
        assertThat(due.take("other")).isEqualTo(any(frame(9)));
        assertThat(due.add("desk", any(frame(8)))).as("anew").isTrue();
        assertThat(due.take("desk")).isEqualTo(any(frame(8)));
    }

    @Test
    void areForEverythingIfOneIs() {
        due.add("desk", any(frame(7)));
        due.add("desk", any(null));
        due.add("desk", small(frame(6), 700));

        assertThat(due.take("desk")).isEqualTo(any(null));
    }

    /** Nobody knows which epoch goes on. */
    @Test
    void areForEverythingIfTheyAreOfTwoEpochs() {
        due.add("desk", any(frame(7)));
        due.add("desk", small(new FrameNumber(2, 7), 700));

        assertThat(due.take("desk")).isEqualTo(any(null));
    }

    /** As an executor does for which the system has no thread. */
    @Test
    void areForgottenIfNobodyAsksForThem() {
        assertThatThrownBy(
                        () ->
                                due.add(
                                        "desk",
                                        any(frame(5)),
                                        () -> {
                                            throw new OutOfMemoryError("no thread, of a test");
                                        }))
                .isInstanceOf(OutOfMemoryError.class);
        List<RefreshRequest> asked = new ArrayList<>();

        due.add("desk", any(frame(7)), () -> asked.add(due.take("desk")));

        assertThat(asked).containsExactly(any(frame(7)));
    }

    private static RefreshRequest any(FrameNumber since) {
        return RefreshRequest.since(since);
    }

    private static RefreshRequest small(FrameNumber since, long mostBytes) {
        return new RefreshRequest(since, mostBytes, List.of());
    }

    private static FrameNumber frame(long number) {
        return new FrameNumber(1, number);
    }
}
