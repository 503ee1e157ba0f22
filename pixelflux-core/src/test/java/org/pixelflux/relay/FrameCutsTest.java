// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pixelflux.support.MixedMessage.BOTH;
import static org.pixelflux.support.MixedMessage.EXACT;
import static org.pixelflux.support.MixedMessage.OWN;
import static org.pixelflux.support.MixedMessage.PICTURE;
import static org.pixelflux.support.MixedMessage.REFRESH;
import static org.pixelflux.support.MixedMessage.VIDEO;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pixelflux.FrameFormatException;
import org.pixelflux.MixedFrame;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** What is left of a frame for each kind of viewers, byte by byte. */
class FrameCutsTest {

    private static final Area LEFT = new Area(0, 0, 8, 16);
    private static final Area RIGHT = new Area(8, 0, 8, 16);
    private static final Area ALL = new Area(0, 0, 16, 16);

    private static MixedMessage message() {
        return MixedMessage.after(16, 16, 7, 41).times(1234, 5678);
    }

    private static FrameCuts cuts(MixedMessage message) {
        return FrameCuts.of(RelayFrame.of(message.bytes()));
    }

    private static MixedMessage add(MixedMessage message, Area area, int kind, int role, int size) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) (size + role));
        return message.add(area, kind, role, 0, 0, kind == VIDEO ? 3 : 0, 0, payload);
    }

    /** Own rectangles alone. */
    private static MixedMessage ownOf(MixedMessage message) {
        message.copy(LEFT, 8, 0).fill(RIGHT, OWN, 0x123456);
        return add(add(message, LEFT, PICTURE, OWN, 9), RIGHT, VIDEO, BOTH, 5);
    }

    private static MixedMessage refreshOf(MixedMessage message) {
        return add(add(message, ALL, EXACT, REFRESH, 11), LEFT, PICTURE, REFRESH, 13);
    }

    @Test
    void aFrameWithoutARefreshIsPassedOnAsItIs() {
        RelayFrame frame = RelayFrame.of(ownOf(message()).bytes());

        FrameCuts cuts = FrameCuts.of(frame);

        assertThat(cuts.own()).isSameAs(frame);
        assertThat(cuts.refresh()).isNull();
    }

    @Test
    void ownAndBothAreForWhoIsWholeAndBothAndRefreshForWhoIsHeld() {
        FrameCuts cuts = cuts(refreshOf(ownOf(message().refreshSince(20, 42, true))));

        assertThat(cuts.own().wireBytes()).isEqualTo(ownOf(message()).bytes());
        MixedMessage refresh = message().refreshSince(20, 42, true);
        assertThat(cuts.refresh().wireBytes())
                .isEqualTo(refreshOf(add(refresh, RIGHT, VIDEO, BOTH, 5)).bytes());
        assertThat(cuts.own().wireBytes()).as("parsed again").isEqualTo(bytesOf(cuts.own()));
        assertThat(cuts.refresh().mixed().rectangles()).hasSize(3);
    }

    private static byte[] bytesOf(RelayFrame frame) {
        return MixedFrame.parse(frame.wireBytes()).wireBytes();
    }

    @Test
    void aPartOfARefreshSinceNothingStaysOne() {
        FrameCuts cuts = cuts(refreshOf(ownOf(message().refreshSinceNothing(40, false))));

        assertThat(cuts.own().mixed().refresh()).isNull();
        assertThat(cuts.refresh().mixed().refresh())
                .isEqualTo(new MixedFrame.Refresh(true, 0, 40, false, false));
        assertThat(cuts.refresh().mixed().previous()).isEqualTo(41);
    }

    @Test
    void nothingIsLeftOfARefreshForWhoIsWhole() {
        FrameCuts cuts = cuts(refreshOf(message().refreshSinceNothing(42, true)));

        assertThat(cuts.own().wireBytes()).isEqualTo(message().bytes()).hasSize(80);
    }

    /** Everybody can draw what is own. */
    @Test
    void aCompleteFrameIsOneForAll() {
        MixedMessage first = MixedMessage.first(16, 16, 7, 42).refreshSinceNothing(42, true);
        FrameCuts cuts = cuts(add(add(first, ALL, EXACT, OWN, 3), ALL, EXACT, REFRESH, 4));

        MixedMessage own = add(MixedMessage.first(16, 16, 7, 42), ALL, EXACT, OWN, 3);
        assertThat(cuts.own().wireBytes()).isEqualTo(own.bytes());
        assertThat(cuts.refresh()).isNull();
    }

    @Test
    void bytesThatAreNoFrameAreRefused() {
        assertThatThrownBy(() -> RelayFrame.of(new byte[80]))
                .isInstanceOf(FrameFormatException.class);
    }
}
