// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.support.TestLength;

/**
 * What a {@link RelayedRun} says of the frames of a capture: text, copies, images and films, as
 * decoders of others show them.
 */
class RelayedScreenTest {

    private static final int RUNS = TestLength.of(10, 3);
    private static final int RUNS_AT_NIGHT = 200;
    private static final int FRAMES = 200;

    @Test
    void whoeverIsWholeShowsTheScreen() {
        RelayedRun.Totals totals = RelayedRun.all(0, RUNS, FRAMES, PushedScreen::new);
        assertThat(totals.compared).isGreaterThan(100 * RUNS);
        assertThat(totals.overflows).isGreaterThan(RUNS);
        assertThat(totals.failures).isPositive();
        assertThat(totals.losses).isGreaterThan(RUNS);
        assertThat(totals.connections).isGreaterThan(RUNS);
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void whoeverIsWholeShowsTheScreenAllNight() {
        RelayedRun.all(RUNS, RUNS + RUNS_AT_NIGHT, FRAMES, PushedScreen::new);
    }
}
