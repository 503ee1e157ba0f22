// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.ScreenCapture;
import org.pixelflux.support.Picture;

/** A program that polls gets the current picture, and keeps no capture busy between its polls. */
@Tag("camel-versions")
class PixelfluxPollingTest extends PixelfluxTestSupport {

    private static final long PATIENCE = 60_000;

    private PixelfluxPollingConsumer polling;

    @AfterEach
    void stop() {
        if (polling != null) {
            polling.stop();
        }
    }

    private void poll(String uri) throws Exception {
        poll(context.getEndpoint(uri, PixelfluxEndpoint.class));
    }

    private void poll(PixelfluxEndpoint endpoint) throws Exception {
        polling = new PixelfluxPollingConsumer(endpoint, Duration.ofMillis(PATIENCE));
        polling.start();
    }

    private static <T> T header(Exchange exchange, String name, Class<T> type) {
        return exchange.getMessage().getHeader(name, type);
    }

    private CaptureStatistics statistics() {
        return ((PixelfluxConsumer) polling.getDelegateConsumer()).getStatistics();
    }

    private static Picture picture(Exchange exchange) throws Exception {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(body));
        BufferedImage rgb =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(read, 0, 0, null);
        return Picture.of(rgb);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BUSY,
                STILL,
                STILL + "&mode=h264&delivery=stripe",
                STILL + "&mode=mixed&delivery=frame",
                STILL + "&delivery=changes&minInterval=1h&settle=1h&minChangedPercent=100",
                STILL + "&fps=0.01",
            })
    void givesTheWholePictureOfNowEachTime(String uri) throws Exception {
        poll(uri);
        Picture still =
                Picture.of(
                        ScreenCapture.snapshot(
                                ((PixelfluxEndpoint) polling.getEndpoint())
                                        .getConfiguration()
                                        .toSettings()));

        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            Exchange polled = i % 2 == 0 ? polling.receive(PATIENCE) : polling.receiveNoWait();

            assertThat(polled).isNotNull();
            assertThat(header(polled, PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isGreaterThan(before);
            assertThat(header(polled, PixelfluxConstants.CONTENT_TYPE, String.class))
                    .isEqualTo("image/png");
            assertThat(header(polled, PixelfluxConstants.CAPTURE, String.class))
                    .isEqualTo(polling.getEndpoint().toString());
            assertThat(header(polled, PixelfluxConstants.EPOCH, Long.class)).isPositive();
            assertThat(header(polled, PixelfluxConstants.REASON, String.class))
                    .isIn("keyFrame", "change");
            Picture picture = picture(polled);
            assertThat(picture.width()).isEqualTo(320);
            assertThat(picture.height()).isEqualTo(200);
            if (!uri.equals(BUSY)) {
                assertThat(picture.largestError(still, still.area())).isZero();
            }
        }
    }

    @Test
    void pictureIsWhatTheOptionsSay() throws Exception {
        poll(STILL + "&pictureFormat=raw&scale=0.5");
        BufferedImage image = polling.receive().getMessage().getBody(BufferedImage.class);
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(100);
    }

    @Test
    void capturesOnlyForWhoPolls() throws Exception {
        poll(BUSY);
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
    void givesEachOfManyThreadsAPicture() throws Exception {
        poll(STILL);
        List<CompletableFuture<Exchange>> polls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            polls.add(CompletableFuture.supplyAsync(() -> polling.receive(PATIENCE)));
        }
        for (CompletableFuture<Exchange> one : polls) {
            assertThat(one).succeedsWithin(Duration.ofMinutes(1)).isNotNull();
        }
    }

    /** After 1,000 exchanges nothing moved any more. */
    @Test
    void enrichesForEver() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:picture").pollEnrich(BUSY, PATIENCE);
                    }
                });
        for (int i = 0; i < 50; i++) {
            long before = System.nanoTime();
            Exchange reply = template.request("direct:picture", exchange -> {});
            assertThat(header(reply, PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isGreaterThan(before);
        }
    }

    /** Holds up each picture after it was encoded, as a slow encoder would. */
    private static final class Gate {
        private final BlockingQueue<Exchange> encoded = new LinkedBlockingQueue<>();
        private final Semaphore open = new Semaphore(0);

        PixelfluxEndpoint around(PixelfluxEndpoint endpoint) {
            return new PixelfluxEndpoint(
                    endpoint.getEndpointUri(),
                    endpoint.getComponent(),
                    endpoint.getConfiguration()) {
                @Override
                public Consumer createConsumer(Processor processor) throws Exception {
                    return super.createConsumer(
                            exchange -> {
                                encoded.add(exchange);
                                open.acquire();
                                processor.process(exchange);
                            });
                }
            };
        }

        Exchange next() throws InterruptedException {
            Exchange next = encoded.poll(PATIENCE, TimeUnit.MILLISECONDS);
            assertThat(next).isNotNull();
            return next;
        }
    }

    /** A poll in a thread of its own, which waits when this returns. */
    private CompletableFuture<Exchange> pollMeanwhile(Supplier<Exchange> poll) {
        CompletableFuture<Exchange> polled = new CompletableFuture<>();
        Thread thread = new Thread(() -> polled.complete(poll.get()));
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return polled;
    }

    @Test
    void pollsThatComeLaterDoNotStarveTheOnesBeforeAndShareTheNextPicture() throws Exception {
        Gate gate = new Gate();
        poll(gate.around(context.getEndpoint(BUSY, PixelfluxEndpoint.class)));
        CompletableFuture<Exchange> first = pollMeanwhile(() -> polling.receive(PATIENCE));
        long captured = header(gate.next(), PixelfluxConstants.CAPTURE_TIME, Long.class);
        List<CompletableFuture<Exchange>> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.add(pollMeanwhile(() -> polling.receive(PATIENCE)));
        }
        gate.open.release();
        assertThat(first).succeedsWithin(Duration.ofMinutes(1));
        assertThat(header(first.get(), PixelfluxConstants.CAPTURE_TIME, Long.class))
                .isEqualTo(captured);

        long shared = header(gate.next(), PixelfluxConstants.CAPTURE_TIME, Long.class);
        gate.open.release();
        Set<Object> bodies = Collections.newSetFromMap(new IdentityHashMap<>());
        for (CompletableFuture<Exchange> one : later) {
            assertThat(one).succeedsWithin(Duration.ofMinutes(1));
            assertThat(header(one.get(), PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isEqualTo(shared);
            assertThat(picture(one.get()).width()).isEqualTo(320);
            bodies.add(one.get().getMessage().getBody());
        }
        assertThat(bodies).as("each poll owns its picture").hasSize(4);
        assertThat(statistics().frames()).isEqualTo(2);
    }

    /** Frames that nobody pushes never come. */
    @Test
    void stopEndsThePollsThatWait() throws Exception {
        poll("pixelflux:frames?input=nobody");
        CompletableFuture<Exchange> first = pollMeanwhile(polling::receive);
        CompletableFuture<Exchange> second = pollMeanwhile(polling::receive);

        waitForEverWhenStopping();
        polling.stop();

        assertThat(first).succeedsWithin(Duration.ofMinutes(1)).isNull();
        assertThat(second).succeedsWithin(Duration.ofMinutes(1)).isNull();
    }

    @Test
    void pictureThatCannotBeMadeIsTheFailureOfThePoll() throws Exception {
        PixelfluxEndpoint endpoint = context.getEndpoint(STILL, PixelfluxEndpoint.class);
        endpoint.getPictures().setScale(5);
        poll(endpoint);
        for (int i = 0; i < 2; i++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> polling.receive(PATIENCE))
                    .withMessage("scale: 5.0 is out of range, allowed 0.01..4");
        }
        assertThat(statistics().failedExchanges()).isEqualTo(2);
        assertThat(statistics().losses()).isZero();
    }

    @Test
    void pictureThatWouldBeTooLargeIsRefusedAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> poll("pixelflux:synthetic?width=8000&height=100&scale=4"))
                .withMessageStartingWith("scale: 4.0 is out of range with width=8000");
    }

    @Test
    void captureThatNobodyOpensAgainIsTheFailureOfThePoll() throws Exception {
        poll(STILL + "&reconnect=false");
        assertThat(polling.receive()).isNotNull();
        ((PixelfluxConsumer) polling.getDelegateConsumer()).openCapture().close();
        List<Callable<Exchange>> ways =
                List.of(polling::receive, polling::receiveNoWait, () -> polling.receive(PATIENCE));
        for (Callable<Exchange> way : ways) {
            assertThatIllegalStateException()
                    .isThrownBy(way::call)
                    .withMessage("somebody else closed the capture");
        }
    }

    /** A consumer that somebody pauses whenever a poll wakes it for the first time. */
    private PixelfluxEndpoint pausedByOthers(PixelfluxEndpoint endpoint) {
        AtomicBoolean paused = new AtomicBoolean();
        return new PixelfluxEndpoint(
                endpoint.getEndpointUri(), endpoint.getComponent(), endpoint.getConfiguration()) {
            @Override
            public Consumer createConsumer(Processor processor) {
                return new PixelfluxConsumer(this, processor) {
                    @Override
                    public void resumeCapture() {
                        super.resumeCapture();
                        if (!paused.getAndSet(true)) {
                            super.pauseCapture();
                        }
                    }
                };
            }
        };
    }

    @Test
    void pauseBySomebodyElseDoesNotEndThePolls() throws Exception {
        PixelfluxEndpoint endpoint = context.getEndpoint(STILL, PixelfluxEndpoint.class);
        poll(pausedByOthers(endpoint));

        assertThat(polling.receive(PATIENCE)).isNotNull();
        assertThat(polling.receive(PATIENCE)).isNotNull();
    }

    @Test
    void captureIdThatIsTakenByPollsIsRefusedWithTheirEndpoint() throws Exception {
        poll(STILL + "&captureId=desk");
        assertThatThrownBy(() -> route("r", BUSY + "&captureId=desk", exchange -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "captureId: 'desk' is taken by polls of "
                                + polling.getEndpoint()
                                + "; give each capture its own");
    }
}
