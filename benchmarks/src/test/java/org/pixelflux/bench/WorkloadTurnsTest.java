// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTurnsTest {

    @Test
    void goesBackAndForth() {
        assertThat(
                        IntStream.rangeClosed(1, 4)
                                .boxed()
                                .flatMap(i -> WorkloadTurns.order(List.of("A", "B"), i).stream()))
                .containsExactly("A", "B", "B", "A", "A", "B", "B", "A");
    }
}
