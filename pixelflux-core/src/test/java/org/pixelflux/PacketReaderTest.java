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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** Packets built by hand: two H.264 stripes of a frame of 100x131. */
class PacketReaderTest {

    private static final int FIRST = 56;
    private static final int SECOND = 104;
    private static final int LENGTH = 56 + 2 * 48 + 13 + 15;
    private static final long EPOCH = 5;
    private static final int CURSOR_LENGTH = 32 + 2 * 3 * 4;
    static final int LENGTH_WITH_CURSOR = LENGTH + CURSOR_LENGTH;

    private final Generation generation = new Generation();

    private static ByteBuffer packet() {
        ByteBuffer packet = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
        packet.putInt(0x31584650).putInt(2).putLong(0x1_0002L).putLong(111).putLong(222);
        packet.putInt(100).putInt(131).putInt(0x101).putInt(LENGTH);
        packet.putInt(0).putInt(0);
        packet.putInt(152).putInt(13).putInt(10).putInt(0).putInt(100).putInt(64).putInt(2);
        packet.putInt(0x101).putLong(-1).putLong(EPOCH);
        packet.putInt(165).putInt(15).putInt(10).putInt(64).putInt(100).putInt(67).putInt(2);
        packet.putInt(0x200).putLong(0x1_0000L).putLong(EPOCH);
        for (byte i = 0; i < 28; i++) {
            packet.put(i);
        }
        return packet;
    }

    /** The same with a cursor of 2x3 pixels behind the stripes. */
    static ByteBuffer packetWithCursor() {
        ByteBuffer packet = packet();
        packet.putInt(44, LENGTH_WITH_CURSOR).putInt(48, LENGTH).putInt(52, CURSOR_LENGTH);
        packet.position(LENGTH);
        packet.putInt(-7).putInt(120).putInt(1).putInt(5);
        packet.putInt(2).putInt(3).putInt(1).putInt(2);
        for (int i = 0; i < 6; i++) {
            // Blue, green, red, alpha.
            packet.put((byte) i).put((byte) (10 + i)).put((byte) (20 + i)).put((byte) (250 + i));
        }
        return packet;
    }

    private static final Area AREA = new Area(1, 2, 3, 4);

    /** A frame in mode mixed with one fill, number 7, and behind it the cursor if asked for. */
    static ByteBuffer mixedPacket(byte[] message, boolean cursor) {
        int length = 56 + message.length + (cursor ? CURSOR_LENGTH : 0);
        ByteBuffer packet = ByteBuffer.allocate(length + 40).order(ByteOrder.nativeOrder());
        packet.putInt(0x31584650).putInt(0).putLong(7).putLong(111).putLong(222);
        packet.putInt(100).putInt(131).putInt(0x4_0002).putInt(length);
        packet.putInt(cursor ? 56 + message.length : 0).putInt(cursor ? CURSOR_LENGTH : 0);
        packet.put(message);
        if (cursor) {
            packet.put(packetWithCursor().position(LENGTH).limit(LENGTH_WITH_CURSOR));
        }
        return packet;
    }

    static byte[] mixedMessage() {
        return MixedMessage.after(100, 131, 9, 6)
                .times(111, 222)
                .fill(AREA, MixedMessage.OWN, 0xabcdef)
                .bytes();
    }

