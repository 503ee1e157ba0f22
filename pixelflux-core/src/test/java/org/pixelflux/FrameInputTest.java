// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pixelflux.support.Patience.PATIENCE;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;

/** Captures of what a program pushes, decoded by others. */
class FrameInputTest {

    private static final Duration QUIET = Duration.ofMillis(50);

    private static CaptureSettings.Builder cam() {
        return CaptureSettings.builder().source(Source.FRAMES).input("cam").fps(240);
    }

    /** Every pixel's colours tell its place. */
    private static BufferedImage chart(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | x % 256 << 16 | y % 256 << 8 | (x + y) % 256);
            }
        }
        return image;
    }

    private static Picture snapshot() {
        return Picture.of(ScreenCapture.snapshot(cam().build()));
    }

    private static void assertShown(BufferedImage image) {
        assertSame(snapshot(), Picture.of(image));
    }

    private static void assertSame(Picture shown, Picture expected) {
        assertThat(shown.width()).isEqualTo(expected.width());
        assertThat(shown.height()).isEqualTo(expected.height());
        assertThat(shown.largestError(expected, expected.area())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void imagesOfEveryTypeAndPartsOfThemAreShownAsTheyAre(int type) {
        BufferedImage image = chart(321, 243, type);
        try (FrameInput input = FrameInput.open("cam")) {
            input.push(image);
            assertShown(image);
            BufferedImage part = image.getSubimage(17, 40, 99, 63);
            input.push(part);
            assertShown(part);
        }
    }

    @ParameterizedTest
    @EnumSource(PixelLayout.class)
    void buffersOfEveryLayoutAreShownAsTheyAre(PixelLayout layout) {
        BufferedImage image = chart(65, 33, BufferedImage.TYPE_INT_RGB);
        int stride = 65 * layout.bytesPerPixel() + 7;
        byte[] bytes = bytes(image, layout, stride, 5);
        try (FrameInput input = FrameInput.open("cam")) {
            List<ByteBuffer> buffers =
                    List.of(
                            ByteBuffer.wrap(bytes).position(5),
                            ByteBuffer.wrap(bytes).position(3).slice().position(2),
                            ByteBuffer.wrap(bytes).asReadOnlyBuffer().position(5),
                            ByteBuffer.allocateDirect(bytes.length).put(bytes).position(5));
            for (ByteBuffer buffer : buffers) {
                int position = buffer.position();
                input.push(chart(10, 10, BufferedImage.TYPE_INT_RGB));
                input.push(buffer, layout, 65, 33, stride);
                assertShown(image);
                assertThat(buffer.position()).isEqualTo(position);
            }
        }
    }

    private static byte[] bytes(BufferedImage image, PixelLayout layout, int stride, int offset) {
        byte[] bytes = new byte[offset + stride * image.getHeight()];
        boolean redFirst = layout == PixelLayout.RGB || layout == PixelLayout.RGBX;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int at = offset + y * stride + x * layout.bytesPerPixel();
                int rgb = image.getRGB(x, y);
                bytes[at + (redFirst ? 0 : 2)] = (byte) (rgb >> 16);
                bytes[at + 1] = (byte) (rgb >> 8);
                bytes[at + (redFirst ? 2 : 0)] = (byte) rgb;
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JPEG", "H264"},
            value = CaptureMode.class)
    void stripesShowWhatIsPushedAndOnlyWhatChanged(CaptureMode mode) {
        CaptureSettings settings = cam().mode(mode).jpegQuality(95).h264Crf(10).build();
        BufferedImage image = smooth();
        try (FrameInput input = FrameInput.open("cam");
                FrameReader reader = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            input.push(image);
            Frame first = reader.next(PATIENCE);
            decoder.draw(first);
            assertThat(decoder.picture().psnr(Picture.of(image), new Area(0, 0, 320, 512)))
                    .isGreaterThan(35);

            paint(image, Color.GREEN, 20, 200, 64, 16);
            input.push(image, List.of(new PictureArea(20, 200, 64, 16)));
            Frame second = reader.next(PATIENCE);
            decoder.draw(second);
            assertThat(second.stripes()).allMatch(stripe -> stripe.height() < 256);
            assertThat(decoder.picture().psnr(Picture.of(image), new Area(0, 0, 320, 512)))
                    .isGreaterThan(35);

            input.push(image);
            assertThat(reader.next(QUIET).isEmpty()).isTrue();
        }
    }

    private static BufferedImage smooth() {
        BufferedImage image = new BufferedImage(320, 512, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 512; y++) {
            for (int x = 0; x < 320; x++) {
                image.setRGB(x, y, 0x010101 * (x / 4 + y / 4));
            }
        }
        return image;
    }

    private static void paint(BufferedImage image, Color color, int x, int y, int w, int h) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(x, y, w, h);
        graphics.dispose();
    }

    @Test
    void modeMixedAndChangesWork() {
        CaptureSettings settings = cam().mode(CaptureMode.MIXED).videoRectangles(false).build();
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        paint(image, Color.WHITE, 0, 0, 320, 240);
        try (FrameInput input = FrameInput.open("cam");
                FrameReader reader = FrameReader.open(settings);
                ChangeReader changes = ChangeReader.open(cam().build())) {
            input.push(image);
            PictureAssembler assembler = new PictureAssembler();
            assembler.draw(reader.next(PATIENCE).mixed());
            changes.next();
            paint(image, Color.RED, 100, 80, 16, 16);
            input.push(image);
            assembler.draw(reader.next(PATIENCE).mixed());
            assertSame(Picture.of(assembler.image()), Picture.of(image));
            assertThat(changes.next().areas())
                    .allMatch(area -> area.x() <= 100 && area.x() + area.width() >= 116);
        }
    }

    @Test
    void aFrameOfAnotherSizeIsAResize() {
        try (FrameInput input = FrameInput.open("cam")) {
            input.push(chart(320, 240, BufferedImage.TYPE_INT_RGB));
            try (FrameReader follows = FrameReader.open(cam().autoAdjustSize(true).build());
                    FrameReader stays = FrameReader.open(cam().build())) {
                assertThat(follows.next(PATIENCE).width()).isEqualTo(320);
                assertThat(stays.next(PATIENCE).width()).isEqualTo(320);
                input.push(chart(160, 120, BufferedImage.TYPE_INT_RGB));
                assertThat(follows.next(PATIENCE).width()).isEqualTo(160);
                assertThatExceptionOfType(PixelfluxException.class)
                        .isThrownBy(() -> stays.next(PATIENCE))
                        .withMessageContaining("160x120")
                        .matches(PixelfluxException::isRetryable);
            }
        }
    }

    @Test
    void refusalsNameWhatIsWrongAndLeaveTheLastFrame() {
        BufferedImage image = chart(32, 24, BufferedImage.TYPE_INT_RGB);
        try (FrameInput input = FrameInput.open("cam")) {
            input.push(image);
            ByteBuffer buffer = ByteBuffer.allocate(1000);
            for (ByteBuffer pixels : List.of(buffer, ByteBuffer.allocateDirect(1000))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> input.push(pixels, PixelLayout.BGRX, 32, 8, 127))
                        .withMessageStartingWith("stride: 127");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> input.push(pixels, PixelLayout.BGRX, 32, 8, 128))
                        .withMessageStartingWith("pixels: the buffer has 1000 bytes left");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> input.push(pixels, PixelLayout.RGB, 0, 8, 128))
                        .withMessageStartingWith("width: 0");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> input.push(pixels, PixelLayout.RGB, 1, 16385, 3))
                        .withMessageStartingWith("height: 16385");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    input.push(
                                            new BufferedImage(
                                                    16385, 1, BufferedImage.TYPE_INT_RGB)))
                    .withMessageStartingWith("width: 16385");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> input.push(image, List.of(new PictureArea(30, 0, 3, 1))))
                    .withMessageStartingWith("changed: 3x1 at 30,0");
            assertShown(image);
        }
    }

    @Test
    void anInputHasANameAndAnEnd() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameInput.open(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureSettings.builder().source(Source.FRAMES).build())
                .withMessageStartingWith("input: ");
        FrameInput input = FrameInput.open("cam");
        input.push(chart(8, 8, BufferedImage.TYPE_INT_RGB));
        input.close();
        input.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> input.push(chart(8, 8, BufferedImage.TYPE_INT_RGB)));
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> ScreenCapture.snapshot(cam().build()))
                .matches(failure -> failure.code() == PixelfluxException.Code.DISPLAY);
    }

    /** The newest one wins, in each of several captures, and nobody tears a frame. */
    @Test
    void everyCaptureEndsWithTheNewestFrameHoweverManyPush() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (FrameInput input = FrameInput.open("cam");
                FrameReader fast = FrameReader.open(cam().build());
                FrameReader slow = FrameReader.open(cam().fps(20).build())) {
            List<Future<?>> pushers = new ArrayList<>();
            for (int pusher = 0; pusher < 2; pusher++) {
                pushers.add(threads.submit(() -> pushShades(input, 300)));
            }
            List<Future<Picture>> seen = new ArrayList<>();
            for (FrameReader reader : List.of(fast, slow)) {
                seen.add(threads.submit(() -> untilShade(reader, 250)));
            }
            for (Future<?> pusher : pushers) {
                pusher.get(60, TimeUnit.SECONDS);
            }
            input.push(shade(250));
            for (Future<Picture> picture : seen) {
                Picture shown = picture.get(60, TimeUnit.SECONDS);
                assertThat(shown.largestError(Picture.of(shade(250)), shown.area())).isLessThan(3);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void pushShades(FrameInput input, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            input.push(shade(frame % 200));
        }
    }

    private static BufferedImage shade(int shade) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        paint(image, new Color(shade, shade, shade), 0, 0, 64, 48);
        return image;
    }

    private static Picture untilShade(FrameReader reader, int shade) {
        try (StripeDecoder decoder = new StripeDecoder()) {
            do {
                decoder.draw(reader.next(PATIENCE));
            } while (Math.abs((decoder.picture().get(0, 0) & 255) - shade) > 2);
            return decoder.picture();
        }
    }
}
