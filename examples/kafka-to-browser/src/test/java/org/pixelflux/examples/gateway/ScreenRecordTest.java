// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Codec;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.support.MixedMessage;

class ScreenRecordTest {

    @Test
    void givesTheStripeForViewers() {
        PastMoment captured = PastMoment.of(Duration.ofSeconds(3));

        RelayStripe stripe =
                new TestRecord(1, 1L << 40, 1, true)
                        .with("pixelflux-capture-time", captured.millis())
                        .build()
                        .stripe();

        assertThat(stripe.codec()).isEqualTo(Codec.H264);
        assertThat(stripe.frameId()).isEqualTo(1L << 40);
        assertThat(stripe.y()).isEqualTo(64);
        assertThat(stripe.height()).isEqualTo(64);
        assertThat(stripe.frameWidth()).isEqualTo(640);
        assertThat(stripe.frameHeight()).isEqualTo(128);
        assertThat(stripe.keyFrame()).isTrue();
        assertThat(stripe.lastOfFrame()).isTrue();
        captured.assertIs(stripe.captureNanos());
    }

    @Test
    void isOfAFrameOrOfAStripe() {
        byte[] frame = MixedMessage.first(64, 32, 5, 0).bytes();
        ScreenRecord whole = TestRecord.of(frame).build();
        ScreenRecord part = TestRecord.of(frame).part(2, 7, new byte[] {1}).build();

        assertThat(new TestRecord(1, 0, 0, true).build().isMixed()).isFalse();
        assertThat(whole.isMixed()).isTrue();
        assertThat(whole.bytes()).isEqualTo(frame);
        assertThat(List.of(whole.part(), whole.parts())).containsExactly(0, 1);
        assertThat(List.of(part.part(), part.parts())).containsExactly(2, 7);
    }

    @Test
    void hasNoEpochThatNobodyCanFollow() {
        assertThat(new TestRecord(1L << 52, 0, 0, true).build().epoch()).isEqualTo(1L << 52);

        ScreenRecord beyond = new TestRecord((1L << 52) + 1, 0, 0, true).build();
        assertThatThrownBy(beyond::epoch).hasMessageContaining("pixelflux-epoch");
    }

    @ParameterizedTest
    @CsvSource({
        "pixelflux-version, 2",
        "pixelflux-codec, av1",
        "pixelflux-frame-id, first",
        "pixelflux-y, -1",
        "pixelflux-y, 65",
        "pixelflux-y, 2147483647",
        "pixelflux-height, 0",
        "pixelflux-height, 129",
        "pixelflux-height, 9999999999",
        "pixelflux-frame-width, 16385",
        "pixelflux-frame-height, 16385",
        "pixelflux-key-frame, 1",
    })
    void namesWhatCannotBeRead(String header, String value) {
        ScreenRecord record = new TestRecord(1, 0, 0, true).with(header, value).build();

        assertThatThrownBy(record::stripe).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixelflux-version", "pixelflux-frame-id", "pixelflux-last-of-frame"})
    void namesWhatIsMissing(String header) {
        ScreenRecord record = new TestRecord(1, 0, 0, true).without(header).build();

        assertThatThrownBy(record::stripe)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stripes, partition 0, offset 42 has no readable " + header);
    }
}
