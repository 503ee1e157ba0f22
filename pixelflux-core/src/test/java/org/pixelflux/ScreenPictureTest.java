// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.picture.PixelTarget;
import org.pixelflux.picture.PixelTarget.Pixels;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** The picture of a running capture of the synthetic source, whose every pixel is known. */
class ScreenPictureTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int WIDTH = 321;
    private static final int HEIGHT = 243;

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(WIDTH)
                .height(HEIGHT)
                .fps(240)
                .syntheticChange(50);
    }

    private static void assertSame(BufferedImage image, Picture expected) {
        Picture actual = Picture.of(image);
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        assertThat(actual.largestError(expected, expected.area())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isTheFrameToThePixel(CaptureMode mode) {
        CaptureSettings settings = synthetic().mode(mode).build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings)) {
            ScreenPicture picture = capture.picture();
            assertThat(picture.image()).isNull();
            assertThat(picture.draw(new Kept())).isNull();
            assertThat(picture.contentHash()).isEmpty();
            for (int frame = 0; frame < 5; frame++) {
                Frame next = capture.next(LONG);
                BufferedImage image = picture.image();
                assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
                assertSame(image, source.at(next.id()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void imageOfTheProgramFollows(CaptureMode mode) {
        CaptureSettings settings = synthetic().mode(mode).build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings)) {
            ScreenPicture picture = capture.picture();
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            Frame frame = capture.next(LONG);
            ScreenChange first = picture.draw(image);
            assertThat(first.areas()).containsExactly(new PictureArea(0, 0, WIDTH, HEIGHT));
            assertThat(first.share()).isEqualTo(1);
            assertThat(first.id()).isEqualTo(frame.id());
            assertThat(first.captureNanos()).isEqualTo(frame.captureNanos());
            assertSame(image, source.at(frame.id()));
            assertThat(picture.draw(image).isEmpty()).isTrue();

            capture.next(LONG);
            frame = capture.next(LONG);
            ScreenChange change = picture.draw(image);
            assertSame(image, source.at(frame.id()));
            // The middle half of the rows moves.
            assertThat(change.share()).isBetween(0.4, 0.65);
            assertThat(change.areas())
                    .allSatisfy(area -> assertThat(area.y()).isGreaterThanOrEqualTo(48));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatChangedWithoutAPixel(CaptureMode mode) {
        try (FrameReader capture = FrameReader.open(synthetic().mode(mode).build())) {
            ScreenPicture picture = capture.picture();
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            assertThat(picture.changes()).isNull();
            capture.next(LONG);
            assertThat(picture.changes().areas())
                    .containsExactly(new PictureArea(0, 0, WIDTH, HEIGHT));
            assertThat(picture.changes().isEmpty()).isTrue();
            picture.draw(image);
            Frame frame = capture.next(LONG);

            ScreenChange change = picture.changes();

            assertThat(change.id()).isEqualTo(frame.id());
            assertThat(change.share()).isBetween(0.4, 0.65);
            // The two know nothing of each other.
            assertThat(picture.draw(image).areas()).isEqualTo(change.areas());
            assertThat(picture.changes().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bufferOfTheProgramFollows(boolean direct) {
        CaptureSettings settings = synthetic().build();
        SyntheticPicture source = new SyntheticPicture(settings);
        Kept target = direct ? new KeptDirectly() : new Kept();
        try (FrameReader capture = FrameReader.open(settings)) {
            ScreenPicture picture = capture.picture();
            for (int round = 0; round < 4; round++) {
                Frame frame = capture.next(LONG);
                picture.draw(target);
                assertSame(target.image(), source.at(frame.id()));
            }
            assertThat(target.asked).isEqualTo(1);
            capture.update(settings.toBuilder().width(100).height(99).build());
            Frame smaller = capture.next(LONG);
            while (smaller.width() != 100) {
                smaller = capture.next(LONG);
            }
            ScreenChange change = picture.draw(target);
            assertThat(target.asked).isEqualTo(2);
            assertThat(change.areas()).containsExactly(new PictureArea(0, 0, 100, 99));
            assertThat(Picture.of(target.image()).width()).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheBufferStandsCountsOnlyWhenItIsGiven(boolean direct) {
        CaptureSettings settings = synthetic().build();
        SyntheticPicture source = new SyntheticPicture(settings);
        Kept target = direct ? new KeptDirectly() : new Kept();
        try (FrameReader capture = FrameReader.open(settings)) {
            ScreenPicture picture = capture.picture();
            capture.next(LONG);
            picture.draw(target);
            target.buffer.position(7).limit(9);
            Frame frame = capture.next(LONG);
            picture.draw(target);
            target.buffer.clear();
            assertSame(target.image(), source.at(frame.id()));
        }
    }

    @Test
    void whatCannotBeWrittenIsNotTakenForDrawn() {
        PixelTarget readOnly =
                (width, height) ->
                        new Pixels(IntBuffer.allocate(width * height).asReadOnlyBuffer(), width);
        try (FrameReader capture = FrameReader.open(synthetic().syntheticChange(0).build())) {
            capture.next(LONG);
            ScreenPicture picture = capture.picture();
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(ReadOnlyBufferException.class)
                        .isThrownBy(() -> picture.draw(readOnly));
            }
            ScreenChange change = picture.draw(new Kept());
            assertThat(change.areas()).containsExactly(new PictureArea(0, 0, WIDTH, HEIGHT));
        }
    }

    @Test
    void drawingAgainIntoADirectBufferTakesNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (FrameReader capture = FrameReader.open(synthetic().build())) {
            capture.next(LONG);
            ScreenPicture picture = capture.picture();
            Kept target = new KeptDirectly();
            picture.draw(target);
            picture.draw(target);
            for (int i = 0; i < 3; i++) {
                capture.next(LONG);
                long before = threads.getThreadAllocatedBytes(thread);
                picture.draw(target);
                assertThat(threads.getThreadAllocatedBytes(thread) - before)
                        .isLessThan(WIDTH * HEIGHT);
            }
        }
    }

    @Test
    void anotherTargetGetsEverything() {
        try (FrameReader capture = FrameReader.open(synthetic().syntheticChange(0).build())) {
            capture.next(LONG);
            ScreenPicture picture = capture.picture();
            Kept one = new Kept();
            Kept other = new Kept();
            picture.draw(one);
            assertThat(picture.draw(other).isEmpty()).as("nothing changed").isTrue();
            assertThat(
                            Picture.of(other.image())
                                    .largestError(
                                            Picture.of(one.image()),
                                            Picture.of(one.image()).area()))
                    .isZero();
        }
    }

    @Test
    void partOfALargerImageIsDrawn() {
        CaptureSettings settings = synthetic().syntheticChange(0).build();
        BufferedImage large = new BufferedImage(WIDTH + 7, HEIGHT + 9, BufferedImage.TYPE_INT_RGB);
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            capture.picture().draw(large.getSubimage(5, 6, WIDTH, HEIGHT));
        }
        assertSame(large.getSubimage(5, 6, WIDTH, HEIGHT), new SyntheticPicture(settings).at(0));
        assertThat(large.getRGB(4, 6) & 0xFFFFFF).isZero();
        assertThat(large.getRGB(5 + WIDTH, 6) & 0xFFFFFF).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (FrameReader capture = FrameReader.open(synthetic().build())) {
            capture.next(LONG);
            ScreenPicture picture = capture.picture();
            BufferedImage small = new BufferedImage(320, 243, BufferedImage.TYPE_INT_RGB);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.draw(small))
                    .withMessage("image: its size is 320x243, that of the picture 321x243");
            BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.draw(grey))
                    .withMessage("image: its type is 10, allowed TYPE_INT_RGB");
            PixelTarget narrow = (width, height) -> new Pixels(IntBuffer.allocate(1000), width);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.draw(narrow))
                    .withMessageContaining("do not hold a picture of 321x243");
        }
    }

    @Test
    void calmCaptureAnswersWhileAnotherThreadWaitsForAFrame() throws Exception {
        CaptureSettings settings = synthetic().syntheticChange(0).build();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        FrameReader capture = FrameReader.open(settings);
        try {
            capture.next(LONG);
            Future<Frame> waiting = threads.submit(() -> capture.next());
            await().until(capture::isInNext);
            assertSame(capture.picture().image(), new SyntheticPicture(settings).at(0));
            assertThat(waiting.isDone()).isFalse();
            capture.close();
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();
        } finally {
            capture.close();
            threads.shutdownNow();
        }
    }

    @Test
    void manyThreadsReadWholePictures() throws Exception {
        CaptureSettings settings = synthetic().syntheticChange(100).build();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            List<Future<Long>> reading =
                    threads.invokeAll(
                            List.of(
                                    () -> readSome(capture, settings),
                                    () -> readSome(capture, settings),
                                    () -> {
                                        for (int i = 0; i < 60; i++) {
                                            capture.next(LONG);
                                        }
                                        return 0L;
                                    }));
            for (Future<Long> one : reading) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long readSome(FrameReader capture, CaptureSettings settings) {
        ScreenPicture picture = capture.picture();
        Kept target = new Kept();
        ScreenChange change = ScreenChange.NONE;
        for (int i = 0; i < 5; i++) {
            change = picture.draw(target);
            assertSame(target.image(), new SyntheticPicture(settings).at(change.id()));
        }
        return change.id();
    }

    @Test
    void samePictureHasTheSameHashInEveryCapture() {
        CaptureSettings settings = synthetic().syntheticChange(0).build();
        OptionalLong one = hashOf(settings);
        assertThat(one).isPresent();
        assertThat(hashOf(settings.toBuilder().mode(CaptureMode.MIXED).build())).isEqualTo(one);
        assertThat(hashOf(settings.toBuilder().syntheticSeed(5).build())).isNotEqualTo(one);
        assertThat(hashOf(settings.toBuilder().width(WIDTH - 1).build())).isNotEqualTo(one);
    }

    private static OptionalLong hashOf(CaptureSettings settings) {
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next(LONG);
            return capture.picture().contentHash();
        }
    }

    @Test
    void closedCaptureHasNone() {
        FrameReader capture = FrameReader.open(synthetic().build());
        capture.next(LONG);
        ScreenPicture picture = capture.picture();
        capture.close();
        assertThatIllegalStateException().isThrownBy(picture::image);
        assertThatIllegalStateException().isThrownBy(() -> picture.draw(new Kept()));
        assertThatIllegalStateException().isThrownBy(picture::contentHash);
        try (ScreenCapture idle = new ScreenCapture()) {
            assertThatIllegalStateException().isThrownBy(idle::picture);
        }
    }

    @Test
    void captureWithACallbackHasOneToo() {
        CaptureSettings settings = synthetic().syntheticChange(0).build();
        try (ScreenCapture capture = new ScreenCapture()) {
            capture.startFrames(settings, frame -> {});
            ScreenPicture picture = capture.picture();
            await().until(() -> picture.image() != null);
            assertSame(picture.image(), new SyntheticPicture(settings).at(0));
        }
    }

    /** With a gap between its rows. */
    private static class Kept implements PixelTarget {

        private static final int GAP = 3;

        private IntBuffer buffer = IntBuffer.allocate(0);
        private int width;
        private int height;
        private int asked;

        IntBuffer allocate(int pixels) {
            return IntBuffer.allocate(pixels + 1).position(1).slice();
        }

        @Override
        public Pixels ofSize(int width, int height) {
            this.width = width;
            this.height = height;
            asked++;
            buffer = allocate((width + GAP) * height);
            return new Pixels(buffer, width + GAP);
        }

        BufferedImage image() {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.setRGB(x, y, buffer.get(y * (width + GAP) + x));
                }
            }
            return image;
        }
    }

    private static final class KeptDirectly extends Kept {

        @Override
        IntBuffer allocate(int pixels) {
            return ByteBuffer.allocateDirect(4 * pixels).order(ByteOrder.BIG_ENDIAN).asIntBuffer();
        }
    }
}
