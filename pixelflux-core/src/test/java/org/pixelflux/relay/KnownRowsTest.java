// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;

class KnownRowsTest {

    private static final int ROWS = 100;

    private final KnownRows known = new KnownRows();

    private void takeKeyFrame(int y, byte[] bytes) {
        known.take(new RelayStripe(bytes, Codec.H264, 1, y, 1, 16, ROWS, true, true, 0));
    }

    /** Rows of a stranger's records may be as many as a picture can have, each with a large one. */
    @Test
    void keyFramesAreKeptAsLongAsTheyAreNotTooMuch() {
        byte[] large = new byte[1 << 24]; // the same for all, to save the test's memory
        int most = (int) (KnownRows.MAX_BYTES / large.length);
        for (int y = 0; y < most; y++) {
            takeKeyFrame(y, large);
        }
        assertThat(known.shown(Long.MAX_VALUE)).hasSize(most);

        takeKeyFrame(most, large);
        assertThat(known.shown(Long.MAX_VALUE)).isEmpty();

        takeKeyFrame(0, large);
        assertThat(known.shown(Long.MAX_VALUE)).hasSize(1);
    }

    @Test
    void aKeyFrameTakesThePlaceOfTheOneBefore() {
        byte[] large = new byte[1 << 24];
        for (int i = 0; i < 40; i++) {
            takeKeyFrame(0, large);
            takeKeyFrame(1, new byte[1]);
        }
        assertThat(known.shown(Long.MAX_VALUE)).hasSize(2);
    }
}
