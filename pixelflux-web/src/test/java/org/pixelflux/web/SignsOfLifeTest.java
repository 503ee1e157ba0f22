// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    /** What a link of 64 kbit/s takes between two looks. */
    private static final long SLOW = 64_000 / 8 * PageSocket.BETWEEN_PINGS.toSeconds();

    private final SignsOfLife signs = new SignsOfLife();
    private long taken;

    @Test
    void areMissingAfterThreeLooksInVain() {
        for (int look = 0; look < SignsOfLife.SILENT_LOOKS; look++) {
            assertThat(signs.areMissing(taken)).isFalse();
        }
        assertThat(signs.areMissing(taken)).isTrue();
    }

    @Test
    void areThereWhilePingsAreAnswered() {
        for (int look = 0; look < 100; look++) {
            assertThat(signs.areMissing(taken)).isFalse();
            if (look % SignsOfLife.SILENT_LOOKS == 0) {
                signs.answered();
            }
        }
    }

    @Test
    void areThereWhileASlowLinkTakesWhatIsSent() {
        for (int look = 0; look < 100; look++) {
            assertThat(signs.areMissing(taken)).isFalse();
            taken += SLOW;
        }
    }

    @Test
    void areNotWhatTheBuffersOnTheWayTake() {
        signs.areMissing(taken);
        signs.answered();
        signs.areMissing(taken);
        // The peer vanishes: a last look finds it well, and then the buffers fill up.
        taken += SignsOfLife.MOST_BUFFERED;
        for (int look = 1; look < SignsOfLife.SILENT_LOOKS; look++) {
            assertThat(signs.areMissing(taken)).isFalse();
        }
        assertThat(signs.areMissing(taken)).isTrue();
    }
}
