// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pixelflux.support.MixedMessage.BOTH;
import static org.pixelflux.support.MixedMessage.COPY;
import static org.pixelflux.support.MixedMessage.EXACT;
import static org.pixelflux.support.MixedMessage.OWN;
import static org.pixelflux.support.MixedMessage.PICTURE;
import static org.pixelflux.support.MixedMessage.REFRESH;
import static org.pixelflux.support.MixedMessage.VIDEO;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** Frames in mode mixed from bytes that a test has written. */
class MixedFrameTest {

    private static final Area AREA = new Area(10, 20, 30, 40);
    private static final byte[] BYTES = {1, 2, 3, 4};

    /** A frame of each kind and role: 7 rectangles, of which the last 2 are of the refresh. */
    static MixedMessage everything() {
        return MixedMessage.after(200, 100, 0x7edcba9876543210L, 0x1_0000_0001L)
                .refreshSince(7, 9, true)
                .times(-5, 1L << 40)
                .copy(AREA, 170, 60)
                .add(AREA, PICTURE, BYTES)
                .add(AREA, EXACT, new byte[] {9})
                .fill(AREA, OWN, 0xfe8001)
                .add(new Area(0, 0, 200, 100), VIDEO, BOTH, 0, 0, -1, 7, new byte[] {5, 6})
                .add(AREA, EXACT, REFRESH, 0, 0, 0, 0, BYTES)
                .fill(new Area(199, 99, 1, 1), REFRESH, 0x010203);
    }

    @Test
    void readsEveryField() {
        MixedFrame frame = everything().frame();

        assertThat(frame.epoch()).isEqualTo(0x7edcba9876543210L);
        assertThat(frame.id()).isEqualTo(0x1_0000_0002L);
        assertThat(frame.first()).isFalse();
        assertThat(frame.previous()).isEqualTo(0x1_0000_0001L);
        assertThat(frame.complete()).isFalse();
        assertThat(frame.refresh()).isEqualTo(new Refresh(false, 7, 9, true, false));
        assertThat(frame.captureNanos()).isEqualTo(-5);
        assertThat(frame.encodedNanos()).isEqualTo(1L << 40);
        assertThat(frame.width()).isEqualTo(200);
        assertThat(frame.height()).isEqualTo(100);
        assertThat(frame.rectangles()).hasSize(7).isUnmodifiable();
        assertThat(frame).containsExactlyElementsOf(frame.rectangles());
        assertThat(frame.wireSize()).isEqualTo(80 + 7 * 28 + 0 + 4 + 1 + 3 + 2 + 4 + 3);
        assertThat(frame.wireBytes()).isEqualTo(everything().bytes());
        assertThat(frame.wireBuffer()).isEqualTo(ByteBuffer.wrap(everything().bytes()));
        assertThat(frame.wireBuffer().isReadOnly()).isTrue();
        assertThat(frame.copy()).isSameAs(frame);
    }

    @Test
    void readsRectangles() {
        List<FrameRectangle> rectangles = everything().frame().rectangles();

        assertThat(rectangles)
                .extracting(FrameRectangle::kind)
                .containsExactly(
                        RectangleKind.COPY,
                        RectangleKind.PICTURE,
                        RectangleKind.EXACT,
                        RectangleKind.FILL,
                        RectangleKind.VIDEO,
                        RectangleKind.EXACT,
                        RectangleKind.FILL);
        assertThat(rectangles)
                .extracting(FrameRectangle::role)
                .containsExactly(
                        RectangleRole.OWN,
                        RectangleRole.OWN,
                        RectangleRole.OWN,
                        RectangleRole.OWN,
                        RectangleRole.BOTH,
                        RectangleRole.REFRESH,
                        RectangleRole.REFRESH);
        FrameRectangle copy = rectangles.get(0);
        assertThat(List.of(copy.x(), copy.y(), copy.width(), copy.height()))
                .containsExactly(10, 20, 30, 40);
        assertThat(List.of(copy.sourceX(), copy.sourceY())).containsExactly(170, 60);
        assertThat(copy.payloadSize()).isZero();
        assertThat(copy.payload()).isEmpty();
        assertThat(rectangles.get(1).payload()).isEqualTo(BYTES);
        assertThat(rectangles.get(2).payload()).containsExactly(9);
        assertThat(rectangles.get(3).fillColor()).isEqualTo(0xfe8001);
        assertThat(rectangles.get(4).stream()).isEqualTo(0xffffffffL);
        assertThat(rectangles.get(4).generation()).isEqualTo(7);
        assertThat(rectangles.get(4).payloadBuffer())
                .isEqualTo(ByteBuffer.wrap(new byte[] {5, 6}))
                .matches(ByteBuffer::isReadOnly);
        assertThat(rectangles.get(6).fillColor()).isEqualTo(0x010203);
        assertThat(rectangles.get(6).stream()).isZero();
    }

