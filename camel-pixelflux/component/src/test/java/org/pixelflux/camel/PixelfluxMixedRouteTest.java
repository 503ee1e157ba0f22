// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureMode;
import org.pixelflux.MixedFrame;
import org.pixelflux.Stripe;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.PictureAssembler;

/** Routes from captures with mode=mixed. */
class PixelfluxMixedRouteTest extends PixelfluxTestSupport {

    private static final String MIXED = "&mode=mixed&videoRectangles=false";

    private final BlockingQueue<MixedFrame> frames = new LinkedBlockingQueue<>();

    private void receive(Exchange exchange) {
        frames.add(exchange.getMessage().getBody(MixedFrame.class));
    }

    private MixedFrame next() throws InterruptedException {
        MixedFrame frame = frames.poll(60, TimeUnit.SECONDS);
        assertThat(frame).as("a frame").isNotNull();
        return frame;
    }

    @Test
    void deliverFramesThatMakeThePicture() throws Exception {
        route("frames", BUSY + MIXED, this::receive);
        PictureAssembler picture = new PictureAssembler();

        for (long id = 0; id < 10; id++) {
            MixedFrame frame = next();
            assertThat(frame.id()).isEqualTo(id);
            assertThat(picture.draw(frame)).isEqualTo(Drawn.WHOLE);
        }
        assertThat(picture.image().getWidth()).isEqualTo(320);
        assertThat(picture.image().getHeight()).isEqualTo(200);
        assertThat(consumer("frames").getStatistics().rectangles()).isGreaterThanOrEqualTo(10);
    }

    /** The picture is still, so that nothing but a request brings a second frame. */
    @Test
    void getAllOfThePictureAgainIfTheFirstFrameFailed() throws Exception {
        route(
                "frames",
                STILL + MIXED,
                exchange -> {
                    if (exchange.getMessage().getHeader(PixelfluxConstants.FRAME_ID).equals(0L)) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    receive(exchange);
                });
        PictureAssembler picture = new PictureAssembler();

        MixedFrame second = next();

        assertThat(second.refresh().fromNothing()).isTrue();
        assertThat(picture.draw(second)).isEqualTo(Drawn.WHOLE);
    }

    @Test
    void getARefreshSinceTheLastFrameThatArrived() throws Exception {
        route(
                "frames",
                BUSY + MIXED,
                exchange -> {
                    if (exchange.getMessage().getHeader(PixelfluxConstants.FRAME_ID).equals(3L)) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    receive(exchange);
                });
        PictureAssembler picture = new PictureAssembler();
        for (int i = 0; i < 3; i++) {
            assertThat(picture.draw(next())).isEqualTo(Drawn.WHOLE);
        }

        MixedFrame frame = next();
        while (frame.refresh() == null) {
            assertThat(picture.draw(frame)).isEqualTo(Drawn.NOTHING);
            frame = next();
        }

        assertThat(frame.refresh().base()).isEqualTo(2);
        while (!frame.refresh().lastPart()) {
            assertThat(picture.draw(frame)).isEqualTo(Drawn.PART);
            frame = next();
        }
        assertThat(picture.draw(frame)).isEqualTo(Drawn.WHOLE);
        assertThat(picture.draw(next())).isEqualTo(Drawn.WHOLE);
    }

    @Test
    void canBeUpdatedToStripesOfAFrameAndBack() throws Exception {
        BlockingQueue<Object> bodies = new LinkedBlockingQueue<>();
        route("frames", BUSY + MIXED, exchange -> bodies.add(exchange.getMessage().getBody()));
        PixelfluxConsumer consumer = consumer("frames");
        assertThat(bodies.poll(60, TimeUnit.SECONDS)).isInstanceOf(byte[].class);

        consumer.update(consumer.settings().toBuilder().mode(CaptureMode.JPEG).build());
        Object body = bodies.take();
        while (body instanceof byte[]) {
            body = bodies.take();
        }
        assertThat((List<?>) body).isNotEmpty().allMatch(Stripe.class::isInstance);

        consumer.update(consumer.settings().toBuilder().mode(CaptureMode.MIXED).build());
        body = bodies.take();
        while (!(body instanceof byte[])) {
            body = bodies.take();
        }
        assertThat(MixedFrame.parse((byte[]) body).complete()).isTrue();
    }
}
