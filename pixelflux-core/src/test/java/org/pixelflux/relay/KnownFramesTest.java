// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixelflux.support.MixedMessage.EXACT;
import static org.pixelflux.support.MixedMessage.REFRESH;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

class KnownFramesTest {

    private static final Area ALL = new Area(0, 0, 16, 16);

    private final KnownFrames known = new KnownFrames();

    private void take(MixedMessage message) {
        known.take(FrameCuts.of(RelayFrame.of(message.bytes())));
    }

    private void takePart(long frame, boolean last) {
        take(
                MixedMessage.after(16, 16, 1, frame - 1)
                        .refreshSinceNothing(1, last)
                        .fill(ALL, MixedMessage.REFRESH, 0));
    }

    /** A stranger's refresh may go on for ever. */
    @ParameterizedTest
    @CsvSource({"3, 3", "16384, 16384", "16386, 0"})
    void partsOfARefreshAreKeptAsLongAsTheyAreNotTooMany(int parts, int shown) {
        for (int frame = 1; frame <= parts; frame++) {
            takePart(frame, frame == parts);
        }
        assertThat(known.shown()).hasSize(shown);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "5, 0"})
    void partsOfARefreshAreKeptAsLongAsTheyAreNotTooLarge(int parts, int shown) {
        byte[] large = new byte[17 << 20];
        for (int frame = 1; frame <= parts; frame++) {
            take(
                    MixedMessage.after(16, 16, 1, frame - 1)
                            .refreshSinceNothing(1, frame == parts)
                            .add(ALL, EXACT, REFRESH, 0, 0, 0, 0, large));
        }
        assertThat(known.shown()).hasSize(shown);
    }

    @Test
    void nothingIsKnownOnceItIsForgotten() {
        take(MixedMessage.first(16, 16, 1, 0).fill(ALL, MixedMessage.OWN, 0));
        takePart(1, false);
        assertThat(known.shown()).hasSize(2);

        known.clear();
        assertThat(known.shown()).isEmpty();
        takePart(2, true);
        assertThat(known.shown()).isEmpty();
    }
}