    /** Byte by byte as docs/wire.md has it, without a writer of ours. */
    @Test
    void readsTheFirstFrameOfAnEpoch() {
        byte[] message =
                HexFormat.of()
                        .parseHex(
                                "5046584d01030000"
                                        + "0000019000000005"
                                        + "0000000000000009"
                                        + "0000000000000000"
                                        + "0000000000000000"
                                        + "0000000000000000"
                                        + "0000000000000064"
                                        + "00000000000000c8"
                                        + "4000000100000001"
                                        + "0000006f00000000"
                                        + "00000000400000010501000000000000"
                                        + "000000000000000000000003"
                                        + "ff7f01");

        MixedFrame frame = MixedFrame.parse(message);

        assertThat(frame.first()).isTrue();
        assertThat(frame.complete()).isTrue();
        assertThat(frame.refresh()).isNull();
        assertThat(frame.epoch()).isEqualTo(0x19000000005L);
        assertThat(frame.id()).isEqualTo(9);
        assertThat(frame.captureNanos()).isEqualTo(100);
        assertThat(frame.encodedNanos()).isEqualTo(200);
        assertThat(frame.width()).isEqualTo(16384);
        assertThat(frame.height()).isEqualTo(1);
        assertThat(frame.rectangles()).hasSize(1);
        assertThat(frame.rectangles().get(0).width()).isEqualTo(16384);
        assertThat(frame.rectangles().get(0).fillColor()).isEqualTo(0xff7f01);
    }

    @Test
    void readsRefreshes() {
        assertThat(MixedMessage.after(9, 9, 1, 8).refreshSinceNothing(9, false).frame().refresh())
                .isEqualTo(new Refresh(true, 0, 9, false, false));
        assertThat(MixedMessage.after(9, 9, 1, 8).refreshSince(0, 9, false).frame().refresh())
                .isEqualTo(new Refresh(false, 0, 9, false, false));
        assertThat(MixedMessage.after(9, 9, 1, 8).frame().rectangles()).isEmpty();
    }

    @Test
    void readsAPartOfABufferAndLeavesItsPosition() {
        byte[] bytes = everything().bytes();
        ByteBuffer around = ByteBuffer.allocateDirect(bytes.length + 10);
        around.position(4).put(bytes, 0, bytes.length).position(4).limit(4 + bytes.length);

        MixedFrame frame = MixedFrame.parse(around);

        assertThat(frame.wireBytes()).isEqualTo(bytes);
        assertThat(frame.rectangles().get(1).payload()).isEqualTo(BYTES);
        assertThat(around.position()).isEqualTo(4);
        assertThat(around.remaining()).isEqualTo(bytes.length);
    }

    @Test
    void bytesOfABufferThatIsUsedAgainAreGone() {
        ByteBuffer buffer = ByteBuffer.wrap(everything().bytes());
        Generation generation = new Generation();
        MixedFrame frame = MixedFrameReader.read(new FrameBytes(buffer, generation), buffer);
        MixedFrame copy = frame.copy();
        FrameRectangle rectangle = frame.rectangles().get(1);
        assertThat(rectangle.payload()).isEqualTo(BYTES);

        generation.advance();
        buffer.put(new byte[buffer.capacity()]).clear();

        assertThatIllegalStateException()
                .isThrownBy(rectangle::payload)
                .withMessageContaining("gone");
        assertThatIllegalStateException().isThrownBy(rectangle::payloadBuffer);
        assertThatIllegalStateException().isThrownBy(frame::wireBytes);
        assertThatIllegalStateException().isThrownBy(frame::wireBuffer);
        assertThatIllegalStateException().isThrownBy(frame::copy);
        assertThat(rectangle.width()).isEqualTo(30);
        assertThat(copy.wireBytes()).isEqualTo(everything().bytes());
        assertThat(copy.rectangles().get(1).payload()).isEqualTo(BYTES);
        assertThat(copy.rectangles().get(3).fillColor()).isEqualTo(0xfe8001);
        assertThat(copy.copy()).isSameAs(copy);
    }

