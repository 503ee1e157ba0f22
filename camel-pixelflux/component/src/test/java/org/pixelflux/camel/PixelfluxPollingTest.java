// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.FrameReader;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.MixedMessage;

/** A program that polls gets the current picture, and keeps no capture busy between its polls. */
@Timeout(120)
class PixelfluxPollingTest extends PixelfluxTestSupport {

    private static final long PATIENCE = 60_000;

    /** Nothing becomes old for the consumer, however slow the machine is. */
    private static final long LONG_AGO = -Duration.ofHours(1).toNanos();

    /** Of the captures' clock. */
    private final AtomicLong ahead = new AtomicLong(LONG_AGO);

    private PixelfluxPollingConsumer polling;

    @AfterEach
    void stop() {
        if (polling != null) {
            polling.stop();
        }
    }

    private void poll(String uri) throws Exception {
        polling =
                new PixelfluxPollingConsumer(
                        context.getEndpoint(uri, PixelfluxEndpoint.class),
                        () -> System.nanoTime() + ahead.get());
        polling.start();
    }

    private static <T> T header(Exchange exchange, String name, Class<T> type) {
        return exchange.getMessage().getHeader(name, type);
    }

    private CaptureStatistics statistics() {
        return ((PixelfluxConsumer) polling.getDelegateConsumer()).getStatistics();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BUSY,
                STILL,
                BUSY + "&mode=h264",
                STILL + "&mode=h264",
                BUSY + "&mode=mixed",
                STILL + "&mode=mixed"
            })
    void givesAWholePictureOfNowEachTime(String uri) throws Exception {
        poll(uri + "&delivery=frame");

        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            Exchange frame = polling.receive(PATIENCE);

            assertThat(header(frame, PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isGreaterThan(before);
            assertThat(header(frame, PixelfluxConstants.KEY_FRAME, Boolean.class)).isTrue();
        }
    }

    /** Of more pixels than one frame repeats. */
    @Test
    void givesALargePictureInFramesThatFollowEachOther() throws Exception {
        poll("pixelflux:synthetic?mode=mixed&width=2560&height=1440&syntheticPattern=text");
        assertThat(new PictureAssembler().draw(polled())).isEqualTo(Drawn.WHOLE);

        for (int i = 0; i < 3; i++) {
            PictureAssembler picture = new PictureAssembler();
            assertThat(picture.draw(polled())).isEqualTo(Drawn.PART);
            while (!picture.isWhole()) {
                assertThat(picture.draw(polled())).isIn(Drawn.PART, Drawn.WHOLE);
            }
        }
    }

    /** Nobody can begin with it: somebody else has asked for it. */
    @ParameterizedTest
    @CsvSource({"false, false", "true, true"})
    void givesNoRefreshThatNeedsAnEarlierFrame(boolean sinceNothing, boolean given)
            throws Exception {
        poll(STILL + "&mode=mixed");
        polled();
        MixedMessage next = MixedMessage.after(320, 200, 5, 7);
        Exchange exchange = polling.getEndpoint().createExchange();
        exchange.getMessage()
                .setBody(
                        (sinceNothing
                                        ? next.refreshSinceNothing(8, true)
                                        : next.refreshSince(7, 8, true))
                                .bytes());
        exchange.getMessage().setHeader(PixelfluxConstants.EPOCH, 5L);
        exchange.getMessage().setHeader(PixelfluxConstants.CAPTURE_TIME, System.nanoTime());

        polling.process(exchange);

        assertThat(polling.receiveNoWait() == exchange).isEqualTo(given);
    }

    private MixedFrame polled() {
        Exchange exchange = polling.receive(PATIENCE);
        assertThat(exchange).isNotNull();
        return exchange.getMessage().getBody(MixedFrame.class);
    }

    @Test
    void capturesOnlyForWhoPolls() throws Exception {
        poll(BUSY + "&delivery=frame");
        for (int i = 0; i < 3; i++) {
            polling.receive(PATIENCE);
        }
        StripeProbe clock = new StripeProbe();
        route("clock", BUSY, clock);
        for (int frame = 0; frame < 30; frame++) {
            clock.nextFrame();
        }

        assertThat(statistics().frames()).isEqualTo(3);
    }

    @Test
    void givesTheStripesOfAFrameOneAfterTheOther() throws Exception {
        poll(BUSY);

        for (int frame = 0; frame < 3; frame++) {
            for (int y = 0; y < 200; y += 64) {
                Exchange stripe = polling.receive(PATIENCE);
                assertThat(header(stripe, PixelfluxConstants.Y, Integer.class)).isEqualTo(y);
                assertThat(header(stripe, PixelfluxConstants.KEY_FRAME, Boolean.class)).isTrue();
            }
        }
    }

    @Test
    void leavesOutWhatHasBecomeOld() throws Exception {
        poll(BUSY);
        Exchange first = polling.receive(PATIENCE);
        await().until(() -> statistics().exchanges() == 4);
        ahead.set(PixelfluxPollingConsumer.FRESH.toNanos());

        assertThat(polling.receiveNoWait()).isNull();
        ahead.set(LONG_AGO);
        Exchange next = polling.receive(PATIENCE);

        assertThat(header(next, PixelfluxConstants.Y, Integer.class)).isZero();
        assertThat(header(next, PixelfluxConstants.FRAME_ID, Long.class))
                .isGreaterThan(header(first, PixelfluxConstants.FRAME_ID, Long.class));
    }

    @Test
    void givesWithoutWaitingWhatWasTakenAMomentAgo() throws Exception {
        poll(STILL + "&delivery=frame");

        assertThat(polling.receiveNoWait()).isNull();
        await().until(() -> polling.receiveNoWait() != null);
    }

    @Test
    void givesNothingInTimeWhileNothingIsCaptured() throws Exception {
        context.getComponent("pixelflux", PixelfluxComponent.class)
                .opener(
                        settings -> {
                            FrameReader closed = FrameReader.open(settings);
                            closed.close();
                            return closed;
                        });
        poll(STILL + "&reconnectDelay=1h&reconnectMaxDelay=1h");

        assertThat(polling.receive(1)).isNull();
    }

    @Test
    void stopsAtOnceWhileSomebodyWaits() throws Exception {
        context.getExecutorServiceManager().setShutdownAwaitTermination(600_000);
        context.getComponent("pixelflux", PixelfluxComponent.class)
                .opener(
                        settings -> {
                            FrameReader closed = FrameReader.open(settings);
                            closed.close();
                            return closed;
                        });
        poll(STILL + "&reconnectDelay=1h&reconnectMaxDelay=1h");
        CompletableFuture<Exchange> waiting = CompletableFuture.supplyAsync(polling::receive);
        await().until(() -> statistics().losses() == 1);

        polling.stop();

        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1)).isNull();
    }

    /** After 1,000 exchanges nothing moved any more. */
    @Test
    void enrichesForEver() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:picture").pollEnrich(BUSY + "&delivery=frame", PATIENCE);
                    }
                });
        for (int i = 0; i < 50; i++) {
            long before = System.nanoTime();
            Exchange reply = template.request("direct:picture", exchange -> {});
            assertThat(header(reply, PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isGreaterThan(before);
        }
    }
}
