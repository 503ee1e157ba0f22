// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.Stripe;

/** {@code delivery=frame}: one exchange a frame. */
@Tag("camel-versions")
class PixelfluxFrameDeliveryTest extends PixelfluxTestSupport {

    private record Received(List<Stripe> stripes, Map<String, Object> headers) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    @Test
    void carriesTheStripesOfAFrameFromTopToBottom() throws Exception {
        route("frames", BUSY + "&delivery=frame", this::receive);

        for (long id = 0; id < 5; id++) {
            Received frame = next();

            int y = 0;
            for (Stripe stripe : frame.stripes()) {
                assertThat(stripe.frameId()).isEqualTo(id);
                assertThat(stripe.y()).isEqualTo(y);
                y += stripe.height();
            }
            assertThat(y).isEqualTo(200);
        }
    }

    @Test
    void tellsInHeadersWhatTheStripesHaveInCommon() throws Exception {
        route("frames", STILL + "&delivery=frame&mode=h264", this::receive);

        Received frame = next();

        Stripe first = frame.stripes().get(0);
        assertThat(frame.headers())
                .containsEntry(PixelfluxConstants.CODEC, "h264")
                .containsEntry(PixelfluxConstants.CAPTURE, "frames")
                .containsEntry(PixelfluxConstants.REASON, "keyFrame")
                .containsKey(PixelfluxConstants.EPOCH)
                .containsEntry(PixelfluxConstants.FRAME_ID, 0L)
                .containsEntry(PixelfluxConstants.STRIPE_COUNT, frame.stripes().size())
                .containsEntry(PixelfluxConstants.KEY_FRAME, true)
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, 320)
                .containsEntry(PixelfluxConstants.FRAME_HEIGHT, 200)
                .containsEntry(PixelfluxConstants.CAPTURE_TIME, first.captureNanos())
                .containsKey(PixelfluxConstants.MESSAGE_TIMESTAMP)
                .doesNotContainKeys(
                        PixelfluxConstants.CONTENT_TYPE,
                        PixelfluxConstants.Y,
                        PixelfluxConstants.WIDTH,
                        PixelfluxConstants.HEIGHT,
                        PixelfluxConstants.LAST_OF_FRAME);
    }

    @Test
    void saysThatAFrameBeginsNothingUnlessAllOfItDoes() throws Exception {
        route("frames", BUSY + "&delivery=frame&mode=h264", this::receive);

        next();

        assertThat(next().headers()).containsEntry(PixelfluxConstants.KEY_FRAME, false);
    }

    @Test
    void givesStripesThatStayReadable() throws Exception {
        route("frames", BUSY + "&delivery=frame", this::receive);
        List<Received> frames = new ArrayList<>();
        for (int frame = 0; frame < 10; frame++) {
            frames.add(next());
        }
        context.getRouteController().stopRoute("frames");

        assertThat(frames)
                .allSatisfy(
                        frame ->
                                assertThat(frame.stripes())
                                        .isNotEmpty()
                                        .allSatisfy(
                                                stripe ->
                                                        assertThat(stripe.payload())
                                                                .startsWith(0xFF, 0xD8)
                                                                .endsWith(0xFF, 0xD9)));
    }

    @Test
    void canBeSplitIntoImages() throws Exception {
        List<BufferedImage> images = new ArrayList<>();
        BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(STILL + "&delivery=frame")
                                .split(body())
                                .convertBodyTo(BufferedImage.class)
                                .process(
                                        e ->
                                                images.add(
                                                        e.getMessage()
                                                                .getBody(BufferedImage.class)))
                                .end()
                                .process(e -> done.add(images.size()));
                    }
                });

        assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(images).allMatch(image -> image.getWidth() == 320);
        assertThat(images.stream().mapToInt(BufferedImage::getHeight).sum()).isEqualTo(200);
    }

    private void receive(Exchange exchange) {
        List<Stripe> stripes = new ArrayList<>();
        for (Object stripe : exchange.getMessage().getBody(List.class)) {
            stripes.add((Stripe) stripe);
        }
        received.add(new Received(stripes, Map.copyOf(exchange.getMessage().getHeaders())));
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("a frame").isNotNull();
        return next;
    }
}
