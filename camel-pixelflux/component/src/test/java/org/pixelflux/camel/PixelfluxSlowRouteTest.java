// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;
import org.pixelflux.Stripe;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;

/** A route that takes much longer for a frame than the picture takes to change. */
class PixelfluxSlowRouteTest extends PixelfluxTestSupport {

    /** Hands over when the test asks: as slow as a route can be. */
    private final SynchronousQueue<List<Stripe>> handover = new SynchronousQueue<>();

    private final AtomicBoolean enough = new AtomicBoolean();
    private final Map<Integer, H264Decoder> decoders = new HashMap<>();

    @AfterEach
    void closeDecoders() {
        decoders.values().forEach(H264Decoder::close);
    }

    /**
     * Between two frames that the route takes, the picture changes some ten times. The route gets
     * every frame that was captured, which are few, and each was captured after it had taken the
     * one before.
     */
    @Test
    void receivesFewerAndNewerFramesAndNoStreamBreaks() throws Exception {
        route(
                "slow",
                BUSY + "&mode=h264&h264Crf=5&syntheticPattern=scroll&delivery=frame",
                exchange -> {
                    if (!enough.get()) {
                        handover.put(stripes(exchange.getMessage().getBody(List.class)));
                    }
                });
        StripeProbe clock = new StripeProbe();
        route("clock", BUSY, clock);

        long beforeLast = System.nanoTime();
        for (long id = 0; id < 20; id++) {
            long before = System.nanoTime();
            List<Stripe> frame = handover.poll(60, TimeUnit.SECONDS);
            assertThat(frame).isNotNull();
            assertThat(frame.get(0).frameId()).as("no frame is lost").isEqualTo(id);
            if (id > 0) {
                assertThat(frame.get(0).captureNanos())
                        .as("captured after the route was asked for the one before")
                        .isGreaterThan(beforeLast);
            }
            beforeLast = before;
            frame.forEach(this::decode);
            clock.clear();
            for (int tick = 0; tick < 10; tick++) {
                clock.nextFrame();
            }
        }

        CaptureStatistics statistics = consumer("slow").getStatistics();
        assertThat(statistics.skippedFrames()).isGreaterThan(20);
        assertThat(statistics.frames()).isLessThan(25);
        enough.set(true);
        handover.poll(60, TimeUnit.SECONDS);
    }

    private void decode(Stripe stripe) {
        Picture picture =
                decoders.computeIfAbsent(stripe.y(), y -> new H264Decoder())
                        .decode(stripe.payload());
        assertThat(stripe.codec()).isEqualTo(Codec.H264);
        assertThat(picture.width()).isGreaterThanOrEqualTo(stripe.width());
    }

    private static List<Stripe> stripes(List<?> body) {
        return body.stream().map(Stripe.class::cast).toList();
    }
}
