// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames and stripes that a test makes are like those of a capture. */
class BuiltFramesTest {

    private static final byte[] PAYLOAD = {1, 2, 3};

    @ParameterizedTest
    @CsvSource({"jpeg, NONE", "jpeg, ONE", "jpeg, TWO", "h264, NONE", "h264, ONE", "h264, TWO"})
    void areByteForByteWhatACaptureGives(String mode, WireHeader wireHeader) {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(321)
                        .height(300)
                        .syntheticChange(30)
                        .set("mode", mode)
                        .wireHeader(wireHeader)
                        .build();
        int parts = 0;
        try (FrameReader reader = FrameReader.open(settings)) {
            for (int i = 0; i < 300; i++) {
                Frame frame = reader.next();
                Frame built = rebuilt(frame, wireHeader);
                assertThat(built).hasToString(frame.toString());
                assertThat(built.epoch()).isEqualTo(frame.epoch());
                assertThat(built.reason()).isEqualTo(frame.reason());
                assertThat(built.captureNanos()).isEqualTo(frame.captureNanos());
                assertThat(built.encodedNanos()).isEqualTo(frame.encodedNanos());
                for (int k = 0; k < frame.stripes().size(); k++) {
                    assertSame(built.stripes().get(k), frame.stripes().get(k));
                    parts += frame.stripes().get(k).keyFrame() ? 0 : 1;
                }
            }
        }
        assertThat(parts).as("stripes that are no key frames").isPositive();
    }

    @Test
    void haveTheReasonThatComesFirstOfThoseOfTheirStripes() {
        Frame frame =
                Frame.builder(64, 96)
                        .stripe(rows(0).reason(SendReason.REFINEMENT))
                        .stripe(rows(32).reason(SendReason.CHANGE))
                        .stripe(rows(64).reason(SendReason.PAINT_OVER))
                        .build();

        assertThat(frame.reason()).isEqualTo(SendReason.CHANGE);
    }

    private static StripeBuilder rows(int y) {
        return Stripe.builder(Codec.JPEG).y(y).height(32).payload(PAYLOAD);
    }

    /** The text has the codec, the place, the size and whether it is a key frame. */
    private static void assertSame(Stripe built, Stripe stripe) {
        assertThat(built).hasToString(stripe.toString());
        assertThat(built.captureNanos()).isEqualTo(stripe.captureNanos());
        assertThat(built.reason()).isEqualTo(stripe.reason());
        assertThat(built.predictsFrom()).isEqualTo(stripe.predictsFrom());
        assertThat(built.lastOfFrame()).isEqualTo(stripe.lastOfFrame());
        assertThat(built.wireBytes()).isEqualTo(stripe.wireBytes());
        assertThat(built.payload()).isEqualTo(stripe.payload());
    }

    private static Frame rebuilt(Frame frame, WireHeader wireHeader) {
        FrameBuilder builder =
                Frame.builder(frame.width(), frame.height())
                        .epoch(frame.epoch())
                        .id(frame.id())
                        .captureNanos(frame.captureNanos())
                        .encodedNanos(frame.encodedNanos());
        for (Stripe stripe : frame) {
            builder.stripe(
                    Stripe.builder(stripe.codec())
                            .y(stripe.y())
                            .height(stripe.height())
                            .keyFrame(stripe.keyFrame())
                            .reason(stripe.reason())
                            .predictsFrom(stripe.predictsFrom())
                            .wireHeader(wireHeader)
                            .payload(stripe.payload()));
        }
        return builder.build();
    }

    @Test
    void stripeIsItsOwnCopyAndKeepsWhatItWasGiven() {
        byte[] payload = PAYLOAD.clone();
        Stripe stripe =
                Stripe.builder(Codec.JPEG)
                        .frameId(70000)
                        .y(300)
                        .wireHeader(WireHeader.ONE)
                        .payload(payload)
                        .build();
        payload[0] = 99;

        assertThat(stripe.copy()).isSameAs(stripe);
        assertThat(stripe.payload()).isEqualTo(PAYLOAD);
        assertThat(stripe.wireBytes()).containsExactly(3, 0, 0x11, 0x70, 1, 44, 1, 2, 3);
        assertThat(stripe.wireBuffer().isReadOnly()).isTrue();
        assertThat(stripe.lastOfFrame()).isTrue();
    }

    @Test
    void frameWithoutAStripeIsEmpty() {
        assertThat(Frame.builder(640, 480).build().isEmpty()).isTrue();
    }

    static Stream<Arguments> impossibleStripes() {
        return Stream.of(
                impossible("y: -1", stripe -> stripe.y(-1)),
                impossible("height: 0", stripe -> stripe.height(0)),
                impossible("width: 0", stripe -> stripe.width(0)),
                impossible("frameId: -1", stripe -> stripe.frameId(-1)),
                impossible("predictsFrom: 7", stripe -> stripe.frameId(7).predictsFrom(7)));
    }

    private static Arguments impossible(String message, UnaryOperator<StripeBuilder> mistake) {
        return Arguments.of(message, mistake);
    }

    @ParameterizedTest
    @MethodSource("impossibleStripes")
    void stripesOutOfRangeAreRefused(String message, UnaryOperator<StripeBuilder> mistake) {
        StripeBuilder builder = mistake.apply(Stripe.builder(Codec.H264));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"0, 65, 64, 16", "16, 16, 0, 16", "0, 64, 64, 65"})
    void stripesThatOverlapOrLeaveTheFrameAreRefused(
            int firstY, int firstHeight, int secondY, int secondHeight) {
        FrameBuilder frame =
                Frame.builder(320, 128)
                        .stripe(Stripe.builder(Codec.JPEG).y(firstY).height(firstHeight))
                        .stripe(Stripe.builder(Codec.JPEG).y(secondY).height(secondHeight));
        assertThatIllegalArgumentException()
                .isThrownBy(frame::build)
                .withMessageContaining("does not fit a frame of 320x128");
    }
}
