// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.Stripe;
import org.pixelflux.StripeBuilder;
import org.pixelflux.WireHeader;
import org.pixelflux.camel.PixelfluxMessages.FrameHeaders;

/** Bodies and headers of frames that no capture would give on demand. */
@Tag("camel-versions")
class PixelfluxMessagesTest {

    private static final byte[] START_CODE = {0, 0, 0, 1};

    private final Message message = new DefaultMessage(new DefaultCamelContext());

    private static StripeBuilder rows(int y, int height) {
        return Stripe.builder(Codec.H264).y(y).height(height).payload(START_CODE);
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of("all rows", true, List.of(rows(0, 64), rows(64, 36))),
                Arguments.of("one stripe", true, List.of(rows(0, 100))),
                Arguments.of("no last row", false, List.of(rows(0, 64), rows(64, 35))),
                Arguments.of("no first row", false, List.of(rows(1, 99))),
                Arguments.of("a gap", false, List.of(rows(0, 32), rows(64, 36))),
                Arguments.of(
                        "a stripe that builds on another frame",
                        false,
                        List.of(rows(0, 64), rows(64, 36).keyFrame(false))));
    }

    /** Whether a decoder can begin with it, and then has all of the picture. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("frames")
    void saysWhetherAFrameIsTheWholePicture(
            String what, boolean whole, List<StripeBuilder> stripes) {
        PixelfluxMessages.of(frame(stripes)).accept(message);

        assertThat(message.getHeader(PixelfluxConstants.KEY_FRAME)).as(what).isEqualTo(whole);
        assertThat(message.getHeader(PixelfluxConstants.STRIPE_COUNT)).isEqualTo(stripes.size());
        List<?> body = message.getBody(List.class);
        assertThat(body).hasSize(stripes.size());
        assertThatThrownBy(() -> body.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Frame frame(List<StripeBuilder> stripes) {
        var frame = Frame.builder(640, 100).id(9).captureNanos(System.nanoTime());
        stripes.forEach(frame::stripe);
        return frame.build();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, video/h264, 4",
        "ONE, application/vnd.pixelflux.stripe;header=1, 14",
        "TWO, application/vnd.pixelflux.stripe;header=2, 16",
    })
    void givesAStripeItsPlaceAndTheWiresBytes(WireHeader header, String type, int size) {
        Frame frame = frame(List.of(rows(16, 32).keyFrame(false).wireHeader(header), rows(64, 36)));
        Stripe stripe = frame.stripes().get(0);

        PixelfluxMessages.fill(message, stripe, FrameHeaders.of(frame));

        assertThat(message.getBody(byte[].class)).isEqualTo(stripe.wireBytes()).hasSize(size);
        assertThat(message.getHeaders())
                .containsEntry(PixelfluxConstants.CODEC, "h264")
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, type)
                .containsEntry(PixelfluxConstants.FRAME_ID, 9L)
                .containsEntry(PixelfluxConstants.Y, 16)
                .containsEntry(PixelfluxConstants.WIDTH, 640)
                .containsEntry(PixelfluxConstants.HEIGHT, 32)
                .containsEntry(PixelfluxConstants.KEY_FRAME, false)
                .containsEntry(PixelfluxConstants.LAST_OF_FRAME, false)
                .containsEntry(PixelfluxConstants.FRAME_HEIGHT, 100);
    }
}
