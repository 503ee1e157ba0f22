// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.camel.StripeProbe.Received;

/** What Micrometer gets, where the application has a registry. */
@Tag("camel-versions")
class PixelfluxMetersTest extends PixelfluxTestSupport {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final StripeProbe probe = new StripeProbe();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        camel.getRegistry().bind("meters", registry);
        return camel;
    }

    @Test
    void countsWhatIsDelivered() throws Exception {
        route("still", STILL + "&captureId=desk", probe);
        List<Received> jpeg = probe.nextFrame();
        consumer("still")
                .update(consumer("still").settings().toBuilder().set("mode", "h264").build());
        List<Received> h264 = probe.nextFrame();
        // The route is done with the last stripe when the capture is closed.
        context.getRouteController().suspendRoute("still");

        assertThat(counter("pixelflux.frames")).isEqualTo(2);
        assertThat(counter("pixelflux.stripes", "codec", "jpeg")).isEqualTo(jpeg.size());
        assertThat(counter("pixelflux.stripes", "codec", "h264")).isEqualTo(h264.size());
        assertThat(counter("pixelflux.bytes", "codec", "jpeg")).isEqualTo(bytes(jpeg));
        assertThat(counter("pixelflux.bytes", "codec", "h264")).isEqualTo(bytes(h264));
        assertThat(counter("pixelflux.exchanges.failed")).isZero();
        assertThat(counter("pixelflux.stripes.dropped")).isZero();
        assertThat(counter("pixelflux.losses")).isZero();
        assertThat(counter("pixelflux.reconnects")).isZero();
        assertThat(timer("pixelflux.encode").count()).isEqualTo(2);
        assertThat(timer("pixelflux.encode").totalTime(TimeUnit.MICROSECONDS)).isPositive();
        assertThat(timer("pixelflux.latency").count()).isEqualTo(jpeg.size() + h264.size());
        assertThat(timer("pixelflux.latency").max(TimeUnit.MICROSECONDS))
                .isGreaterThanOrEqualTo(timer("pixelflux.encode").mean(TimeUnit.MICROSECONDS) / 2);
    }

    @Test
    void countsRectanglesWithModeMixed() throws Exception {
        MixedProbe frames = new MixedProbe();
        route("still", STILL + "&captureId=desk&mode=mixed", frames);
        MixedFrame frame = frames.next();
        context.getRouteController().suspendRoute("still");

        assertThat(counter("pixelflux.frames")).isEqualTo(1);
        assertThat(counter("pixelflux.rectangles", "codec", "mixed"))
                .isEqualTo(frame.rectangles().size());
        assertThat(counter("pixelflux.bytes", "codec", "mixed")).isEqualTo(frame.wireSize());
        assertThat(counter("pixelflux.bytes", "codec", "jpeg")).isZero();
        assertThat(timer("pixelflux.encode").count()).isEqualTo(1);
        assertThat(timer("pixelflux.latency").count()).isEqualTo(1);
    }

    @Test
    void countsExchangesThatFail() throws Exception {
        route(
                "still",
                STILL + "&captureId=desk",
                exchange -> {
                    probe.process(exchange);
                    long id =
                            exchange.getMessage()
                                    .getHeader(PixelfluxConstants.FRAME_ID, Long.class);
                    if (id == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                });
        probe.nextFrame();
        probe.nextFrame();
        context.getRouteController().suspendRoute("still");

        assertThat(counter("pixelflux.exchanges.failed")).isEqualTo(4);
    }

    @Test
    void countsWhatARouteThatIsStoppedDoesNotGet() throws Exception {
        route(
                "still",
                STILL + "&captureId=desk",
                exchange -> {
                    probe.process(exchange);
                    if (exchange.getMessage().getHeader(PixelfluxConstants.Y, Integer.class) == 0) {
                        stopInTheMiddle(exchange);
                    }
                });
        CaptureStatistics statistics = consumer("still").getStatistics();

        assertThat(probe.next().y()).isZero();
        await().untilAsserted(() -> assertThat(statistics.droppedStripes()).isEqualTo(3));
    }

    private static void stopInTheMiddle(Exchange exchange) {
        ((PixelfluxConsumer)
                        exchange.getContext().getRoute(exchange.getFromRouteId()).getConsumer())
                .stop();
    }

    /** As camel-micrometer chooses, where there are several. */
    @Test
    void publishesInTheRegistryOfCamelsName() throws Exception {
        MeterRegistry camels = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", camels);
        route("still", STILL + "&captureId=desk", probe);
        probe.nextFrame();

        assertThat(camels.find("pixelflux.up").tag("captureId", "desk").gauge()).isNotNull();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void tellsWhetherACaptureIsOpen() throws Exception {
        route("still", STILL + "&captureId=desk", probe);
        probe.nextFrame();
        assertThat(registry.get("pixelflux.up").tag("captureId", "desk").gauge().value())
                .isEqualTo(1);

        context.getRouteController().suspendRoute("still");

        assertThat(registry.get("pixelflux.up").tag("captureId", "desk").gauge().value()).isZero();
    }

    @Test
    void takesItsMetersAwayWhenTheRouteStops() throws Exception {
        int before = registry.getMeters().size();
        for (int start = 0; start < 3; start++) {
            route("route" + start, STILL, probe);
            probe.nextFrame();
            assertThat(registry.getMeters()).hasSizeGreaterThan(before);
            context.getRouteController().stopRoute("route" + start);
        }

        assertThat(registry.getMeters()).hasSize(before);
    }

    @Test
    void keepsTheMetersOfTwoCapturesApart() throws Exception {
        StripeProbe other = new StripeProbe();
        route("one", STILL, probe);
        route("two", STILL, other);
        probe.nextFrame();
        other.nextFrame();
        consumer("two").requestKeyFrame();
        other.nextFrame();
        context.getRouteController().suspendRoute("two");

        assertThat(
                        registry.get("pixelflux.frames")
                                .tag("captureId", "one")
                                .functionCounter()
                                .count())
                .isEqualTo(1);
        assertThat(
                        registry.get("pixelflux.frames")
                                .tag("captureId", "two")
                                .functionCounter()
                                .count())
                .isEqualTo(2);
    }

    private double counter(String name, String... tags) {
        return registry.get(name)
                .tags(Tags.of(tags).and("captureId", "desk"))
                .functionCounter()
                .count();
    }

    private Timer timer(String name) {
        return registry.get(name).tag("captureId", "desk").timer();
    }

    private static double bytes(List<Received> stripes) {
        return stripes.stream().mapToLong(stripe -> stripe.body().length).sum();
    }
}
