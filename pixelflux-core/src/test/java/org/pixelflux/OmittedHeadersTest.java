// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With omitStripeHeaders a stripe is what is its payload without. */
@Timeout(120)
class OmittedHeadersTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder settings(Codec codec) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .set("mode", codec.word())
                .width(321)
                .height(243)
                .fps(240)
                .syntheticChange(50);
    }

    @ParameterizedTest
    @EnumSource
    void stripeIsItsPayloadAlone(Codec codec) throws IOException {
        try (FrameReader with = FrameReader.open(settings(codec).build());
                FrameReader without =
                        FrameReader.open(settings(codec).omitStripeHeaders(true).build())) {
            for (long id = 0; id < 20; id++) {
                Frame usual = with.next(LONG);
                Frame bare = without.next(LONG);
                assertThat(bare.id()).isEqualTo(id);
                assertThat(bare.stripes()).hasSameSizeAs(usual.stripes());
                for (int i = 0; i < bare.stripes().size(); i++) {
                    Stripe stripe = bare.stripes().get(i);
                    assertThat(stripe.wireSize()).isEqualTo(stripe.payloadSize());
                    assertThat(stripe.wireBytes())
                            .isEqualTo(stripe.payload())
                            .isEqualTo(usual.stripes().get(i).payload());
                    assertIsOfItsCodec(stripe);
                }
            }
        }
    }

    private static void assertIsOfItsCodec(Stripe stripe) throws IOException {
        if (stripe.codec() == Codec.H264) {
            assertThat(stripe.wireBytes()).as("Annex B start code").startsWith(0, 0, 0, 1);
        } else {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(stripe.wireBytes()));
            assertThat(image.getWidth()).isEqualTo(stripe.width());
            assertThat(image.getHeight()).isEqualTo(stripe.height());
        }
    }

    @ParameterizedTest
    @EnumSource
    void headersCanBeLeftAwayWhileCapturing(Codec codec) {
        CaptureSettings settings = settings(codec).build();
        int header = codec == Codec.H264 ? 10 : 6;
        try (FrameReader capture = FrameReader.open(settings)) {
            assertThat(capture.next(LONG))
                    .isNotEmpty()
                    .allMatch(stripe -> stripe.wireSize() == header + stripe.payloadSize());
            capture.update(settings.toBuilder().omitStripeHeaders(true).build());
            assertThat(capture.next(LONG))
                    .isNotEmpty()
                    .allMatch(stripe -> stripe.wireSize() == stripe.payloadSize());
        }
    }
}
