// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.camel.StripeProbe.Received;

class PixelfluxConsumerTest extends PixelfluxTestSupport {

    private static final String STRIPE_TYPE = "application/vnd.pixelflux.stripe;header=1";

    private final StripeProbe probe = new StripeProbe();

    @Test
    void deliversToAnyRoute() throws Exception {
        MockEndpoint end = getMockEndpoint("mock:end");
        end.expectedMinimumMessageCount(8);
        end.setRetainFirst(8);
        end.allMessages().body().isInstanceOf(byte[].class);
        end.allMessages().header(PixelfluxConstants.CODEC).isEqualTo("jpeg");
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY).to("mock:end");
                    }
                });

        end.assertIsSatisfied();
    }

    @Test
    void deliversStripesInTheOrderOfFramesAndRows() throws Exception {
        route("busy", BUSY, probe);

        long frameId = 0;
        int y = -1;
        for (int i = 0; i < 200; i++) {
            Received stripe = probe.next();
            assertThat(stripe.frameId()).isEqualTo(frameId);
            assertThat(stripe.y()).isGreaterThan(y);
            y = stripe.y();
            if (stripe.lastOfFrame()) {
                frameId++;
                y = -1;
            }
        }
    }

    @Test
    void beginsWithTheWholePicture() throws Exception {
        route("still", STILL, probe);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void saysTheSameInHeadersAndBodyOfAJpegStripe() throws Exception {
        route("busy", BUSY + "&wireHeader=1", probe);

        for (int frame = 0; frame < 5; frame++) {
            List<Received> stripes = probe.nextFrame();
            for (Received stripe : stripes) {
                assertThat(stripe.wire().get(0)).isEqualTo((byte) 0x03);
                assertThat(stripe.wire().get(1)).isEqualTo((byte) 0x00);
                assertThat(stripe.wire().getChar(2)).isEqualTo((char) stripe.frameId());
                assertThat(stripe.wire().getChar(4)).isEqualTo((char) stripe.y());
                assertThat(stripe.headers())
                        .containsEntry(PixelfluxConstants.CODEC, "jpeg")
                        .containsEntry(PixelfluxConstants.WIDTH, 320)
                        .containsEntry(PixelfluxConstants.KEY_FRAME, true)
                        .containsEntry(PixelfluxConstants.STRIPE_COUNT, stripes.size())
                        .containsEntry(PixelfluxConstants.FRAME_WIDTH, 320)
                        .containsEntry(PixelfluxConstants.FRAME_HEIGHT, 200)
                        .containsEntry(Exchange.CONTENT_TYPE, STRIPE_TYPE);
                BufferedImage image = decodeJpeg(stripe, 6);
                assertThat(image.getWidth()).isEqualTo(320);
                assertThat(image.getHeight()).isEqualTo(stripe.height());
            }
        }
    }

    @Test
    void saysTheSameInHeadersAndBodyOfAnH264Stripe() throws Exception {
        route("video", BUSY + "&mode=h264&wireHeader=1", probe);

        for (int frame = 0; frame < 5; frame++) {
            for (Received stripe : probe.nextFrame()) {
                assertThat(stripe.wire().get(0)).isEqualTo((byte) 0x04);
                assertThat(stripe.wire().get(1)).isEqualTo((byte) (stripe.keyFrame() ? 1 : 0));
                assertThat(stripe.wire().getChar(2)).isEqualTo((char) stripe.frameId());
                assertThat(stripe.wire().getChar(4)).isEqualTo((char) stripe.y());
                assertThat(stripe.wire().getChar(6)).isEqualTo((char) 320);
                assertThat(stripe.wire().getChar(8)).isEqualTo((char) stripe.height());
                assertThat(stripe.wire().getInt(10)).as("Annex B start code").isEqualTo(1);
                assertThat(stripe.keyFrame()).isEqualTo(frame == 0);
                assertThat(stripe.headers())
                        .containsEntry(PixelfluxConstants.CODEC, "h264")
                        .containsEntry(Exchange.CONTENT_TYPE, STRIPE_TYPE);
            }
        }
    }

    @Test
    void writesNoWireHeaderUnlessToldTo() throws Exception {
        StripeProbe video = new StripeProbe();
        route("pictures", BUSY, probe);
        route("video", BUSY + "&mode=h264", video);

        for (Received stripe : probe.nextFrame()) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(stripe.body()));
            assertThat(image.getWidth()).isEqualTo(320);
            assertThat(image.getHeight()).isEqualTo(stripe.height());
            assertThat(stripe.headers()).containsEntry(Exchange.CONTENT_TYPE, "image/jpeg");
        }
        for (Received stripe : video.nextFrame()) {
            assertThat(stripe.headers()).containsEntry(Exchange.CONTENT_TYPE, "video/h264");
            assertThat(stripe.body()).as("Annex B start code").startsWith(0, 0, 0, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesCaptureAndEpochAndSaysWhyItSends(CaptureMode mode) throws Exception {
        long before = System.currentTimeMillis();
        Set<String> reasons = ConcurrentHashMap.newKeySet();
        List<Long> epochs = new CopyOnWriteArrayList<>();
        route(
                "desk",
                BUSY + "&mode=" + mode,
                exchange -> {
                    Message message = exchange.getMessage();
                    assertThat(message.getHeader(PixelfluxConstants.CAPTURE)).isEqualTo("desk");
                    reasons.add(message.getHeader(PixelfluxConstants.REASON, String.class));
                    epochs.add(message.getHeader(PixelfluxConstants.EPOCH, Long.class));
                });

        await().until(() -> reasons.containsAll(Set.of("keyFrame", "change")));

        assertThat(Set.copyOf(epochs)).hasSize(1);
        assertThat(epochs.get(0)).isGreaterThanOrEqualTo(before);
        assertThat(consumer("desk").getStatistics().failedExchanges()).isZero();
    }

    @Test
    void doesNotSteerTheNextStepByTheNameOfItsCapture() throws Exception {
        route("one", STILL, probe);
        route("two", STILL, new StripeProbe());
        Map<String, Object> headers = probe.next().headers();

        Map<?, ?> status =
                template.requestBodyAndHeaders(
                        "pixelflux:synthetic?operation=status&captureId=two"
                                + "&allowControlHeaders=true",
                        null,
                        headers,
                        Map.class);

        assertThat(headers).containsEntry(PixelfluxConstants.CAPTURE, "one");
        assertThat(status.get("captureId")).isEqualTo("two");
    }

    @Test
    void stampsTheTimeOfTheCapture() throws Exception {
        long nanosBefore = System.nanoTime();
        long millisBefore = System.currentTimeMillis();
        route("busy", BUSY, probe);
        List<Received> frame = probe.nextFrame();
        long nanosAfter = System.nanoTime();
        long millisAfter = System.currentTimeMillis();

        for (Received stripe : frame) {
            assertThat(stripe.captureNanos()).isBetween(nanosBefore, nanosAfter);
            // Two clocks, each read in whole milliseconds.
            assertThat(stripe.header(PixelfluxConstants.MESSAGE_TIMESTAMP, Long.class))
                    .isBetween(millisBefore - 2, millisAfter + 2);
        }
    }

    @Test
    void deliversOnOneThreadOfTheContext() throws Exception {
        route("busy", BUSY, probe);

        Set<String> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 40; i++) {
            threads.add(probe.next().thread());
        }
        assertThat(threads).singleElement().asString().contains("pixelflux");
        assertThat(threads)
                .allMatch(name -> name.startsWith("Camel (" + context.getName() + ") thread #"));
    }

    @Test
    void givesEachRouteACaptureOfItsOwn() throws Exception {
        StripeProbe other = new StripeProbe();
        route("one", STILL, probe);
        route("two", STILL, other);

        assertWholePicture(probe.nextFrame());
        assertWholePicture(other.nextFrame());
    }

    @Test
    void sendsTheWholePictureOnRequest() throws Exception {
        route("still", STILL + "&mode=h264", probe);
        assertWholePicture(probe.nextFrame());

        consumer("still").requestKeyFrame();

        List<Received> again = probe.nextFrame();
        assertWholePicture(again);
        assertThat(again.get(0).frameId()).isEqualTo(1);
    }

    @Test
    void worksWithPooledExchanges() throws Exception {
        context.stop();
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        context.getCamelContextExtension().getExchangeFactory().setStatisticsEnabled(true);
        context.start();
        route("busy", BUSY, probe);

        assertWholePicture(probe.nextFrame());
        for (int frame = 1; frame < 20; frame++) {
            for (Received stripe : probe.nextFrame()) {
                assertThat(stripe.frameId()).isEqualTo(frame);
                assertThat(decodeJpeg(stripe, 0).getHeight()).isEqualTo(stripe.height());
            }
        }
        assertThat(
                        context.getCamelContextExtension()
                                .getExchangeFactoryManager()
                                .getStatistics()
                                .getReleasedCounter())
                .as("exchanges that came back into the pool")
                .isGreaterThan(40);
    }

    /**
     * What is captured while the route is busy is never delivered, so nothing can pile up: each
     * frame of the slow route is younger than the end of its work on the frame before. A fast route
     * beside it is the clock.
     */
    @Test
    void capturesNothingAheadForASlowRoute() throws Exception {
        StripeProbe slow = new StripeProbe();
        CountDownLatch busy = new CountDownLatch(1);
        Semaphore release = new Semaphore(0);
        route(
                "slow",
                BUSY,
                exchange -> {
                    slow.process(exchange);
                    if (exchange.getMessage()
                            .getHeader(PixelfluxConstants.LAST_OF_FRAME, Boolean.class)) {
                        busy.countDown();
                        assertThat(release.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                    }
                });
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        route("fast", BUSY, probe);

        assertWholePicture(slow.nextFrame());
        for (int frame = 1; frame <= 4; frame++) {
            for (int i = 0; i < 20; i++) {
                probe.nextFrame();
            }
            assertThat(slow.isEmpty()).isTrue();
            long released = System.nanoTime();
            release.release();
            List<Received> next = slow.nextFrame();
            assertThat(next.get(0).frameId()).as("nothing is lost").isEqualTo(frame);
            assertThat(next.get(0).captureNanos()).isGreaterThan(released);
        }
        release.release(1000);
    }

    private static BufferedImage decodeJpeg(Received stripe, int header) throws IOException {
        byte[] body = stripe.body();
        return ImageIO.read(new ByteArrayInputStream(body, header, body.length - header));
    }
}
