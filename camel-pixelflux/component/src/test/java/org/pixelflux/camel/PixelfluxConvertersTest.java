// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Source;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.relay.RelayStripe;

@Tag("camel-versions")
class PixelfluxConvertersTest extends PixelfluxTestSupport {

    @Test
    void readsAStripeAsBytesInEveryForm() throws Exception {
        Stripe stripe =
                Stripe.builder(Codec.H264)
                        .y(64)
                        .wireHeader(WireHeader.ONE)
                        .payload(new byte[] {0, 0, 0, 1})
                        .build();
        byte[] bytes = stripe.wireBytes();

        assertThat(convert(byte[].class, stripe)).isEqualTo(bytes);
        assertThat(convert(ByteBuffer.class, stripe)).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(convert(InputStream.class, stripe)).hasBinaryContent(bytes);
        assertThat(convert(ByteBuffer.class, bytes)).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(convert(InputStream.class, bytes)).hasBinaryContent(bytes);
    }

    @Test
    void takesTheBytesOfAStripeAsTheyAre() {
        Stripe stripe =
                Stripe.builder(Codec.JPEG).wireHeader(WireHeader.ONE).payload(new byte[5]).build();
        byte[] bytes = stripe.sharedBytes(WireHeader.ONE);

        assertThat(convert(byte[].class, stripe)).isSameAs(bytes);
        assertThat(RelayStripe.of(stripe, 320, 200).wireBytes()).isSameAs(bytes);
    }

    @Test
    void givesAByteBufferThatCannotChangeTheStripe() {
        Stripe stripe = Stripe.builder(Codec.JPEG).build();

        assertThat(convert(ByteBuffer.class, stripe).isReadOnly()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void readsAJpegStripeAsAnImageWithAndWithoutItsWireHeader(WireHeader header) throws Exception {
        for (Stripe stripe : stripes(CaptureMode.JPEG, header)) {
            BufferedImage expected = ImageIO.read(new ByteArrayInputStream(stripe.payload()));

            assertSamePixels(convert(BufferedImage.class, stripe), expected);
            assertSamePixels(convert(BufferedImage.class, stripe.wireBytes()), expected);
            assertSamePixels(convert(BufferedImage.class, stripe.payload()), expected);
        }
    }

    @Test
    void readsASnapshotAsAnImage() {
        byte[] png =
                template.requestBody("pixelflux:synthetic?operation=snapshot", null, byte[].class);

        assertThat(convert(BufferedImage.class, png).getHeight()).isEqualTo(1080);
    }

    @Test
    void saysWhyAnH264StripeIsNoImage() {
        Stripe stripe = stripes(CaptureMode.H264, WireHeader.ONE).get(0);

        assertThat(catchThrowable(() -> convert(BufferedImage.class, stripe)))
                .isInstanceOf(TypeConversionException.class)
                .hasRootCauseMessage("a stripe of h264 is not an image: use mode=jpeg");
        assertThatThrownBy(() -> convert(BufferedImage.class, stripe.wireBytes()))
                .hasStackTraceContaining("bytes as an image; an H.264 stripe needs a video");
    }

    @Test
    void takesNoShortBytesForAHeader() {
        for (byte[] bytes : Arrays.asList(new byte[0], new byte[] {3, 0}, new byte[8])) {
            assertThatThrownBy(() -> convert(BufferedImage.class, bytes))
                    .hasStackTraceContaining("bytes as an image; an H.264 stripe needs a video");
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesAStripeForARelayOnlyOfBytesThatItsViewersRead(Codec codec) {
        Stripe stripe = Stripe.builder(codec).y(64).payload(new byte[] {0, 0, 0, 1}).build();
        Exchange exchange = new DefaultExchange(context);
        Frame frame = Frame.builder(320, 128).stripe(Stripe.builder(codec).y(64)).build();
        PixelfluxMessages.fill(
                exchange.getMessage(), stripe, PixelfluxMessages.FrameHeaders.of(frame));
        TypeConverter converter = context.getTypeConverter();

        byte[] headed = stripe.wireBytes(WireHeader.ONE);
        RelayStripe relayed = converter.convertTo(RelayStripe.class, exchange, headed);

        assertThat(relayed.wireBytes()).isSameAs(headed);
        for (WireHeader other : List.of(WireHeader.NONE, WireHeader.TWO)) {
            byte[] bytes = stripe.wireBytes(other);
            // Header 2 of JPEG is header 1.
            if (codec == Codec.H264 || other == WireHeader.NONE) {
                assertThatThrownBy(() -> converter.convertTo(RelayStripe.class, exchange, bytes))
                        .hasStackTraceContaining("this body has not that; set wireHeader=1");
            }
        }
    }

    private <T> T convert(Class<T> type, Object value) {
        TypeConverter converter = context.getTypeConverter();
        T converted = converter.convertTo(type, value);
        assertThat(converted).isNotNull();
        return converted;
    }

    private static List<Stripe> stripes(CaptureMode mode, WireHeader header) {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(320)
                        .height(200)
                        .mode(mode)
                        .wireHeader(header)
                        .build();
        List<Stripe> stripes = new ArrayList<>();
        try (FrameReader capture = FrameReader.open(settings)) {
            capture.next().forEach(stripe -> stripes.add(stripe.copy()));
        }
        return stripes;
    }

    private static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
        int width = expected.getWidth();
        int height = expected.getHeight();
        assertThat(actual.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(expected.getRGB(0, 0, width, height, null, 0, width));
    }
}
