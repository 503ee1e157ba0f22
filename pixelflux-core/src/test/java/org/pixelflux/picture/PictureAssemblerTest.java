// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pixelflux.support.MixedMessage.BOTH;
import static org.pixelflux.support.MixedMessage.EXACT;
import static org.pixelflux.support.MixedMessage.OWN;
import static org.pixelflux.support.MixedMessage.PICTURE;
import static org.pixelflux.support.MixedMessage.VIDEO;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.FrameFormatException;
import org.pixelflux.MixedFrame;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;

/** Frames that a test has written become the pictures that it means. */
class PictureAssemblerTest {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 50;
    private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);

    private final PictureAssembler assembler = new PictureAssembler();

    private static Picture noise(int width, int height, long seed) {
        Random random = new Random(seed);
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.set(x, y, random.nextInt());
            }
        }
        return picture;
    }

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }

    private static MixedMessage first() {
        return MixedMessage.first(WIDTH, HEIGHT, 5, 0);
    }

    private static MixedMessage second() {
        return MixedMessage.after(WIDTH, HEIGHT, 5, 0);
    }

    /** Noise over all of the picture. */
    private Picture begin() {
        Picture noise = noise(WIDTH, HEIGHT, 1);
        assertThat(assembler.draw(first().add(ALL, EXACT, Images.png(noise)).frame()))
                .isEqualTo(Drawn.WHOLE);
        return noise;
    }

    private void assertShows(Picture expected) {
        Picture shown = Picture.of(assembler.image());
        assertThat(shown.area()).isEqualTo(expected.area());
        assertThat(shown.largestError(expected, expected.area())).isZero();
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(assembler.isWhole()).isFalse();
        assertThat(assembler.lastWhole()).isNull();
        assertThat(assembler.image()).isNull();
        assertThat(assembler.draw(second().frame())).isEqualTo(Drawn.NOTHING);
        assertThat(assembler.image()).isNull();
    }

    @Test
    void drawsExactPixelsAndFills() {
        Picture expected = begin();
        assertShows(expected);
        assertThat(assembler.image().getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(assembler.isWhole()).isTrue();
        assertThat(assembler.lastWhole()).isEqualTo(new FrameNumber(5, 0));
        Picture part = noise(7, 9, 2);

        Drawn drawn =
                assembler.draw(
                        second().add(new Area(53, 41, 7, 9), EXACT, Images.png(part))
                                .fill(new Area(0, 0, 3, 50), OWN, 0xff8001)
                                .frame());

        assertThat(drawn).isEqualTo(Drawn.WHOLE);
        expected.draw(part, 53, 41, 7, 9);
        expected.fill(new Area(0, 0, 3, 50), 0xff8001);
        assertShows(expected);
        assertThat(assembler.lastWhole()).isEqualTo(new FrameNumber(5, 1));
    }

    @Test
    void drawsPicturesOfJpeg() throws Exception {
        Picture smooth = SmoothPicture.coloured(WIDTH, HEIGHT, 0);
        Picture expected = begin();
        Area part = new Area(8, 8, 40, 33);
        byte[] jpeg = Images.jpeg(smooth.crop(part));

        assembler.draw(second().add(part, PICTURE, jpeg).frame());

        Picture shown = Picture.of(assembler.image());
        assertThat(shown.psnr(smooth, part)).isGreaterThan(30);
        Picture decoded = Picture.of(ImageIO.read(new ByteArrayInputStream(jpeg)));
        expected.draw(decoded, part.x(), part.y(), part.width(), part.height());
        assertShows(expected);
    }

    /** Java takes grey samples for linear light; on the wire they are sRGB as all others. */
    @Test
    void greyPicturesAreShownAsTheyAre() {
        begin();
        BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Picture expected = new Picture(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                grey.getRaster().setSample(x, y, 0, 3 * x + y);
                expected.set(x, y, (3 * x + y) * 0x010101);
            }
        }

        assembler.draw(second().add(ALL, PICTURE, Images.write("jpeg", grey)).frame());

        Picture shown = Picture.of(assembler.image());
        assertThat(shown.largestError(expected, ALL)).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "8"})
    void palettesAreExact(int bits) {
        begin();
        int colors = 1 << bits;
        Random random = new Random(bits);
        byte[] palette = new byte[3 * colors];
        random.nextBytes(palette);
        int perByte = 8 / bits;
        int rowBytes = (WIDTH + perByte - 1) / perByte;
        byte[] rows = new byte[HEIGHT * (1 + rowBytes)];
        random.nextBytes(rows);
        Picture expected = new Picture(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            rows[y * (1 + rowBytes)] = 0;
            for (int x = 0; x < WIDTH; x++) {
                int packed = rows[y * (1 + rowBytes) + 1 + x / perByte] & 255;
                int index = packed >> 8 - bits * (1 + x % perByte) & colors - 1;
                ByteBuffer color = ByteBuffer.allocate(4).put((byte) 0).put(palette, 3 * index, 3);
                expected.set(x, y, color.getInt(0));
            }
        }
        byte[] png =
                Images.png(
                        WIDTH, HEIGHT, bits, Images.PALETTE, rows, Images.chunk("PLTE", palette));

        assembler.draw(second().add(ALL, EXACT, png).frame());

        assertShows(expected);
    }

    /** A gamma or a profile would change the colours. */
    @Test
    void whatIsBesideThePixelsOfAPngImageIsLeftAside() {
        Picture expected = begin();
        byte[] rows = new byte[HEIGHT * (1 + 3 * WIDTH)];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = y * (1 + 3 * WIDTH) + 1 + 3 * x;
                rows[at] = (byte) (expected.get(x, y) >> 16);
                rows[at + 1] = (byte) (expected.get(x, y) >> 8);
                rows[at + 2] = (byte) expected.get(x, y);
            }
        }
        byte[] plain = Images.png(WIDTH, HEIGHT, 8, Images.COLORS, rows);
        byte[] png =
                Images.png(
                        WIDTH,
                        HEIGHT,
                        8,
                        Images.COLORS,
                        rows,
                        Images.chunk("gAMA", new byte[] {0, 0, 0x27, 0x10}),
                        Images.chunk("iCCP", text("none\0\0nonsense")),
                        Images.chunk("zTXt", text("Comment\0\0nonsense")));

        assertThat(PngChunks.critical(ByteBuffer.wrap(png))).isEqualTo(ByteBuffer.wrap(plain));
        assertThat(PngChunks.critical(ByteBuffer.wrap(plain)).array()).isSameAs(plain);
        assembler.draw(second().fill(ALL, OWN, 0).add(ALL, EXACT, png).frame());
        assertShows(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,-1", "1,0", "-1,0", "3,2", "-3,2", "3,-2", "-3,-2", "0,0", "20,20"})
    void copiesAsMemmove(int dx, int dy) {
        Picture expected = begin();
        Area source = new Area(22, 22, 15, 7);
        Area target = new Area(22 + dx, 22 + dy, 15, 7);

        assembler.draw(second().copy(target, source.x(), source.y()).frame());

        expected.draw(expected.crop(source), target.x(), target.y(), 15, 7);
        assertShows(expected);
    }

    @Test
    void aCopyReadsWhatEarlierRectanglesLeft() {
        Picture expected = begin();
        Area filled = new Area(0, 0, 10, 10);

        assembler.draw(
                second().fill(filled, OWN, 0x123456)
                        .copy(new Area(30, 30, 12, 12), 0, 0)
                        .fill(filled, OWN, 0)
                        .frame());

        expected.fill(filled, 0x123456);
        expected.draw(expected.crop(new Area(0, 0, 12, 12)), 30, 30, 12, 12);
        expected.fill(filled, 0);
        assertShows(expected);
    }

    @Test
    void drawsIntoMemoryOfTheCallers() {
        IntBuffer memory =
                ByteBuffer.allocateDirect(4 * 5000).order(ByteOrder.nativeOrder()).asIntBuffer();
        memory.position(100);
        PictureAssembler into =
                new PictureAssembler(
                        (width, height) -> new PixelTarget.Pixels(memory, width + 7),
                        WIDTH * HEIGHT);
        Picture noise = noise(WIDTH, HEIGHT, 1);
        Area corner = new Area(50, 45, 10, 5);

        into.draw(first().add(ALL, EXACT, Images.png(noise)).frame());
        into.draw(second().copy(corner, 1, 1).frame());

        noise.draw(noise.crop(new Area(1, 1, 10, 5)), 50, 45, 10, 5);
        Picture shown = new Picture(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                shown.set(x, y, memory.get(100 + y * (WIDTH + 7) + x));
            }
            for (int x = WIDTH; x < WIDTH + 7; x++) {
                assertThat(memory.get(100 + y * (WIDTH + 7) + x)).isZero();
            }
        }
        assertThat(shown.largestError(noise, ALL)).isZero();
        assertThat(into.image()).isNull();
        assertThat(memory.position()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"59,5000", "60,2999"})
    void refusesMemoryThatIsTooSmall(int stride, int pixels) {
        PictureAssembler into =
                new PictureAssembler(
                        (width, height) ->
                                new PixelTarget.Pixels(IntBuffer.allocate(pixels), stride),
                        WIDTH * HEIGHT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> into.draw(first().fill(ALL, OWN, 0).frame()))
                .withMessageContaining("do not hold a picture of 60x50");
        assertThat(into.lastWhole()).isNull();
    }

    @Test
    void aLargerPictureThanAllowedIsRefused() {
        PictureAssembler small = new PictureAssembler(WIDTH * HEIGHT - 1);

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> small.draw(first().fill(ALL, OWN, 0).frame()))
                .withMessageContaining("60x50 has more than the 2999 pixels");
        assertThat(small.image()).isNull();
    }

    @Test
    void anotherSizeInTheSameEpochIsRefused() {
        Picture expected = begin();
        MixedMessage other = MixedMessage.after(WIDTH, 51, 5, 0).complete();

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> assembler.draw(other.frame()))
                .withMessageContaining("the picture has another size in this epoch");
        assertShows(expected);
        assertThat(assembler.isWhole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"60,50", "70,80", "9,9"})
    void anotherEpochBeginsBlack(int width, int height) {
        begin();
        Picture expected = new Picture(width, height);
        Area written = new Area(2, 2, 5, 5);
        expected.fill(written, 0xabcdef);

        Drawn drawn =
                assembler.draw(
                        MixedMessage.first(width, height, 6, 1)
                                .fill(written, OWN, 0xabcdef)
                                .frame());

        assertThat(drawn).isEqualTo(Drawn.WHOLE);
        assertShows(expected);
    }

    @Test
    void whatIsOutOfDateIsNotDrawn() {
        begin();
        MixedMessage later = MixedMessage.after(WIDTH, HEIGHT, 5, 3).complete().fill(ALL, OWN, 4);
        assembler.draw(later.frame());
        Picture expected = Picture.of(assembler.image());
        MixedMessage olderEpoch = MixedMessage.first(WIDTH, HEIGHT, 4, 9).fill(ALL, OWN, 1);
        MixedMessage olderFrame =
                MixedMessage.after(WIDTH, HEIGHT, 5, 2).complete().fill(ALL, OWN, 2);

        assertThat(assembler.draw(later.frame())).isEqualTo(Drawn.BEFORE);
        assertThat(assembler.draw(olderFrame.frame())).isEqualTo(Drawn.BEFORE);
        assertThat(assembler.draw(olderEpoch.frame())).isEqualTo(Drawn.BEFORE);
        assertShows(expected);
        assertThat(assembler.lastWhole()).isEqualTo(new FrameNumber(5, 4));
        assertThat(assembler.isWhole()).isTrue();
    }

    @Test
    void videoIsRefusedAndNothingDrawn() {
        Picture expected = begin();
        MixedMessage video =
                second().fill(ALL, OWN, 0).add(ALL, VIDEO, OWN, 0, 0, 1, 1, new byte[] {0, 0, 1});

        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> assembler.draw(video.frame()))
                .withMessageContaining("videoRectangles=false");
        assertShows(expected);
        assertThat(assembler.lastWhole()).isEqualTo(new FrameNumber(5, 0));
    }

    /** The numbers of streams and generations begin anew, with films of other sizes. */
    @ParameterizedTest
    @CsvSource({"60, 50", "120, 100"})
    void filmsOfAnotherEpochAreDecodedAnew(int width, int height) {
        List<Dimension> opened = new ArrayList<>();
        List<Dimension> closed = new ArrayList<>();
        VideoDecoders decoders =
                size -> {
                    opened.add(size);
                    return new BlackFilm(size, closed);
                };
        Area small = new Area(0, 0, 20, 10);
        Area large = new Area(0, 0, width, height);
        try (PictureAssembler films = new PictureAssembler(decoders, width * height)) {
            assertThat(films.draw(film(first(), small))).isEqualTo(Drawn.WHOLE);
            assertThat(films.draw(film(second(), small))).isEqualTo(Drawn.WHOLE);
            assertThat(opened).containsExactly(new Dimension(20, 10));

            MixedMessage another = MixedMessage.first(width, height, 6, 7);
            assertThat(films.draw(film(another, large))).isEqualTo(Drawn.WHOLE);
            assertThat(opened).containsExactly(new Dimension(20, 10), new Dimension(width, height));
            assertThat(closed).containsExactly(new Dimension(20, 10));
        }
        assertThat(closed).hasSize(2);
    }

    private static MixedFrame film(MixedMessage message, Area area) {
        return message.add(area, VIDEO, BOTH, 0, 0, 0, 1, new byte[] {0, 0, 1}).frame();
    }

    private record BlackFilm(Dimension size, List<Dimension> closed) implements VideoDecoder {

        @Override
        public BufferedImage decode(ByteBuffer accessUnit) {
            return new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public void close() {
            closed.add(size);
        }
    }

    /** A few bytes for each copy of the whole picture would keep a reader busy for hours. */
    @Test
    void refusesAFrameThatDrawsThePictureAgainAndAgain() {
        Area all = new Area(0, 0, 40, 30);
        PictureAssembler picture = new PictureAssembler();
        picture.draw(MixedMessage.first(40, 30, 5, 0).fill(all, OWN, 1).frame());
        MixedMessage most = MixedMessage.after(40, 30, 5, 0);
        MixedMessage tooMany = MixedMessage.after(40, 30, 5, 1);
        for (int i = 0; i < 64; i++) {
            most.copy(all, 0, 0);
            tooMany.copy(all, 0, 0);
        }
        tooMany.fill(new Area(0, 0, 1, 1), OWN, 2);

        assertThat(picture.draw(most.frame())).isEqualTo(Drawn.WHOLE);
        assertThatExceptionOfType(FrameFormatException.class)
                .isThrownBy(() -> picture.draw(tooMany.frame()))
                .withMessageStartingWith(
                        "the rectangles have 76801 pixels together, more than 64 times as many as"
                                + " the picture");
        assertThat(picture.lastWhole()).isEqualTo(new FrameNumber(5, 1));
    }
}
