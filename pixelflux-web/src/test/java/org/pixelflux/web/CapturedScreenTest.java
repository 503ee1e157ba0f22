// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelflux.relay.Relay;

class CapturedScreenTest {

    private boolean capturing = true;
    private long nanos = 7;
    private final CapturedScreen screen =
            new CapturedScreen(
                    new Relay(request -> {}, (delay, task) -> {}),
                    () -> capturing,
                    Optional::empty,
                    Optional::empty,
                    () -> nanos);

    @Test
    void countsFromTheLossOfTheCaptureUntilItIsBack() {
        assertThat(screen.silence()).isEmpty();

        capturing = false;
        assertThat(screen.silence()).contains(Duration.ZERO);
        pass(Duration.ofSeconds(3));
        assertThat(screen.silence()).contains(Duration.ofSeconds(3));

        capturing = true;
        assertThat(screen.silence()).isEmpty();

        pass(Duration.ofSeconds(3));
        capturing = false;
        assertThat(screen.silence()).contains(Duration.ZERO);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