    @Test
    void bytesThatStayAreSharedWithoutAnotherCopy() {
        byte[] bytes = everything().bytes();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        Generation generation = new Generation();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        MixedFrame frame = MixedFrameReader.read(new FrameBytes(buffer, generation), buffer);
        MixedFrame copy = frame.copy();

        assertThat(MixedFrame.parse(bytes).sharedBytes()).isSameAs(bytes);
        assertThat(MixedFrame.parse(ByteBuffer.wrap(longer, 0, bytes.length)).sharedBytes())
                .isEqualTo(bytes);
        assertThat(copy.sharedBytes()).isEqualTo(bytes).isSameAs(copy.sharedBytes());
        assertThat(frame.sharedBytes()).isEqualTo(bytes).isNotSameAs(bytes);
        generation.advance();
        assertThatIllegalStateException().isThrownBy(frame::sharedBytes);
    }

    @Test
    void bytesThatExpireAreGone() {
        ByteBuffer buffer = ByteBuffer.wrap(everything().bytes());
        MixedFrame frame = MixedFrameReader.read(new FrameBytes(buffer, new Generation()), buffer);

        frame.expire();

        assertThatIllegalStateException().isThrownBy(frame::wireBytes);
    }

    /** Offset and new value of one field of {@link #everything()}, and what is said of it. */
    static Stream<Arguments> wrongFields() {
        int copy = 80;
        int picture = 80 + 28;
        int fill = 80 + 3 * 28;
        int video = 80 + 4 * 28;
        int refreshed = 80 + 5 * 28;
        return Stream.of(
                Arguments.of(0, "5046584e", "begins with 0x5046584e"),
                Arguments.of(4, "02", "has the version 2, known is 1"),
                Arguments.of(5, "54", "unknown flags"),
                Arguments.of(5, "15", "first of its epoch and not complete"),
                Arguments.of(5, "17", "first of its epoch and has a frame before it"),
                Arguments.of(5, "00", "no refresh, but what belongs to one"),
                Arguments.of(5, "10", "no refresh, but what belongs to one"),
                Arguments.of(5, "1c", "refresh since nothing and its base"),
                Arguments.of(5, "16", "rectangle 0 that is a copy in a frame that is complete"),
                Arguments.of(6, "0001", "reserved"),
                Arguments.of(76, "00000001", "reserved"),
                Arguments.of(24, "0000000100000002", "not after the frame before it"),
                Arguments.of(24, "ffffffffffffffff", "the previous frame 18446744073709551615"),
                Arguments.of(8, "8000000000000000", "the epoch 9223372036854775808"),
                Arguments.of(16, "8000000000000000", "the frame 9223372036854775808"),
                Arguments.of(32, "8000000000000000", "the refresh base 9223372036854775808"),
                Arguments.of(40, "8000000000000000", "the refresh start 9223372036854775808"),
                Arguments.of(32, "0000000000000009", "does not start after its base"),
                Arguments.of(40, "0000000100000003", "starts neither in it nor before it"),
                Arguments.of(64, "0000", "picture of 0x100, allowed 1..16384"),
                Arguments.of(66, "4001", "picture of 200x16385"),
                Arguments.of(64, "00c7", "rectangle 0 that copies from outside"),
                Arguments.of(66, "0063", "rectangle 0 that copies from outside"),
                Arguments.of(68, "ffffffff", "too few for 4294967295 rectangles"),
                Arguments.of(68, "00000006", "bytes after its last rectangle"),
                Arguments.of(72, "00000126", "bytes but says 294"),
                Arguments.of(72, "ffffffff", "bytes but says 4294967295"),
                Arguments.of(copy, "00ab", "rectangle 0 that leaves the picture"),
                Arguments.of(copy + 2, "003d", "rectangle 0 that leaves the picture"),
                Arguments.of(copy, "ffff", "rectangle 0 that leaves the picture"),
                Arguments.of(copy + 4, "0000", "rectangle 0 that leaves the picture"),
                Arguments.of(copy + 6, "0000", "rectangle 0 that leaves the picture"),
                Arguments.of(copy + 12, "00ab", "rectangle 0 that copies from outside"),
                Arguments.of(copy + 14, "003d", "rectangle 0 that copies from outside"),
                Arguments.of(copy + 9, "03", "rectangle 0 that is a copy and not own"),
                Arguments.of(picture + 8, "00", "rectangle 1 that has the unknown kind 0"),
                Arguments.of(picture + 8, "06", "rectangle 1 that has the unknown kind 6"),
                Arguments.of(picture + 9, "00", "rectangle 1 that has the unknown role 0"),
                Arguments.of(picture + 9, "04", "rectangle 1 that has the unknown role 4"),
                Arguments.of(picture + 9, "02", "rectangle 2 that is own, after those"),
                Arguments.of(picture + 10, "0100", "rectangle 1 that has a reserved field"),
                Arguments.of(picture + 12, "0001", "rectangle 1 that has a source and is no copy"),
                Arguments.of(picture + 14, "0001", "rectangle 1 that has a source and is no copy"),
                Arguments.of(picture + 16, "00000001", "rectangle 1 that has a stream"),
                Arguments.of(picture + 20, "00000001", "rectangle 1 that has a stream"),
                Arguments.of(
                        picture + 24, "00000000", "rectangle 1 that has a payload of the wrong"),
                Arguments.of(picture + 24, "7fffffff", "rectangle 1 that leaves the message's"),
                Arguments.of(picture + 24, "ffffffff", "with 4294967295 from"),
                Arguments.of(picture + 24, "00000003", "1 bytes after its last rectangle"),
                Arguments.of(fill + 24, "00000004", "rectangle 3 that has a payload of the wrong"),
                Arguments.of(copy + 24, "00000001", "rectangle 0 that has a payload of the wrong"),
                Arguments.of(video + 9, "02", "rectangle 4 that is video for the refresh alone"),
                Arguments.of(refreshed + 9, "04", "rectangle 5 that has the unknown role"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void refusesAWrongField(int at, String hex, String words) {
        byte[] message = everything().bytes();
        byte[] wrong = HexFormat.of().parseHex(hex);
        System.arraycopy(wrong, 0, message, at, wrong.length);

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> MixedFrame.parse(message))
                .withMessageStartingWith("a frame in mode mixed ")
                .withMessageContaining(words);
    }

    @Test
    void refusesARefreshThatTheFrameHasNot() {
        MixedMessage message =
                MixedMessage.after(9, 9, 1, 8).fill(new Area(0, 0, 1, 1), REFRESH, 0);

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(message::frame)
                .withMessageContaining("rectangle 0 that is of a refresh, which the frame has not");
    }

    @Test
    void refusesEveryCutMessage() {
        byte[] message = everything().bytes();
        for (int length = 0; length < message.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(message, 0, length);
            assertThatExceptionOfType(FrameFormatException.class)
                    .isThrownBy(() -> MixedFrame.parse(cut));
        }
        assertThatCode(() -> MixedFrame.parse(message)).doesNotThrowAnyException();
    }

    @Test
    void saysWhatItIs() {
        MixedFrame frame = everything().frame();

        assertThat(frame)
                .hasToString(
                        "MixedFrame{4294967298 of epoch 9141386507638288912 200x100 "
                                + frame.refresh()
                                + " 7 rectangles 293 bytes}");
        assertThat(frame.rectangles().get(0))
                .hasToString("copy at 10,20 30x40 from 170,60 0 bytes");
        assertThat(frame.rectangles().get(5)).hasToString("exact at 10,20 30x40 refresh 4 bytes");
        assertThat(List.of(RectangleKind.values()))
                .extracting(RectangleKind::code)
                .containsExactly(PICTURE, VIDEO, COPY, EXACT, 5);
        assertThat(List.of(RectangleRole.values()))
                .extracting(RectangleRole::code)
                .containsExactly(OWN, REFRESH, BOTH);
    }
}