    private Frame readMixed(ByteBuffer packet) {
        return PacketReader.read(packet, packet.getInt(44), generation);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsAFrameInModeMixed(boolean cursor) {
        ByteBuffer packet = mixedPacket(mixedMessage(), cursor);

        Frame frame = readMixed(packet);

        assertThat(frame.id()).isEqualTo(7);
        assertThat(frame.epoch()).isEqualTo(9);
        assertThat(frame.reason()).isEqualTo(SendReason.REFINEMENT);
        assertThat(frame.captureNanos()).isEqualTo(111);
        assertThat(frame.encodedNanos()).isEqualTo(222);
        assertThat(frame.width()).isEqualTo(100);
        assertThat(frame.height()).isEqualTo(131);
        assertThat(frame.stripes()).isEmpty();
        assertThat(frame.isEmpty()).isFalse();
        assertThat(frame.mixed().wireBytes()).isEqualTo(mixedMessage());
        assertThat(frame.rectangles()).hasSize(1).isEqualTo(frame.mixed().rectangles());
        assertThat(frame.rectangles().get(0).fillColor()).isEqualTo(0xabcdef);
        assertThat(PacketReader.cursor(packet, packet.getInt(44)) != null).isEqualTo(cursor);
        assertThat(PacketReader.hasNotices(packet, packet.getInt(44))).isFalse();
        assertThat(frame).hasToString("Frame{7 100x131 1 rectangles}");

        MixedFrame copy = frame.mixed().copy();
        generation.advance();
        assertThatIllegalStateException().isThrownBy(() -> frame.mixed().wireBytes());
        assertThat(copy.wireBytes()).isEqualTo(mixedMessage());
    }

    @Test
    void aFrameInModeMixedWithoutRectanglesIsNotEmpty() {
        Frame frame = readMixed(mixedPacket(MixedMessage.after(100, 131, 9, 6).bytes(), false));

        assertThat(frame.rectangles()).isEmpty();
        assertThat(frame.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 1, has a frame in mode mixed and 1 stripes",
        "8, 8, is of frame 8 and has another",
        "32, 99, is of frame 7 and has another",
        "36, 132, is of frame 7 and has another",
        "56, 0, has a frame in mode mixed begins with 0x0",
        "128, 0, has a frame in mode mixed has 111 bytes but says 0",
    })
    void refusesAFrameInModeMixedThatDoesNotFit(int position, int value, String words) {
        ByteBuffer packet = mixedPacket(mixedMessage(), false);
        packet.putInt(position, value);

        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> readMixed(packet))
                .withMessageContaining("the packet from the native library " + words)
                .matches(e -> e.code() == PixelfluxException.Code.INTERNAL);
    }

