// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameReader;
import org.pixelflux.Source;
import org.pixelflux.Stripe;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** Pictures from stripes of JPEG; pixelflux-ffmpeg tests those of H.264. */
class StripeAssemblerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(321)
                .height(243)
                .fps(240)
                .jpegQuality(95)
                .syntheticChange(40);
    }

    @Test
    void drawsPartsOfStripesOverTheWholeOnes() {
        CaptureSettings settings = synthetic().build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings);
                StripeAssembler picture = new StripeAssembler(VideoDecoders.NONE)) {
            assertThat(picture.isWhole()).isFalse();
            for (int i = 0; i <= 30; i++) {
                Frame frame = capture.next(LONG);
                assertThat(picture.draw(frame)).isTrue();
                assertThat(picture.isWhole()).isTrue();
            }
            Picture expected = source.at(30);
            assertThat(Picture.of(picture.image()).psnr(expected, expected.area()))
                    .isGreaterThan(37);
            assertThat(Picture.of(picture.image()).psnr(source.at(29), expected.area()))
                    .isLessThan(30);
            capture.update(settings.toBuilder().height(100).build());
            Frame smaller = capture.next(LONG);
            while (smaller.height() != 100) {
                smaller = capture.next(LONG);
            }
            picture.draw(smaller);
            assertThat(picture.image().getHeight()).isEqualTo(100);
            assertThat(picture.isWhole()).isTrue();
        }
    }

    @Test
    void oneStripeIsNotTheWholePicture() {
        try (FrameReader capture = FrameReader.open(synthetic().build());
                StripeAssembler picture = new StripeAssembler(VideoDecoders.NONE)) {
            Frame frame = capture.next(LONG);
            Stripe first = frame.stripes().get(0);
            assertThat(picture.draw(RelayStripe.of(frame, first))).isTrue();
            assertThat(picture.isWhole()).isFalse();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndLeavesThePictureAsItWas() {
        try (FrameReader capture = FrameReader.open(synthetic().build());
                StripeAssembler picture = new StripeAssembler(VideoDecoders.NONE, 321 * 243)) {
            Frame frame = capture.next(LONG);
            picture.draw(frame);
            Picture before = Picture.of(picture.image());
            RelayStripe good = RelayStripe.of(frame, frame.stripes().get(0));
            byte[] bytes = good.wireBytes();
            RelayStripe[] bad = {
                stripe(Arrays.copyOf(bytes, bytes.length / 8), 0, good.height(), 321, 243),
                stripe(Arrays.copyOf(bytes, 6), 0, good.height(), 321, 243),
                stripe(bytes, 0, good.height() + 1, 321, 243),
                stripe(bytes, 0, good.height(), 322, 243),
                stripe(bytes, 243, good.height(), 321, 243),
                stripe(bytes, -1, good.height(), 321, 243),
                stripe(bytes, 0, good.height(), 321, 244),
            };
            for (RelayStripe stripe : bad) {
                assertThatThrownBy(() -> picture.draw(stripe))
                        .isInstanceOf(FrameFormatException.class);
            }
            assertThat(Picture.of(picture.image()).largestError(before, before.area())).isZero();
        }
    }

    private static RelayStripe stripe(byte[] bytes, int y, int height, int width, int frameHeight) {
        return new RelayStripe(bytes, Codec.JPEG, 1, y, height, width, frameHeight, true, true, 0);
    }

    @Test
    void moreStreamsThanACaptureHasAreRefused() {
        AtomicInteger open = new AtomicInteger();
        VideoDecoders counted = size -> new CountedDecoder(open, size);
        int rows = 10_000;
        try (StripeAssembler picture = new StripeAssembler(counted)) {
            assertThatThrownBy(
                            () -> {
                                for (int y = 0; y < rows; y++) {
                                    picture.draw(videoRow(y, rows));
                                }
                            })
                    .isInstanceOf(FrameFormatException.class);
            assertThat(open.get()).isBetween(256, 1000);
            assertThat(picture.draw(videoRow(0, rows))).isTrue();
        }
        assertThat(open).hasValue(0);
    }

    private static RelayStripe videoRow(int y, int rows) {
        return new RelayStripe(new byte[20], Codec.H264, 1, y, 1, 16, rows, true, true, 0);
    }

    /** Gives black pictures. */
    private record CountedDecoder(AtomicInteger open, Dimension size) implements VideoDecoder {

        CountedDecoder {
            open.incrementAndGet();
        }

        @Override
        public BufferedImage decode(ByteBuffer accessUnit) {
            return new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Test
    void videoWithoutADecoderSaysWhatToDo() {
        CaptureSettings settings = synthetic().mode(CaptureMode.H264).build();
        try (FrameReader capture = FrameReader.open(settings);
                StripeAssembler picture = new StripeAssembler(VideoDecoders.installed())) {
            Frame frame = capture.next(LONG);
            assertThatThrownBy(() -> picture.draw(frame))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("org.pixelflux:pixelflux-ffmpeg");
        }
    }
}
