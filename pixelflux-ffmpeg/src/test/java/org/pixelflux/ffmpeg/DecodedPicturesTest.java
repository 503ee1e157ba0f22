// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameReader;
import org.pixelflux.RectangleKind;
import org.pixelflux.Source;
import org.pixelflux.Stripe;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.picture.StripeAssembler;
import org.pixelflux.picture.VideoDecoder;
import org.pixelflux.picture.VideoDecoders;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SampleVideo;
import org.pixelflux.support.SyntheticPicture;

/** Pictures from stripes and films of the synthetic source, whose every pixel is known. */
class DecodedPicturesTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder synthetic(CaptureMode mode) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .mode(mode)
                .width(641)
                .height(363)
                .fps(240)
                .h264Crf(10)
                .syntheticChange(100);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void stripesOfACaptureAndThoseThatComeFromElsewhere(boolean fullColor, boolean fullFrame) {
        CaptureSettings settings =
                synthetic(CaptureMode.H264)
                        .h264FullColor(fullColor)
                        .h264FullFrame(fullFrame)
                        .build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings);
                StripeAssembler here = new StripeAssembler(VideoDecoders.installed());
                StripeAssembler elsewhere = new StripeAssembler(VideoDecoders.installed())) {
            for (int i = 0; i < 60; i++) {
                Frame frame = capture.next(LONG);
                assertThat(here.draw(frame)).isTrue();
                for (Stripe stripe : frame) {
                    assertThat(elsewhere.draw(RelayStripe.of(frame, stripe))).isTrue();
                }
            }
            Picture expected = source.at(59);
            assertThat(here.isWhole()).isTrue();
            assertThat(Picture.of(here.image()).psnr(expected, expected.area())).isGreaterThan(37);
            assertThat(Picture.of(elsewhere.image()).psnr(expected, expected.area()))
                    .isGreaterThan(37);
            // The oracle is sharp enough to see a single frame's step.
            assertThat(Picture.of(here.image()).psnr(source.at(58), expected.area()))
                    .isLessThan(30);
        }
    }

    @Test
    void whoBeginsInMidStreamWaitsForAKeyFrame() {
        CaptureSettings settings = synthetic(CaptureMode.H264).build();
        try (FrameReader capture = FrameReader.open(settings);
                StripeAssembler late = new StripeAssembler(VideoDecoders.installed())) {
            capture.next(LONG);
            assertThat(late.draw(capture.next(LONG))).isFalse();
            assertThat(late.image()).isNull();
            capture.requestKeyFrame();
            Frame whole = capture.next(LONG);
            assertThat(late.draw(whole)).isTrue();
            assertThat(late.isWhole()).isTrue();
            // One is missed.
            capture.next(LONG);
            assertThat(late.draw(capture.next(LONG))).isFalse();
        }
    }

    @Test
    void filmsOfModeMixed() {
        CaptureSettings settings =
                synthetic(CaptureMode.MIXED)
                        .width(1280)
                        .height(720)
                        .fps(30)
                        .syntheticPattern(SyntheticPattern.FILM)
                        .build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings);
                PictureAssembler picture =
                        new PictureAssembler(VideoDecoders.installed(), 1280 * 720)) {
            long videos = 0;
            for (int i = 0; i < 1000 && videos < 30; i++) {
                Frame frame = capture.next(LONG);
                assertThat(picture.draw(frame.mixed())).isEqualTo(Drawn.WHOLE);
                videos +=
                        frame.rectangles().stream()
                                .filter(one -> one.kind() == RectangleKind.VIDEO)
                                .count();
            }
            assertThat(videos).isGreaterThanOrEqualTo(30);
            Picture shown = Picture.of(capture.picture().image());
            assertThat(Picture.of(picture.image()).psnr(shown, shown.area())).isGreaterThan(30);
            assertThat(source.at(0).psnr(shown, shown.area())).isLessThan(30);
        }
    }

    /** A stranger's stripe of a few pixels takes no memory for many. */
    @Test
    void largerPicturesThanAskedForAreRefused() {
        byte[] keyFrame = new byte[SampleVideo.keyFrame().remaining()];
        SampleVideo.keyFrame().get(keyFrame);
        VideoDecoders decoders = VideoDecoders.installed();
        try (VideoDecoder decoder =
                decoders.open(new Dimension(SampleVideo.WIDTH, SampleVideo.HEIGHT))) {
            assertThat(decoder.decode(ByteBuffer.wrap(keyFrame)).getWidth())
                    .isEqualTo(SampleVideo.WIDTH);
        }
        try (VideoDecoder small = decoders.open(new Dimension(16, 16))) {
            assertThatThrownBy(() -> small.decode(ByteBuffer.wrap(keyFrame)))
                    .isInstanceOf(FrameFormatException.class);
        }
    }

    @Test
    void damagedBytesAreRefused() {
        try (VideoDecoder decoder = VideoDecoders.installed().open(new Dimension(320, 200))) {
            assertThatThrownBy(
                            () ->
                                    decoder.decode(
                                            ByteBuffer.wrap(
                                                    new byte[] {0, 0, 0, 1, 0x65, 1, 2, 3})))
                    .isInstanceOf(FrameFormatException.class);
            assertThatThrownBy(() -> decoder.decode(ByteBuffer.allocate(0)))
                    .isInstanceOf(FrameFormatException.class);
        }
    }
}