    @Test
    void readsFrameAndStripes() {
        Frame frame = PacketReader.read(packet(), LENGTH, generation);

        assertThat(frame.id()).isEqualTo(0x1_0002L);
        assertThat(frame.epoch()).isEqualTo(EPOCH);
        assertThat(frame.reason()).isEqualTo(SendReason.KEY_FRAME);
        assertThat(frame.captureNanos()).isEqualTo(111);
        assertThat(frame.encodedNanos()).isEqualTo(222);
        assertThat(frame.width()).isEqualTo(100);
        assertThat(frame.height()).isEqualTo(131);
        assertThat(frame.stripes()).hasSize(2).isUnmodifiable();
        assertThat(frame.isEmpty()).isFalse();
        assertThat(frame).containsExactlyElementsOf(frame.stripes());
        assertThat(PacketReader.hasNotices(packet(), LENGTH)).isTrue();

        Stripe first = frame.stripes().get(0);
        assertThat(first.codec()).isEqualTo(Codec.H264);
        assertThat(first.frameId()).isEqualTo(0x1_0002L);
        assertThat(first.captureNanos()).isEqualTo(111);
        assertThat(first.y()).isZero();
        assertThat(first.width()).isEqualTo(100);
        assertThat(first.height()).isEqualTo(64);
        assertThat(first.keyFrame()).isTrue();
        assertThat(first.lastOfFrame()).isFalse();
        assertThat(first.wireHeader()).isEqualTo(WireHeader.ONE);
        assertThat(first.reason()).isEqualTo(SendReason.KEY_FRAME);
        assertThat(first.predictsFrom()).isEqualTo(-1);
        assertThat(first.wireSize()).isEqualTo(13);
        assertThat(first.payloadSize()).isEqualTo(3);
        assertThat(first.wireBytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(first.payload()).containsExactly(10, 11, 12);

        Stripe second = frame.stripes().get(1);
        assertThat(second.y()).isEqualTo(64);
        assertThat(second.height()).isEqualTo(67);
        assertThat(second.keyFrame()).isFalse();
        assertThat(second.lastOfFrame()).isTrue();
        assertThat(second.reason()).isEqualTo(SendReason.PAINT_OVER);
        assertThat(second.predictsFrom()).isEqualTo(0x1_0000L);
        assertThat(second.payload()).containsExactly(23, 24, 25, 26, 27);
    }

    @Test
    void viewsAreReadOnlyAndStartAtZero() {
        Stripe stripe = PacketReader.read(packet(), LENGTH, generation).stripes().get(1);
        assertThat(stripe.wireBuffer().isReadOnly()).isTrue();
        assertThat(stripe.wireBuffer().remaining()).isEqualTo(15);
        assertThat(stripe.wireBuffer().get(0)).isEqualTo((byte) 13);
        assertThat(stripe.payloadBuffer().isReadOnly()).isTrue();
        assertThat(stripe.payloadBuffer().remaining()).isEqualTo(5);
        assertThat(stripe.payloadBuffer().get(0)).isEqualTo((byte) 23);
    }

    @Test
    void bytesAreGoneWithTheNextGeneration() {
        Stripe stripe = PacketReader.read(packet(), LENGTH, generation).stripes().get(0);
        generation.advance();
        assertThatIllegalStateException()
                .isThrownBy(stripe::wireBytes)
                .withMessageContaining("stripe y=0 of frame 65538 are gone");
        assertThatIllegalStateException().isThrownBy(stripe::payload);
        assertThatIllegalStateException().isThrownBy(stripe::wireBuffer);
        assertThatIllegalStateException().isThrownBy(stripe::payloadBuffer);
        assertThat(stripe.wireSize()).isEqualTo(13);
    }

    @Test
    void expiredStripeLeavesItsNeighboursAlone() {
        Frame frame = PacketReader.read(packet(), LENGTH, generation);
        frame.stripes().get(0).expire();
        assertThatIllegalStateException().isThrownBy(frame.stripes().get(0)::wireBytes);
        assertThat(frame.stripes().get(1).wireBytes()).hasSize(15);
    }

    @Test
    void copySaysAllThatItsOriginalSaid() {
        for (Stripe stripe : PacketReader.read(packet(), LENGTH, generation)) {
            assertThat(stripe.copy())
                    .usingRecursiveComparison()
                    .comparingOnlyFields(
                            "entry.length",
                            "entry.header",
                            "entry.reason",
                            "entry.predictsFrom",
                            "entry.codec",
                            "frameId",
                            "captureNanos",
                            "entry.y",
                            "entry.width",
                            "entry.height",
                            "entry.keyFrame",
                            "lastOfFrame")
                    .isEqualTo(stripe);
            assertThat(stripe.copy()).hasToString(stripe.toString());
            assertThat(stripe.copy().wireBytes()).isEqualTo(stripe.wireBytes());
            assertThat(stripe.copy().payload()).isEqualTo(stripe.payload());
        }
    }

    @Test
    void copyKeepsItsBytesWhenThoseOfItsOriginalAreGone() {
        ByteBuffer packet = packet();
        Stripe stripe = PacketReader.read(packet, LENGTH, generation).stripes().get(1);
        Stripe copy = stripe.copy();
        ByteBuffer view = copy.payloadBuffer();
        stripe.expire();
        generation.advance();
        for (int i = 0; i < packet.capacity(); i++) {
            packet.put(i, (byte) -1);
        }
        assertThat(copy.payload()).containsExactly(23, 24, 25, 26, 27);
        assertThat(copy.wireBytes()).startsWith(13, 14).hasSize(15);
        assertThat(copy.wireBuffer()).isEqualTo(ByteBuffer.wrap(copy.wireBytes()));
        assertThat(copy.payloadBuffer()).isEqualTo(ByteBuffer.wrap(copy.payload()));
        assertThat(view).isEqualTo(copy.payloadBuffer());
        assertThat(copy.copy()).isSameAs(copy);
    }

    @Test
    void bytesOfACopyAreSharedWithoutAnotherCopy() {
        Stripe stripe = PacketReader.read(packet(), LENGTH, generation).stripes().get(1);
        WireHeader header = stripe.wireHeader();
        WireHeader other = header == WireHeader.NONE ? WireHeader.ONE : WireHeader.NONE;
        Stripe copy = stripe.copy();

        assertThat(copy.sharedBytes(header))
                .isEqualTo(stripe.wireBytes())
                .isSameAs(copy.sharedBytes(header));
        assertThat(copy.sharedBytes(other)).isEqualTo(stripe.wireBytes(other));
        assertThat(stripe.sharedBytes(header))
                .isEqualTo(stripe.wireBytes())
                .isNotSameAs(stripe.sharedBytes(header));
        generation.advance();
        assertThatIllegalStateException().isThrownBy(() -> stripe.sharedBytes(header));
    }

    @Test
    void copyIsAsReadOnlyAsItsOriginal() {
        Stripe copy = PacketReader.read(packet(), LENGTH, generation).stripes().get(0).copy();
        assertThat(copy.wireBuffer().isReadOnly()).isTrue();
        assertThat(copy.payloadBuffer().isReadOnly()).isTrue();
        copy.wireBytes()[0] = 99;
        assertThat(copy.wireBytes()[0]).isZero();
    }

    @Test
    void goneBytesCannotBeCopied() {
        Frame frame = PacketReader.read(packet(), LENGTH, generation);
        Stripe expired = frame.stripes().get(0);
        expired.expire();
        assertThatIllegalStateException()
                .isThrownBy(expired::copy)
                .withMessageContaining("stripe y=0 of frame 65538 are gone");
        Stripe other = frame.stripes().get(1);
        generation.advance();
        assertThatIllegalStateException().isThrownBy(other::copy);
    }

    @Test
    void packetOfNoticesAloneIsAnEmptyFrame() {
        ByteBuffer packet = packet();
        packet.putInt(4, 0).putInt(44, 56);
        assertThat(PacketReader.read(packet, 56, generation).isEmpty()).isTrue();
        assertThat(PacketReader.cursor(packet, 56)).isNull();
        assertThat(PacketReader.hasNotices(packet, 56)).isTrue();
        packet.putInt(40, 0);
        assertThat(PacketReader.hasNotices(packet, 56)).isFalse();
    }

    @Test
    void readsTheCursorWithItsPixels() {
        ByteBuffer packet = packetWithCursor();

        CursorReport cursor = PacketReader.cursor(packet, LENGTH_WITH_CURSOR);
        packet.putInt(LENGTH + 32, 0);

        assertThat(cursor.x()).isEqualTo(-7);
        assertThat(cursor.y()).isEqualTo(120);
        assertThat(cursor.visible()).isTrue();
        assertThat(cursor.shapeId()).isEqualTo(5);
        assertThat(cursor.captureNanos()).isEqualTo(111);
        CursorShape shape = cursor.newShape();
        assertThat(shape.id()).isEqualTo(5);
        assertThat(shape.width()).isEqualTo(2);
        assertThat(shape.height()).isEqualTo(3);
        assertThat(shape.hotspotX()).isEqualTo(1);
        assertThat(shape.hotspotY()).isEqualTo(2);
        assertThat(shape.argbPremultiplied())
                .containsExactly(
                        0xFA140A00, 0xFB150B01, 0xFC160C02, 0xFD170D03, 0xFE180E04, 0xFF190F05);
    }

    @Test
    void readsTheStripesBesideTheCursor() {
        Frame frame = PacketReader.read(packetWithCursor(), LENGTH_WITH_CURSOR, generation);

        assertThat(frame.stripes()).hasSize(2);
        assertThat(frame.stripes().get(1).payload()).containsExactly(23, 24, 25, 26, 27);
    }

    @Test
    void readsACursorOfAKnownShape() {
        ByteBuffer packet = packetWithCursor();
        int length = LENGTH + 32;
        packet.putInt(44, length).putInt(52, 32);
        packet.putInt(LENGTH + 16, 0).putInt(LENGTH + 20, 0);
        packet.putInt(LENGTH + 24, 0).putInt(LENGTH + 28, 0);

        CursorReport cursor = PacketReader.cursor(packet, length);

        assertThat(cursor).isEqualTo(new CursorReport(-7, 120, true, 5, null, 111));
    }

    @Test
    void readsACursorWithoutAStripe() {
        ByteBuffer packet = packetWithCursor();
        packet.putInt(4, 0).putInt(44, 56 + 32).putInt(48, 56).putInt(52, 32);
        for (int i = 56; i < 56 + 32; i += 4) {
            packet.putInt(i, 0);
        }

        CursorReport cursor = PacketReader.cursor(packet, 56 + 32);

        assertThat(PacketReader.read(packet, 56 + 32, generation).isEmpty()).isTrue();
        assertThat(cursor).isEqualTo(new CursorReport(0, 0, false, 0, null, 111));
    }

    @Test
    void hotspotMayLieJustBehindTheShape() {
        ByteBuffer packet = packetWithCursor();
        packet.putInt(LENGTH + 24, 2).putInt(LENGTH + 28, 3);

        CursorShape shape = PacketReader.cursor(packet, LENGTH_WITH_CURSOR).newShape();

        assertThat(shape.hotspotX()).isEqualTo(shape.width());
        assertThat(shape.hotspotY()).isEqualTo(shape.height());
    }

    static Stream<Arguments> cursorFaults() {
        return Stream.of(
                Arguments.of("no offset", 48, 0, "its cursor 56 from 0 on"),
                Arguments.of("offset in the header", 48, 52, "its cursor 56 from 52 on"),
                Arguments.of("negative offset", 48, -8, "its cursor 56 from -8 on"),
                Arguments.of("offset too early", 48, LENGTH - 1, "its cursor 56 from"),
                Arguments.of("offset beyond the end", 48, 1 << 30, "its cursor 56 from"),
                Arguments.of("no length", 52, 0, "its cursor 0 from"),
                Arguments.of("too short", 52, 31, "its cursor 31 from"),
                Arguments.of("too long", 52, CURSOR_LENGTH + 1, "its cursor 57 from"),
                Arguments.of("negative length", 52, -1, "its cursor -1 from"),
                Arguments.of("no number", LENGTH + 12, 0, "the wrong number"),
                Arguments.of("negative number", LENGTH + 12, -1, "the wrong number"),
                Arguments.of("no width", LENGTH + 16, 0, "does not fit its 24 bytes"),
                Arguments.of("other width", LENGTH + 16, 3, "does not fit its 24 bytes"),
                Arguments.of("negative width", LENGTH + 16, -2, "does not fit its 24 bytes"),
                Arguments.of("no height", LENGTH + 20, 0, "does not fit its 24 bytes"),
                Arguments.of("huge height", LENGTH + 20, 3 + (1 << 30), "does not fit"),
                Arguments.of("hotspot to the left", LENGTH + 24, -1, "points from outside"),
                Arguments.of("hotspot to the right", LENGTH + 24, 3, "points from outside"),
                Arguments.of("hotspot above", LENGTH + 28, -1, "points from outside"),
                Arguments.of("hotspot below", LENGTH + 28, 4, "points from outside"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cursorFaults")
    void inconsistentCursorIsRefused(String name, int position, int value, String message) {
        ByteBuffer packet = packetWithCursor();
        packet.putInt(position, value);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.cursor(packet, LENGTH_WITH_CURSOR))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.INTERNAL));
    }

    static Stream<Arguments> faultsWithoutPixels() {
        return Stream.of(
                Arguments.of("a size", LENGTH + 16, 1, "does not fit its 0 bytes"),
                Arguments.of("negative height", LENGTH + 20, -1, "does not fit its 0 bytes"),
                Arguments.of("a hotspot", LENGTH + 24, 1, "points from outside"),
                Arguments.of("visible though none", LENGTH + 12, 0, "the wrong number"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsWithoutPixels")
    void inconsistentCursorOfAKnownShapeIsRefused(
            String name, int position, int value, String message) {
        ByteBuffer packet = packetWithCursor();
        int length = LENGTH + 32;
        packet.putInt(44, length).putInt(52, 32);
        for (int i = 16; i < 32; i += 4) {
            packet.putInt(LENGTH + i, 0);
        }
        packet.putInt(position, value);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.cursor(packet, length))
                .withMessageContaining(message);
    }

    @Test
    void stripesMustNotReachIntoTheCursor() {
        ByteBuffer packet = packetWithCursor();
        packet.putInt(SECOND + 4, 16);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.read(packet, LENGTH_WITH_CURSOR, generation))
                .withMessageContaining("leaves the packet's 180 bytes of stripes");
    }

    @Test
    void indexMustNotReachIntoTheCursor() {
        ByteBuffer packet = packetWithCursor();
        packet.putInt(48, 100).putInt(52, LENGTH_WITH_CURSOR - 100);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.read(packet, LENGTH_WITH_CURSOR, generation))
                .withMessageContaining("has 100 bytes, too few for 2 stripes");
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
                Arguments.of("unknown header", 40, 0x301, "unknown wire header 3"),
                Arguments.of("no header", 40, 1, "has a wire header of 10 bytes"),
                Arguments.of("header of JPEG", FIRST + 8, 6, "has a wire header of 6 bytes"),
                Arguments.of("negative header", FIRST + 8, -1, "has a wire header of -1 bytes"),
                Arguments.of("less than a header", FIRST + 4, 9, "is shorter than its wire header"),
                Arguments.of("stripes out of order", FIRST + 12, 3, "out of order"),
                Arguments.of("negative y", FIRST + 12, -1, "out of order"),
                Arguments.of("other width", FIRST + 16, 99, "does not fit the frame of 100x131"),
                Arguments.of("no rows", FIRST + 20, 0, "does not fit"),
                Arguments.of("too many rows", SECOND + 20, 68, "does not fit"),
                Arguments.of("unknown codec", SECOND + 24, 3, "unknown codec 3"),
                Arguments.of("unknown reason", SECOND + 28, 0x600, "the unknown reason 6"),
                Arguments.of(
                        "predicts from itself", SECOND + 32, 0x1_0002, "predicts from no frame"),
                Arguments.of("predicts from before all", FIRST + 36, -2, "predicts from no frame"),
                Arguments.of("epoch below 0", FIRST + 44, -1, "is of epoch -"));
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
    void truncatedCursorIsRefusedAtEveryLength() {
        for (int length = LENGTH; length < LENGTH_WITH_CURSOR; length++) {
            int truncated = length;
            ByteBuffer packet = packetWithCursor();
            packet.putInt(44, truncated).putInt(52, truncated - LENGTH);
            assertThatExceptionOfType(PixelfluxException.class)
                    .as("%d bytes", truncated)
                    .isThrownBy(() -> PacketReader.cursor(packet, truncated));
        }
    }

    @Test
    void lengthBeyondTheBufferIsRefused() {
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> PacketReader.read(packet(), 257, generation))
                .withMessageContaining("has 257 bytes, the buffer 256");
    }
}
