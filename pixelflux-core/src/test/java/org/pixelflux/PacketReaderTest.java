// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets built by hand: two H.264 stripes of a frame of 100x131. */
class PacketReaderTest {

    private static final int FIRST = 48;
    private static final int SECOND = 80;
    private static final int LENGTH = 48 + 2 * 32 + 13 + 15;

    private final Generation generation = new Generation();

    private static ByteBuffer packet() {
        ByteBuffer packet = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
        packet.putInt(0x31584650).putInt(2).putLong(0x1_0002L).putLong(111).putLong(222);
        packet.putInt(100).putInt(131).putInt(1).putInt(LENGTH);
        packet.putInt(112).putInt(13).putInt(10).putInt(0).putInt(100).putInt(64).putInt(2);
        packet.putInt(1);
        packet.putInt(125).putInt(15).putInt(10).putInt(64).putInt(100).putInt(67).putInt(2);
        packet.putInt(0);
        for (byte i = 0; i < 28; i++) {
            packet.put(i);
        }
        return packet;
    }

    @Test
    void readsFrameAndStripes() {
        Frame frame = PacketReader.read(packet(), LENGTH, generation);

        assertThat(frame.id()).isEqualTo(0x1_0002L);
        assertThat(frame.captureNanos()).isEqualTo(111);
        assertThat(frame.encodedNanos()).isEqualTo(222);
        assertThat(frame.width()).isEqualTo(100);
        assertThat(frame.height()).isEqualTo(131);
        assertThat(frame.stripes()).hasSize(2).isUnmodifiable();
        assertThat(frame.isEmpty()).isFalse();
        assertThat(frame).containsExactlyElementsOf(frame.stripes());
        assertThat(PacketReader.hasNotices(packet(), LENGTH)).isTrue();

        Stripe first = frame.stripes().get(0);
        assertThat(first.type()).isEqualTo(Codec.H264);
        assertThat(first.frameId()).isEqualTo(0x1_0002L);
        assertThat(first.captureNanos()).isEqualTo(111);
        assertThat(first.y()).isZero();
        assertThat(first.width()).isEqualTo(100);
        assertThat(first.height()).isEqualTo(64);
        assertThat(first.keyFrame()).isTrue();
        assertThat(first.lastOfFrame()).isFalse();
        assertThat(first.size()).isEqualTo(13);
        assertThat(first.payloadSize()).isEqualTo(3);
        assertThat(first.bytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(first.payload()).containsExactly(10, 11, 12);

        Stripe second = frame.stripes().get(1);
        assertThat(second.y()).isEqualTo(64);
        assertThat(second.height()).isEqualTo(67);
        assertThat(second.keyFrame()).isFalse();
        assertThat(second.lastOfFrame()).isTrue();
        assertThat(second.payload()).containsExactly(23, 24, 25, 26, 27);
    }

    @Test
    void viewsAreReadOnlyAndStartAtZero() {
        Stripe stripe = PacketReader.read(packet(), LENGTH, generation).stripes().get(1);
        assertThat(stripe.buffer().isReadOnly()).isTrue();
        assertThat(stripe.buffer().remaining()).isEqualTo(15);
        assertThat(stripe.buffer().get(0)).isEqualTo((byte) 13);
        assertThat(stripe.payloadBuffer().isReadOnly()).isTrue();
        assertThat(stripe.payloadBuffer().remaining()).isEqualTo(5);
        assertThat(stripe.payloadBuffer().get(0)).isEqualTo((byte) 23);
    }

    @Test
    void bytesAreGoneWithTheNextGeneration() {
        Stripe stripe = PacketReader.read(packet(), LENGTH, generation).stripes().get(0);
        generation.advance();
        assertThatIllegalStateException()
                .isThrownBy(stripe::bytes)
                .withMessageContaining("stripe y=0 of frame 65538 are gone");
        assertThatIllegalStateException().isThrownBy(stripe::payload);
        assertThatIllegalStateException().isThrownBy(stripe::buffer);
        assertThatIllegalStateException().isThrownBy(stripe::payloadBuffer);
        assertThat(stripe.size()).isEqualTo(13);
    }

    @Test
    void expiredStripeLeavesItsNeighboursAlone() {
        Frame frame = PacketReader.read(packet(), LENGTH, generation);
        frame.stripes().get(0).expire();
        assertThatIllegalStateException().isThrownBy(frame.stripes().get(0)::bytes);
        assertThat(frame.stripes().get(1).bytes()).hasSize(15);
    }

    @Test
    void packetOfNoticesAloneIsAnEmptyFrame() {
        ByteBuffer packet = packet();
        packet.putInt(4, 0).putInt(44, 48);
        assertThat(PacketReader.read(packet, 48, generation).isEmpty()).isTrue();
        assertThat(PacketReader.hasNotices(packet, 48)).isTrue();
        packet.putInt(40, 0);
        assertThat(PacketReader.hasNotices(packet, 48)).isFalse();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("magic", 0, 0x12345678, "starts with 0x12345678"),
                Arguments.of("negative count", 4, -1, "too few for -1 stripes"),
                Arguments.of("count beyond the packet", 4, 3, "too few for 3 stripes"),
                Arguments.of("huge count", 4, Integer.MAX_VALUE, "too few for 2147483647"),
                Arguments.of("total length", 44, LENGTH + 1, "but says " + (LENGTH + 1)),
                Arguments.of("offset in the index", FIRST, 100, "overlaps"),
                Arguments.of("negative offset", FIRST, -8, "overlaps"),
                Arguments.of("offset beyond the end", SECOND, LENGTH + 1, "leaves the packet"),
                Arguments.of("largest offset", SECOND, Integer.MAX_VALUE, "leaves the packet"),
                Arguments.of("length beyond the end", SECOND + 4, 16, "leaves the packet"),
                Arguments.of("negative length", FIRST + 4, -1, "leaves the packet"),
                Arguments.of("overlapping stripes", FIRST + 4, 14, "overlaps"),
                Arguments.of("header longer than all", FIRST + 8, 14, "header longer"),
                Arguments.of("negative header", FIRST + 8, -1, "header longer"),
                Arguments.of("stripes out of order", FIRST + 12, 3, "out of order"),
                Arguments.of("negative y", FIRST + 12, -1, "out of order"),
                Arguments.of("other width", FIRST + 16, 99, "does not fit the frame of 100x131"),
                Arguments.of("no rows", FIRST + 20, 0, "does not fit"),
                Arguments.of("too many rows", SECOND + 20, 68, "does not fit"),
                Arguments.of("unknown type", SECOND + 24, 3, "unknown type 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void inconsistentPacketIsRefused(String name, int position, int value, String message) {
        ByteBuffer packet = packet();
        packet.putInt(position, value);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.read(packet, LENGTH, generation))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.INTERNAL));
    }

    @Test
    void truncatedPacketIsRefusedAtEveryLength() {
        for (int length = 0; length < LENGTH; length++) {
            int truncated = length;
            ByteBuffer packet = packet();
            packet.putInt(44, truncated);
            assertThatExceptionOfType(PixelfluxException.class)
                    .as("%d bytes", truncated)
                    .isThrownBy(() -> PacketReader.read(packet, truncated, generation))
                    .satisfies(
                            e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.INTERNAL));
        }
    }

    @Test
    void lengthBeyondTheBufferIsRefused() {
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.read(packet(), 257, generation))
                .withMessageContaining("has 257 bytes, the buffer 256");
    }
}
