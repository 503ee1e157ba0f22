// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPausesTest {

    private long nanos = 42;
    private final RetryPauses pauses =
            new RetryPauses(Duration.ofSeconds(1), Duration.ofSeconds(16), () -> nanos);

    @Test
    void growToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int attempt = 0; attempt < 7; attempt++) {
            seconds.add(pauseAfter(Duration.ofSeconds(3)));
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 16L, 16L);
    }

    @Test
    void beginAnewAfterAnAttemptThatLasted() {
        pauseAfter(Duration.ZERO);
        pauseAfter(Duration.ZERO);

        assertThat(pauseAfter(Duration.ofSeconds(16))).isEqualTo(4);
        assertThat(pauseAfter(Duration.ofSeconds(17))).isEqualTo(1);
        assertThat(pauseAfter(Duration.ZERO)).isEqualTo(2);
    }

    private long pauseAfter(Duration attempt) {
        pauses.begin();
        nanos += attempt.toNanos();
        return pauses.failed().toSeconds();
    }
}
