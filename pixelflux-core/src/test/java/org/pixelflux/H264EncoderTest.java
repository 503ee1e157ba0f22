// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.SyntheticPicture;

/** Which library encodes H.264, and what it refuses. */
class H264EncoderTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder settings(H264Encoder encoder) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(320)
                .height(300)
                .syntheticChange(30)
                .mode(CaptureMode.H264)
                .h264Crf(10)
                .h264Encoder(encoder);
    }

    @Test
    void bothAreThereWithTheirVersions() {
        assertThat(Pixelflux.h264Encoders())
                .containsOnlyKeys(H264Encoder.X264, H264Encoder.OPENH264);
        assertThat(Pixelflux.h264Encoders().get(H264Encoder.X264)).matches("x264 0\\.\\d+\\..+");
        assertThat(Pixelflux.h264Encoders().get(H264Encoder.OPENH264))
                .matches("OpenH264 \\d+\\.\\d+\\.\\d+");
        assertThat(Pixelflux.h264Available()).isTrue();
        assertThat(Pixelflux.h264Library(H264Encoder.AUTO).orElseThrow()).startsWith("x264 ");
        assertThat(Pixelflux.h264Library(H264Encoder.OPENH264).orElseThrow())
                .startsWith("OpenH264 ");
    }

    @Test
    void aRunningCaptureChangesTheLibraryAtAKeyFrame() {
        CaptureSettings x264 = settings(H264Encoder.X264).build();
        SyntheticPicture source = new SyntheticPicture(x264);
        try (FrameReader capture = FrameReader.open(x264);
                StripeDecoder decoder = new StripeDecoder()) {
            for (int id = 0; id < 12; id++) {
                if (id % 4 == 2) {
                    boolean back = id % 8 == 6;
                    capture.update(back ? x264 : settings(H264Encoder.OPENH264).build());
                }
                Frame frame = capture.next(LONG);
                if (id % 4 == 2) {
                    assertThat(frame.stripes()).allMatch(Stripe::keyFrame);
                }
                decoder.draw(frame);
                assertThat(decoder.picture().psnr(source.at(id), source.at(id).area()))
                        .as("frame %d", id)
                        .isGreaterThan(37);
            }
        }
    }

    @Test
    void whatOpenH264CannotDoIsRefusedByName() {
        assertThatThrownBy(
                        () ->
                                FrameReader.open(
                                        settings(H264Encoder.OPENH264).h264FullColor(true).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("h264FullColor: true is not possible with")
                .hasMessageContaining("h264Encoder=openh264");
        try (FrameReader capture =
                FrameReader.open(settings(H264Encoder.OPENH264).width(15).build())) {
            assertThatThrownBy(() -> capture.next(LONG))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("width: a stripe of 15 pixels is out of range");
        }
    }
}
