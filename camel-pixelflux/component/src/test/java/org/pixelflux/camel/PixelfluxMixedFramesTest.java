// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.TypeConversionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.MixedFrame;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** Frames with mode=mixed that a test has written, on their way through a consumer. */
class PixelfluxMixedFramesTest extends PixelfluxTestSupport {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;
    private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);
    private static final String MIXED = BUSY.replace("&stripeHeight=64", "") + "&mode=mixed";

    private final List<Exchange> received = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final RequestedCapture capture = new RequestedCapture();
    private boolean failing;
    private PixelfluxConsumer consumer;
    private ExchangeDelivery delivery;

    @BeforeEach
    void makeConsumer() {
        PixelfluxEndpoint endpoint = context.getEndpoint(MIXED, PixelfluxEndpoint.class);
        Processor end =
                exchange -> {
                    if (failing) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    received.add(exchange.copy());
                };
        consumer = new PixelfluxConsumer(endpoint, end);
        delivery =
                new ExchangeDelivery(
                        consumer, Delivery.FRAME, CaptureMeters.NONE, failures::incrementAndGet);
    }

    private void deliver(MixedMessage message, boolean fails) {
        failing = fails;
        delivery.take(Frame.of(message.frame()), () -> true);
    }

    private static MixedMessage first() {
        return MixedMessage.first(WIDTH, HEIGHT, 5, 0).fill(ALL, MixedMessage.OWN, 1);
    }

    private static MixedMessage after(long frame) {
        return MixedMessage.after(WIDTH, HEIGHT, 5, frame).copy(new Area(0, 0, 9, 9), 4, 4);
    }

    @Test
    void areExchangesOfTheirBytes() {
        deliver(first().times(100, 200), false);

        Exchange exchange = received.get(0);
        assertThat(exchange.getMessage().getBody(byte[].class))
                .isEqualTo(first().times(100, 200).bytes());
        assertThat(exchange.getMessage().getBody(ByteBuffer.class))
                .isEqualTo(ByteBuffer.wrap(first().times(100, 200).bytes()));
        assertThat(exchange.getMessage().getBody(MixedFrame.class).rectangles()).hasSize(1);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(PixelfluxConstants.CODEC, "mixed")
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, "application/vnd.pixelflux.mixed")
                .containsEntry(PixelfluxConstants.FRAME_ID, 0L)
                .containsEntry(PixelfluxConstants.EPOCH, 5L)
                .containsEntry(PixelfluxConstants.KEY_FRAME, true)
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, WIDTH)
                .containsEntry(PixelfluxConstants.FRAME_HEIGHT, HEIGHT)
                .containsEntry(PixelfluxConstants.CAPTURE_TIME, 100L)
                .containsKey(PixelfluxConstants.MESSAGE_TIMESTAMP)
                .doesNotContainKeys(
                        PixelfluxConstants.STRIPE_COUNT,
                        PixelfluxConstants.Y,
                        PixelfluxConstants.WIDTH,
                        PixelfluxConstants.HEIGHT,
                        PixelfluxConstants.LAST_OF_FRAME);
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of(first(), true),
                Arguments.of(after(3), false),
                Arguments.of(after(3).refreshSinceNothing(4, true), true),
                Arguments.of(after(3).refreshSinceNothing(4, false), false),
                Arguments.of(after(3).refreshSinceNothing(3, true), false),
                Arguments.of(after(3).refreshSince(1, 4, true), false));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void sayWhetherAReaderCanBegin(MixedMessage message, boolean begins) {
        deliver(message, false);

        assertThat(received.get(0).getMessage().getHeader(PixelfluxConstants.KEY_FRAME))
                .isEqualTo(begins);
    }

    @Test
    void areCounted() {
        deliver(first(), false);
        deliver(after(0), false);
        delivery.drop(Frame.of(after(1).frame()));

        CaptureStatistics statistics = consumer.getStatistics();
        assertThat(statistics.frames()).isEqualTo(2);
        assertThat(statistics.exchanges()).isEqualTo(2);
        assertThat(statistics.rectangles()).isEqualTo(2);
        assertThat(statistics.mixedBytes())
                .isEqualTo(first().bytes().length + after(0).bytes().length);
        assertThat(statistics.droppedStripes()).isEqualTo(1);
    }

    @Test
    void thatFailAreAskedForSinceTheLastThatArrived() {
        deliver(first(), false);
        deliver(after(0), false);
        assertThat(failures).hasValue(0);

        deliver(after(1), true);
        assertThat(failures).hasValue(1);
        // It arrives, but builds on what did not.
        deliver(after(2), false);
        delivery.requestMissed(capture);
        assertThat(capture.requests).containsExactly("since 1 of 5");

        deliver(
                after(3).refreshSince(1, 4, true)
                        .fill(new Area(0, 0, 9, 9), MixedMessage.REFRESH, 2),
                false);
        assertThat(failures).hasValue(1);
        deliver(after(4), true);
        delivery.requestMissed(capture);
        assertThat(capture.requests).containsExactly("since 1 of 5", "since 4 of 5");
    }

    @Test
    void thatFailAtFirstAreAskedForSinceNothing() {
        deliver(first(), true);

        assertThat(failures).hasValue(1);
        delivery.requestMissed(capture);
        assertThat(capture.requests).containsExactly("everything");
    }

    @Test
    void thatAreDroppedInAPauseAreAskedForSinceTheLastThatArrived() {
        deliver(first(), false);
        deliver(after(0), false);
        delivery.drop(Frame.of(after(1).frame()));

        delivery.requestMissed(capture);

        assertThat(failures).as("nothing failed").hasValue(0);
        assertThat(capture.requests).containsExactly("since 1 of 5");
    }

    @Test
    void bringTheCursorThatIsDroppedInAPauseByARefresh() {
        deliver(first(), false);
        delivery.drop(new CursorUpdate(3, 4, true, null, false, 100));

        delivery.requestMissed(capture);

        assertThat(capture.requests).containsExactly("since 0 of 5");
    }

    /** Whoever has joined meanwhile has asked for it. */
    @Test
    void thatAreDroppedWithARefreshSinceNothingAreAskedForSinceNothing() {
        deliver(first(), false);
        delivery.drop(Frame.of(after(0).refreshSinceNothing(1, true).frame()));

        delivery.requestMissed(capture);

        assertThat(capture.requests).containsExactly("everything");
    }

    @Test
    void areNoStripesForARelay() {
        deliver(first(), false);

        assertThatThrownBy(
                        () ->
                                received.get(0)
                                        .getContext()
                                        .getTypeConverter()
                                        .mandatoryConvertTo(
                                                RelayStripe.class,
                                                received.get(0),
                                                received.get(0).getMessage().getBody()))
                .isInstanceOf(TypeConversionException.class)
                .hasStackTraceContaining("convert it to RelayFrame");
    }

    @Test
    void areFramesForARelay() {
        deliver(first(), false);

        RelayFrame frame = received.get(0).getMessage().getBody(RelayFrame.class);

        assertThat(frame.wireBytes()).isEqualTo(first().bytes());
        assertThat(frame.mixed().epoch()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, , STRIPE",
        "jpeg, frame, FRAME",
        "jpeg, stripe, STRIPE",
        "h264, , STRIPE",
        "mixed, , FRAME",
        "mixed, frame, FRAME",
    })
    void decideWhatExchangesCarry(String mode, String delivery, Delivery expected) {
        assertThat(
                        endpoint(mode, delivery)
                                .delivery(CaptureMode.valueOf(mode.toUpperCase(Locale.ROOT))))
                .isEqualTo(expected);
    }

    private PixelfluxEndpoint endpoint(String mode, String delivery) {
        String uri =
                "pixelflux:synthetic?mode="
                        + mode
                        + (delivery == null ? "" : "&delivery=" + delivery);
        return context.getEndpoint(uri, PixelfluxEndpoint.class);
    }

    @Test
    void areNotDeliveredAsStripes() {
        String words = "delivery: stripe is not possible with mode=mixed";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint("mixed", "stripe").delivery(CaptureMode.MIXED))
                .withMessageContaining(words);
        assertThatThrownBy(() -> route("stripes", MIXED + "&delivery=stripe", exchange -> {}))
                .hasStackTraceContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"''", "&delivery=stripe"})
    void areNotWhatARouteOfStripesIsUpdatedTo(String option) throws Exception {
        route("stripes", STILL + option, exchange -> {});
        PixelfluxConsumer consumer = consumer("stripes");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                consumer.update(
                                        consumer.settings().toBuilder()
                                                .mode(CaptureMode.MIXED)
                                                .build()))
                .withMessageContaining("delivery: stripe is not possible with mode=mixed");
        assertThat(consumer.settings().mode()).isEqualTo(CaptureMode.JPEG);
    }
}
