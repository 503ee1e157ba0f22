// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Source;
import org.pixelflux.camel.StripeProbe.Received;

/** Others do what they should not: handlers that throw, interrupts, errors, odd moments. */
class PixelfluxMishapsTest extends PixelfluxTestSupport {

    private static final String ABSENT = ":47110";

    private final StripeProbe probe = new StripeProbe();

    /** Throws what the test says. */
    private static final class ThrowingHandler extends AnyFailureHandler {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            calls.incrementAndGet();
            throw new IllegalStateException("a mistake of the exception handler", exception);
        }
    }

    private PixelfluxConfiguration options(String route) {
        return ((PixelfluxEndpoint) consumer(route).getEndpoint()).getConfiguration();
    }

    /** Changes the route to a display that is away. */
    private void loseByResume(String route) throws Exception {
        context.getRouteController().suspendRoute(route);
        options(route).setSource(Source.SCREEN);
        options(route).setDisplay(ABSENT);
        context.getRouteController().resumeRoute(route);
        await().until(() -> consumer(route).getCondition().equals("RECONNECTING"));
    }

    @Test
    void triesAgainAlsoWhenTheExceptionHandlerThrows() throws Exception {
        context.getRegistry().bind("handler", new ThrowingHandler());
        route("r", STILL + "&exceptionHandler=#handler", probe);
        probe.nextFrame();
        loseByResume("r");

        options("r").setSource(Source.SYNTHETIC);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void goesOnWhenTheExceptionHandlerThrowsForAnExchange() throws Exception {
        context.getRegistry().bind("handler", new ThrowingHandler());
        AtomicInteger count = new AtomicInteger();
        route(
                "r",
                BUSY + "&exceptionHandler=#handler",
                exchange -> {
                    if (count.incrementAndGet() == 3) {
                        throw new IllegalArgumentException("once");
                    }
                    probe.process(exchange);
                });

        await().until(() -> count.get() >= 3);
        await().untilAsserted(() -> assertThat(probe.count()).isGreaterThan(20));
    }

    @Test
    void goesOnWhenAMeterThrows() throws Exception {
        AtomicInteger thrown = new AtomicInteger();
        SimpleMeterRegistry registry =
                new SimpleMeterRegistry() {
                    @Override
                    protected io.micrometer.core.instrument.Timer newTimer(
                            Meter.Id id,
                            io.micrometer.core.instrument.distribution.DistributionStatisticConfig
                                    c,
                            io.micrometer.core.instrument.distribution.pause.PauseDetector p) {
                        return new io.micrometer.core.instrument.cumulative.CumulativeTimer(
                                id, config().clock(), c, p, TimeUnit.SECONDS, false) {
                            @Override
                            protected void recordNonNegative(long amount, TimeUnit unit) {
                                thrown.incrementAndGet();
                                throw new IllegalStateException("a mistake of the registry");
                            }
                        };
                    }
                };
        context.getRegistry().bind("meters", registry);
        route("r", BUSY, probe);

        await().untilAsserted(() -> assertThat(probe.count()).isGreaterThan(20));
        assertThat(thrown).hasPositiveValue();
    }

    @Test
    void survivesAnInterruptThatTheRouteLeavesBehind() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        route(
                "r",
                BUSY,
                exchange -> {
                    if (once.compareAndSet(false, true)) {
                        Thread.currentThread().interrupt();
                    }
                    probe.process(exchange);
                });
        probe.nextFrame();
        PixelfluxConsumer consumer = consumer("r");

        consumer.pauseCapture();
        long paused = awaitQuiet();
        consumer.resumeCapture();

        assertThat(consumer.getCondition()).isEqualTo("CAPTURING");
        await().untilAsserted(() -> assertThat(probe.count()).isGreaterThan(paused));
    }

    /** Pictures of one stripe, of which a key frame comes only when it is asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                BUSY + "&mode=h264&h264FullFrame=true",
                "pixelflux:synthetic?width=320&height=64&fps=240&syntheticChange=25"
            })
    void sendsAKeyFrameAfterAStripeThatFailed(String query) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        route(
                "r",
                query,
                exchange -> {
                    long id =
                            exchange.getMessage()
                                    .getHeader(PixelfluxConstants.FRAME_ID, Long.class);
                    if (id == 5 && failed.compareAndSet(false, true)) {
                        throw new IllegalArgumentException("once");
                    }
                    probe.process(exchange);
                });

        Received stripe = probe.next();
        while (stripe.frameId() < 5) {
            stripe = probe.next();
        }
        // The first few may have been on their way.
        boolean key = false;
        for (int i = 0; i < 60 && !key; i++) {
            key = stripe.keyFrame();
            stripe = probe.next();
        }
        assertThat(key).as("a key frame within 60 frames after the one that failed").isTrue();
    }

    @Test
    void isNotDownWhenARouteIsStoppedAfterALoss() throws Exception {
        route("r", STILL, probe);
        probe.nextFrame();
        loseByResume("r");
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));

        context.getRouteController().stopRoute("r");
        assertThat(consumer("r").getHealthCheck().call().getState())
                .isEqualTo(HealthCheck.State.UNKNOWN);
        assertThat(consumer("r").getCondition()).isEqualTo("CLOSED");
    }

    @Test
    void isNotDownWhenARouteIsSuspendedAfterALoss() throws Exception {
        route("r", STILL, probe);
        probe.nextFrame();
        loseByResume("r");

        context.getRouteController().suspendRoute("r");

        assertThat(consumer("r").getHealthCheck().call().getState())
                .isEqualTo(HealthCheck.State.UNKNOWN);
    }

    @Test
    void takesASnapshotOfWhatASuspendedCaptureWillCapture() throws Exception {
        route("r", STILL + "&captureId=desk", probe);
        probe.nextFrame();
        template.sendBody(
                "pixelflux:synthetic?operation=update&captureId=desk", Map.of("width", 160));
        context.getRouteController().suspendRoute("r");

        byte[] png =
                template.requestBody(
                        "pixelflux:synthetic?operation=snapshot&captureId=desk",
                        null,
                        byte[].class);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(160);
    }

    @Test
    void refusesToPauseAStoppedCapture() throws Exception {
        route("r", STILL, probe);
        probe.nextFrame();
        PixelfluxConsumer consumer = consumer("r");
        context.getRouteController().stopRoute("r");

        assertThatThrownBy(consumer::pauseCapture).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void servesTwoPollingConsumersOfTheSameUri() throws Exception {
        PollingConsumer one = context.getEndpoint(STILL).createPollingConsumer();
        PollingConsumer two = context.getEndpoint(STILL).createPollingConsumer();
        one.start();
        try {
            assertThat(one.receive(60_000)).isNotNull();
            two.start();
            assertThat(two.receive(60_000)).isNotNull();
        } finally {
            one.stop();
            two.stop();
        }
    }

    @Test
    void enrichesInTwoRoutesFromTheSameUri() throws Exception {
        List<Object> bodies = new CopyOnWriteArrayList<>();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:a")
                                .pollEnrich(STILL, 60_000)
                                .process(e -> bodies.add(e.getMessage().getBody()));
                        from("direct:b")
                                .pollEnrich(STILL, 60_000)
                                .process(e -> bodies.add(e.getMessage().getBody()));
                    }
                });
        template.sendBody("direct:a", null);
        template.sendBody("direct:b", null);
        assertThat(bodies).hasSize(2).doesNotContainNull();
    }

    @Test
    void keepsTheMetersOfTwoContextsApart() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", registry);
        route("screen", STILL, probe);
        assertWholePicture(probe.nextFrame());
        CamelContext second = new DefaultCamelContext();
        try {
            second.getRegistry().bind("meters", registry);
            StripeProbe other = new StripeProbe();
            second.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(STILL).routeId("screen").process(other);
                        }
                    });
            second.start();
            assertWholePicture(other.nextFrame());
            int meters = registry.find("pixelflux.frames").meters().size();
            second.stop();
            assertThat(registry.find("pixelflux.frames").meters())
                    .as("those of the first context, which still runs")
                    .isNotEmpty();
            assertThat(meters).isEqualTo(2);
        } finally {
            second.stop();
        }
    }

    @Test
    void keepsTheMetersOfTwoComponentsApart() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", registry);
        context.addComponent("second", new PixelfluxComponent());
        route("one", STILL + "&captureId=desk", probe);
        assertWholePicture(probe.nextFrame());
        route("two", STILL.replace("pixelflux:", "second:") + "&captureId=desk", probe);
        assertWholePicture(probe.nextFrame());

        context.getRouteController().stopRoute("two");

        assertThat(registry.find("pixelflux.frames").meters()).hasSize(1);
    }

    @Test
    void leaksNothingWhenTheMeterRegistryRefuses() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config()
                .meterFilter(
                        new MeterFilter() {
                            @Override
                            public MeterFilterReply accept(Meter.Id id) {
                                if (id.getName().equals("pixelflux.up")) {
                                    throw new IllegalArgumentException("refused");
                                }
                                return MeterFilterReply.NEUTRAL;
                            }
                        });
        context.getRegistry().bind("meters", registry);

        route("r", STILL + "&captureId=desk", probe);
        probe.nextFrame();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void sendsTheShapeOfTheCursorNotAgainForAnotherSetting() throws Exception {
        route("r", STILL + "&fps=240&cursorEvents=true", probe);
        assertThat(probe.next().body()).isNotNull();
        probe.nextFrame();
        probe.next();

        consumer("r").update(consumer("r").settings().toBuilder().jpegQuality(50).build());

        for (int i = 0; i < 200; i++) {
            Received next = probe.next();
            if (next.isCursor()) {
                assertThat(next.body()).isNull();
            }
        }
    }

    @Test
    void stopsAtOnceFromTheThreadOfTheRoute() throws Exception {
        waitForEverWhenStopping();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        AtomicBoolean once = new AtomicBoolean();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from(STILL)
                                .routeId("r")
                                .process(
                                        e -> {
                                            if (once.compareAndSet(false, true)) {
                                                consumer("r").stop();
                                                stopped.complete(null);
                                            }
                                        });
                    }
                });

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void canBeSuspendedBeforeItsFirstStart() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(STILL).routeId("r").autoStartup(false).process(probe);
                    }
                });
        Throwable a = catchThrowable(() -> context.getRouteController().suspendRoute("r"));
        Throwable b = catchThrowable(() -> consumer("r").suspend());
        assertThat(a).isNull();
        assertThat(b).isNull();
    }

    @Test
    void stopsAtOnceWhenTheExceptionHandlerStopsTheRoute() throws Exception {
        waitForEverWhenStopping();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        context.getRegistry()
                .bind(
                        "handler",
                        new AnyFailureHandler() {
                            @Override
                            public void handleException(String m, Exchange x, Throwable e) {
                                consumer("r").stop();
                                stopped.complete(null);
                            }
                        });
        AtomicBoolean once = new AtomicBoolean();
        route(
                "r",
                BUSY + "&exceptionHandler=#handler",
                e -> {
                    if (once.compareAndSet(false, true)) {
                        throw new IllegalArgumentException("once");
                    }
                });
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(60));
    }

    /** How many exchanges have come when no more come. */
    private long awaitQuiet() {
        AtomicInteger quiet = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            int now = (int) probe.count();
                            return seen.getAndSet(now) == now
                                    ? quiet.incrementAndGet() > 4
                                    : quiet.getAndSet(0) > 4;
                        });
        return seen.get();
    }

    @Test
    void goesOnAfterAnErrorUnderTheDefaultErrorHandler() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        route(
                "r",
                BUSY,
                e -> {
                    if (once.compareAndSet(false, true)) {
                        throw new StackOverflowError("once");
                    }
                    probe.process(e);
                });
        await().untilAsserted(() -> assertThat(probe.count()).isGreaterThan(20));
    }

    /** A region that the new display has no room for can be changed only by stopping the route. */
    @Test
    void takesAnUpdateWhileReconnecting() throws Exception {
        route("r", STILL, probe);
        probe.nextFrame();
        loseByResume("r");

        assertThat(
                        catchThrowable(
                                () ->
                                        template.sendBody(
                                                "pixelflux:screen?operation=update",
                                                Map.of("width", 100))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reconnectDelay=soon", "reconnectMaxDelay=soon"})
    void saysWhatIsAllowedForADelay(String option) {
        Throwable thrown =
                catchThrowable(() -> context.getEndpoint("pixelflux:synthetic?" + option));

        assertThat(thrown).hasMessageContaining("soon").hasMessageContaining("allowed");
    }

    @Test
    void takesAFirstDelayThatIsLongerThanTheDefaultOfTheLongest() {
        assertThat(
                        catchThrowable(
                                () -> context.getEndpoint("pixelflux:synthetic?reconnectDelay=5s")))
                .isNull();
    }
}
