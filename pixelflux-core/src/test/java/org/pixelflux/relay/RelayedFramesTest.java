// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestLength;

/** What a {@link RelayedRun} says of frames so small that very many can be tried. */
class RelayedFramesTest {

    private static final int RUNS = TestLength.of(300, 100);
    private static final int RUNS_AT_NIGHT = 20_000;
    private static final int FRAMES = 300;

    @Test
    void whoeverIsWholeShowsTheScreen() {
        RelayedRun.Totals totals = RelayedRun.all(0, RUNS, FRAMES, Model::new);
        assertThat(totals.compared).isGreaterThan(170 * RUNS);
        assertThat(totals.overflows).isGreaterThan(3 * RUNS);
        assertThat(totals.failures).isGreaterThan(RUNS / 3);
        assertThat(totals.losses).isGreaterThan(3 * RUNS);
        assertThat(totals.connections).isGreaterThan(3 * RUNS);
    }

    @Test
    @Tag("nightly")
    void whoeverIsWholeShowsTheScreenAllNight() {
        RelayedRun.all(RUNS, RUNS + RUNS_AT_NIGHT, FRAMES, Model::new);
    }

    private static final class Model implements KnownSource {

        private final ModelSession session;

        Model(int seed) {
            session = new ModelSession(seed);
        }

        @Override
        public void request(RefreshRequest request) {
            session.request(request);
        }

        @Override
        public MixedFrame next() {
            return session.next();
        }

        @Override
        public Picture picture() {
            return session.picture();
        }

        @Override
        public int scale() {
            return 1;
        }
    }
}
