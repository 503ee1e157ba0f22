// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pixelflux.support.MixedMessage.EXACT;
import static org.pixelflux.support.MixedMessage.OWN;
import static org.pixelflux.support.MixedMessage.PICTURE;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.FrameFormatException;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;
import org.pixelflux.support.SmoothPicture;

/** Images that are not what their rectangles say. */
class WrongImagesTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;
    private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);
    private static final int LENGTH_AT = 3;

    private final PictureAssembler assembler = new PictureAssembler();

    private static MixedMessage first() {
        return MixedMessage.first(WIDTH, HEIGHT, 5, 0);
    }

    private static byte[] png(int width, int height, int bits, int type, byte[]... between) {
        return Images.png(width, height, bits, type, new byte[20_000], between);
    }

    /** A JPEG image whose head says another size, without pixels for it. */
    private static byte[] hugeJpeg() {
        byte[] jpeg = Images.jpeg(SmoothPicture.coloured(WIDTH, HEIGHT, 0));
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                Arrays.fill(jpeg, i + 2 + LENGTH_AT, i + 2 + LENGTH_AT + 4, (byte) 0xee);
                return jpeg;
            }
        }
        throw new IllegalStateException("the image has no head");
    }

    static Stream<Arguments> wrongImages() {
        byte[] png = Images.png(SmoothPicture.coloured(WIDTH, HEIGHT, 0));
        byte[] jpeg = Images.jpeg(SmoothPicture.coloured(WIDTH, HEIGHT, 0));
        byte[] small = Images.png(SmoothPicture.coloured(WIDTH - 1, HEIGHT, 0));
        return Stream.of(
                Arguments.of(EXACT, small, "the image is 39x30"),
                Arguments.of(PICTURE, hugeJpeg(), "the image is 61166x61166"),
                Arguments.of(EXACT, png(60_000, 60_000, 8, 2), "the image is 60000x60000"),
                Arguments.of(EXACT, png(WIDTH, HEIGHT, 4, 2), "4 bits a sample"),
                Arguments.of(EXACT, png(WIDTH, HEIGHT, 8, 0), "of type 0, allowed 2 and 3"),
                Arguments.of(EXACT, png(WIDTH, HEIGHT, 16, 2), "16 bits a sample"),
                Arguments.of(EXACT, png(WIDTH, HEIGHT, 8, 6), "of type 6, allowed 2 and 3"),
                Arguments.of(EXACT, png(WIDTH, HEIGHT, 8, 4), "of type 4, allowed 2 and 3"),
                Arguments.of(
                        EXACT,
                        png(WIDTH, HEIGHT, 8, 2, Images.chunk("tRNS", new byte[6])),
                        "it has alpha"),
                Arguments.of(EXACT, jpeg, "it is no PNG image"),
                Arguments.of(PICTURE, png, "cannot decode the rectangle picture at 0,0 40x30"),
                Arguments.of(EXACT, new byte[] {1}, "it is no PNG image"),
                Arguments.of(PICTURE, new byte[] {1}, "cannot decode"),
                Arguments.of(EXACT, Arrays.copyOf(png, png.length - 1), "it ends too early"),
                Arguments.of(EXACT, Images.pngHead(WIDTH, HEIGHT, 8, 2), "it ends too early"),
                Arguments.of(
                        EXACT,
                        Images.joined(
                                Images.pngHead(WIDTH, HEIGHT, 8, 2),
                                Images.pngHead(WIDTH, HEIGHT, 8, 2)),
                        "cannot decode"));
    }

    @ParameterizedTest
    @MethodSource("wrongImages")
    void areRefusedBeforeRoomIsTaken(int kind, byte[] image, String words) {
        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(
                        () ->
                                assembler.draw(
                                        first().fill(ALL, OWN, 0).add(ALL, kind, image).frame()))
                .withMessageContaining(words);
    }

    @Test
    void leaveNothing() {
        assembler.draw(first().fill(ALL, OWN, 0xffffff).frame());
        assertThat(assembler.isWhole()).isTrue();
        MixedMessage broken =
                MixedMessage.after(WIDTH, HEIGHT, 5, 0)
                        .fill(new Area(0, 0, 1, 1), OWN, 1)
                        .add(ALL, EXACT, new byte[] {1});

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> assembler.draw(broken.frame()));

        assertThat(assembler.isWhole()).isFalse();
        assertThat(assembler.lastWhole()).isNull();
        assertThat(assembler.draw(MixedMessage.after(WIDTH, HEIGHT, 5, 1).frame()))
                .isEqualTo(Drawn.NOTHING);
        assertThat(assembler.draw(first().fill(ALL, OWN, 7).frame())).isEqualTo(Drawn.WHOLE);
    }

    /** Images with some bytes that say something else: drawn or refused, and nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {EXACT, PICTURE})
    void damagedImagesAreDrawnOrRefused(int kind) {
        byte[] image =
                kind == EXACT
                        ? Images.png(SmoothPicture.coloured(WIDTH, HEIGHT, 0))
                        : Images.jpeg(SmoothPicture.coloured(WIDTH, HEIGHT, 0));
        Random random = new Random(kind);
        int drawn = 0;
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] damaged = random.nextInt(8) == 0 ? cut(image, random) : image.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                // More than half of what can go wrong is in the head.
                int range = random.nextBoolean() ? damaged.length : Math.min(60, damaged.length);
                damaged[random.nextInt(range)] = (byte) random.nextInt();
            }
            try {
                assembler.draw(
                        MixedMessage.first(WIDTH, HEIGHT, i, 0).add(ALL, kind, damaged).frame());
                drawn++;
            } catch (FrameFormatException e) {
                assertThat(e).hasMessageStartingWith("cannot decode the rectangle ");
                assertThat(assembler.lastWhole()).isNull();
                refused++;
            }
        }
        assertThat(drawn).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] cut(byte[] image, Random random) {
        return Arrays.copyOf(image, 1 + random.nextInt(image.length));
    }
}
