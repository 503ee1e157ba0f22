// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.FrameFormatException;

class FramePartsTest {

    private final FrameParts reader = new FrameParts();

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "7, 3", "9, 3", "1000, 7", "1000, 1000", "1000, 999"})
    void arePutTogetherAgain(int length, int most) {
        byte[] frame = new byte[length];
        new Random(1).nextBytes(frame);

        List<byte[]> parts = FrameParts.cut(frame, most);

        assertThat(parts).allSatisfy(part -> assertThat(part).hasSizeBetween(1, most));
        for (int part = 0; part < parts.size() - 1; part++) {
            assertThat(take(7, part, parts.size(), parts.get(part))).isEmpty();
        }
        int last = parts.size() - 1;
        assertThat(take(7, last, parts.size(), parts.get(last)))
                .hasValueSatisfying(joined -> assertThat(joined).isEqualTo(frame));
    }

    @Test
    void giveNothingIfOneIsMissing() {
        take(7, 0, 3, bytes(1));

        assertThat(take(7, 2, 3, bytes(3))).isEmpty();
        assertThat(take(7, 1, 3, bytes(2))).isEmpty();
    }

    @Test
    void giveNothingIfTheFirstIsMissing() {
        assertThat(take(0, 1, 2, bytes(1))).isEmpty();
        assertThat(take(0, 1, 2, bytes(1))).isEmpty();
    }

    /** The program that sent the first ones was ended, and another one goes on. */
    @Test
    void areOfOneFrame() {
        take(7, 0, 2, bytes(1));
        assertThat(take(8, 1, 2, bytes(2))).isEmpty();

        take(7, 0, 2, bytes(1));
        assertThat(reader.take(2, 7, 1, 2, bytes(2))).as("of another epoch").isEmpty();

        take(7, 0, 2, bytes(1));
        assertThat(take(7, 1, 3, bytes(2))).as("of another cut").isEmpty();
    }

    @Test
    void beginAnewWithAnyFirstOne() {
        take(7, 0, 3, bytes(1));
        take(7, 1, 3, bytes(2));

        assertThat(take(8, 0, 1, bytes(9))).contains(bytes(9));
        assertThat(take(7, 2, 3, bytes(3))).isEmpty();
    }

    @Test
    void areForgotten() {
        take(7, 0, 2, bytes(1));
        reader.forget();

        assertThat(take(7, 1, 2, bytes(2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2, 1", "2, 2, 1", "0, 0, 1", "0, -1, 1", "0, 1, 0", "2147483647, 1, 1"})
    void areRefusedIfThereCanBeNoSuchPart(int part, int count, int length) {
        assertThatThrownBy(() -> take(7, part, count, new byte[length]))
                .isInstanceOf(FrameFormatException.class)
                .hasMessageContaining("part " + part + " of " + count);
    }

    @Test
    void areRefusedIfTheyAreMoreThanAFrameHas() {
        byte[] half = new byte[FrameParts.MOST_BYTES / 2];
        take(7, 0, FrameParts.MOST_PARTS, half);
        take(7, 1, FrameParts.MOST_PARTS, half);

        assertThatThrownBy(() -> take(7, 2, FrameParts.MOST_PARTS, bytes(1)))
                .isInstanceOf(FrameFormatException.class)
                .hasMessageContaining("67108864");
        assertThat(take(8, 0, 1, bytes(9))).as("what comes next").isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {FrameParts.MOST_PARTS + 1, Integer.MAX_VALUE})
    void areRefusedIfTheyAreTooMany(int count) {
        take(7, 0, 2, bytes(1));

        assertThatThrownBy(() -> take(7, 1, count, bytes(1)))
                .isInstanceOf(FrameFormatException.class)
                .hasMessageContaining(count + " parts")
                .hasMessageContaining("65536");
        assertThat(take(7, 1, 2, bytes(2))).as("what was taken before is forgotten").isEmpty();
    }

    /** What a writer makes of the largest frame is what a reader takes. */
    @Test
    void areAsManyAsTheLargestFrameHas() {
        byte[] frame = new byte[FrameParts.MOST_BYTES];
        new Random(1).nextBytes(frame);
        List<byte[]> parts = FrameParts.cut(frame, FrameParts.LEAST_PART);

        assertThat(parts).hasSize(FrameParts.MOST_PARTS);
        int last = parts.size() - 1;
        for (int part = 0; part < last; part++) {
            take(7, part, parts.size(), parts.get(part));
        }
        assertThat(take(7, last, parts.size(), parts.get(last)))
                .hasValueSatisfying(joined -> assertThat(Arrays.equals(joined, frame)).isTrue());
        assertThatThrownBy(() -> FrameParts.cut(frame, FrameParts.LEAST_PART - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("67108864 bytes in parts of 1023");
    }

    private Optional<byte[]> take(long frame, int part, int count, byte[] value) {
        return reader.take(1, frame, part, count, value);
    }

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }
}
