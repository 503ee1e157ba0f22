// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of a stripe with each wire header, and without. */
class WireHeaderTest {

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
    void stripeIsItsPayloadAloneByDefault(Codec codec) throws IOException {
        try (FrameReader with =
                        FrameReader.open(settings(codec).wireHeader(WireHeader.ONE).build());
                FrameReader without = FrameReader.open(settings(codec).build())) {
            for (long id = 0; id < 20; id++) {
                Frame headed = with.next(LONG);
                Frame bare = without.next(LONG);
                assertThat(bare.id()).isEqualTo(id);
                assertThat(bare.stripes()).hasSameSizeAs(headed.stripes());
                for (int i = 0; i < bare.stripes().size(); i++) {
                    Stripe stripe = bare.stripes().get(i);
                    assertThat(stripe.wireHeader()).isEqualTo(WireHeader.NONE);
                    assertThat(stripe.contentType()).isEqualTo(codec.contentType());
                    assertThat(stripe.wireSize()).isEqualTo(stripe.payloadSize());
                    assertThat(stripe.wireBytes()).isEqualTo(stripe.payload());
                    assertIsOfItsCodec(stripe);
                    assertSame(headed.stripes().get(i), stripe);
                }
            }
        }
    }

    /** Whichever header a capture writes, its stripes can be had with each. */
    private static void assertSame(Stripe with, Stripe bare) {
        assertThat(with.wireHeader()).isEqualTo(WireHeader.ONE);
        assertThat(with.contentType()).isEqualTo("application/vnd.pixelflux.stripe;header=1");
        assertThat(with.payload()).isEqualTo(bare.payload());
        assertThat(with.wireBytes(WireHeader.NONE)).isEqualTo(bare.payload());
        assertThat(bare.wireBytes(WireHeader.ONE)).isEqualTo(with.wireBytes());
        assertThat(bare.wireBytes(WireHeader.NONE)).isEqualTo(bare.payload());
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
    void headerCanChangeWhileCapturing(Codec codec) {
        CaptureSettings settings = settings(codec).build();
        int length = codec == Codec.H264 ? 10 : 6;
        try (FrameReader capture = FrameReader.open(settings)) {
            assertThat(capture.next(LONG))
                    .isNotEmpty()
                    .allMatch(stripe -> stripe.wireSize() == stripe.payloadSize());
            capture.update(settings.toBuilder().wireHeader(WireHeader.ONE).build());
            assertThat(capture.next(LONG))
                    .isNotEmpty()
                    .allMatch(stripe -> stripe.wireSize() == length + stripe.payloadSize());
        }
    }

    @Test
    void hasNoEffectInModeMixed() {
        CaptureSettings.Builder settings =
                CaptureSettings.builder().source(Source.SYNTHETIC).mode(CaptureMode.MIXED);
        for (WireHeader header : WireHeader.values()) {
            try (FrameReader capture = FrameReader.open(settings.wireHeader(header).build())) {
                assertThat(capture.next(LONG).mixed().wireBytes()).startsWith('P', 'F', 'X', 'M');
            }
        }
    }

    @Test
    void theFormerOptionIsNamedWithTheNewOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureSettings.builder().set("omitStripeHeaders", "true"))
                .withMessage(
                        "unknown option 'omitStripeHeaders': wireHeader has taken its place, with"
                                + " none for true and 1 for false");
    }
}
