// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pixelflux.support.MixedMessage;

class KeyFrameIndexTest {

    private static final long NOW = 1_795_557_305_332L;

    private final KeyFrameIndex index = new KeyFrameIndex(() -> NOW + 60_000);

    @Test
    void beginsAtTheOldestOfTheLastKeyFrames() {
        take(1, 0, 10);
        take(1, 1, 11);
        take(1, 0, 30);
        take(1, 1, 20);

        assertThat(index.beginning(0, 99)).isEqualTo(20);
    }

    @Test
    void forgetsTheRowsOfAFormerEpoch() {
        take(1, 0, 10);
        take(2, 1, 50);
        take(1, 1, 11);

        assertThat(index.beginning(0, 99)).isEqualTo(50);
    }

    @Test
    void forgetsRowsThatWereJoinedSince() {
        take(1, 0, 10);
        take(1, 1, 11);
        takeJoined(50);

        assertThat(index.beginning(0, 99)).isEqualTo(50);
    }

    /** Key frames with different y may come from different partitions, in any order. */
    @Test
    void forgetsAJoinedRowThatWasCutSince() {
        take(1, 1, 51);
        takeJoined(20);
        take(1, 0, 50);

        assertThat(index.beginning(0, 99)).isEqualTo(50);
    }

    @Test
    void beginsAtTheLastWholePicture() {
        take(1, 0, 10);
        take(1, 1, 11);
        byte[] whole = MixedMessage.first(640, 128, 1, 5).bytes();
        index.take(TestRecord.of(whole).at(0, 50).build());
        index.take(TestRecord.of(whole).part(1, 2, new byte[] {1}).at(0, 50).build());

        assertThat(index.beginning(0, 99)).isEqualTo(50);
    }

    /** The capture has changed its mode. */
    @Test
    void beginsAtTheRowsThatReplaceAWholePicture() {
        index.take(TestRecord.of(MixedMessage.first(640, 128, 1, 5).bytes()).at(0, 50).build());
        take(1, 0, 60);
        take(1, 1, 61);

        assertThat(index.beginning(0, 99)).isEqualTo(60);
    }

    @Test
    void beginsAtTheEndOfAPartitionWithoutAPicture() {
        take(1, 0, 10);

        assertThat(index.beginning(1, 99)).isEqualTo(99);
    }

    /** Reading on from where a screen was switched off yesterday would take long. */
    @Test
    void doesNotGoBackForAScreenThatIsGone() {
        index.take(
                new TestRecord(1, 0, 0, true)
                        .at(0, 5)
                        .with("pixelflux-session", "gone:1")
                        .with("pixelflux-capture-time", NOW - 3_600_000)
                        .build());
        take(1, 0, 10);

        assertThat(index.beginning(0, 99)).isEqualTo(10);
        assertThat(index.sessions()).containsExactlyInAnyOrder("gone:1", TestRecord.SESSION);
    }

    private void takeJoined(long offset) {
        index.take(
                new TestRecord(1, 0, 0, true).with("pixelflux-height", 128).at(0, offset).build());
    }

    private void take(long epoch, int row, long offset) {
        index.take(new TestRecord(epoch, 0, row, true).at(0, offset).build());
    }
}
