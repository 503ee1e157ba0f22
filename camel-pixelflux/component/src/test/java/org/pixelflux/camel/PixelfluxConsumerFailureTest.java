// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.SupervisingRouteController;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.PixelfluxException;
import org.pixelflux.Source;
import org.pixelflux.camel.StripeProbe.Received;

@Tag("camel-versions")
class PixelfluxConsumerFailureTest extends PixelfluxTestSupport {

    /** X servers take the lowest free number, so none has this one. */
    private static final String ABSENT = ":47110";

    private static final String NO_DISPLAY = "pixelflux:screen?display=" + ABSENT;

    private final StripeProbe probe = new StripeProbe();
    private final RecordingExceptionHandler handler = new RecordingExceptionHandler();

    @Test
    void failsTheStartOfTheRouteForAnUnknownDisplay() {
        Throwable thrown = catchThrowable(() -> route("screen", NO_DISPLAY, probe));

        assertDisplayError(thrown);
        assertThat(context.getRouteController().getRouteStatus("screen").isStarted()).isFalse();
    }

    @Test
    void failsTheStartOfTheContextForAnUnknownDisplay() throws Exception {
        context.stop();
        route("screen", NO_DISPLAY, probe);

        Throwable thrown = catchThrowable(context::start);

        assertDisplayError(thrown);
        assertThat(context.getStatus().isStarted()).isFalse();
    }

    @Test
    void isDownWhenTheDisplayIsUnknown() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(NO_DISPLAY).routeId("screen").autoStartup(false).process(probe);
                    }
                });
        PixelfluxConsumer consumer = consumer("screen");

        assertThat(catchThrowable(() -> context.getRouteController().startRoute("screen")))
                .isNotNull();

        HealthCheck.Result health = consumer.getHealthCheck().call();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertDisplayError(health.getError().orElseThrow());
        assertThat(health.getDetails())
                .containsEntry(PixelfluxHealthCheck.RETRYABLE, true)
                .containsEntry(PixelfluxHealthCheck.ERROR_CODE, "DISPLAY");
    }

    @Test
    void leavesTheRetriesToTheSupervisingRouteController() throws Exception {
        context.stop();
        SupervisingRouteController supervisor = context.getRouteController().supervising();
        supervisor.setInitialDelay(10);
        supervisor.setBackOffDelay(10);
        supervisor.setBackOffMaxAttempts(2);
        route("screen", NO_DISPLAY, probe);

        context.start();

        await().untilAsserted(
                        () ->
                                assertThat(supervisor.getExhaustedRoutes())
                                        .extracting(Route::getRouteId)
                                        .containsExactly("screen"));
        assertDisplayError(supervisor.getRestartException("screen"));
    }

    @Test
    void handsAnExceptionOfTheRouteToTheHandlerAndGoesOn() throws Exception {
        context.getRegistry().bind("handler", handler);
        AtomicInteger exchanges = new AtomicInteger();
        IllegalStateException mistake = new IllegalStateException("a mistake of the route");
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from(BUSY + "&exceptionHandler=#handler")
                                .routeId("failing")
                                .process(
                                        exchange -> {
                                            if (exchanges.incrementAndGet() == 3) {
                                                throw mistake;
                                            }
                                        })
                                .process(probe);
                    }
                });

        for (int i = 0; i < 12; i++) {
            probe.next();
        }
        assertThat(handler.handled()).hasSize(1);
        assertThat(handler.handled().get(0).cause()).isSameAs(mistake);
        assertThat(handler.handled().get(0).exchange()).isNotNull();
        assertThat(consumer("failing").getHealthCheck().call().getState())
                .as("the capture is not to blame")
                .isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void goesOnAfterEveryStripeOfAFrameHasFailed() throws Exception {
        context.getRegistry().bind("handler", handler);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY + "&exceptionHandler=#handler")
                                .filter(header(PixelfluxConstants.FRAME_ID).isLessThan(2))
                                .throwException(new IllegalArgumentException("not these"))
                                .end()
                                .process(probe);
                    }
                });

        Received first = probe.next();

        assertThat(first.frameId()).isEqualTo(2);
        assertThat(handler.handled())
                .hasSizeGreaterThanOrEqualTo(2 * 4)
                .allMatch(handled -> handled.cause() instanceof IllegalArgumentException);
    }

    @Test
    void bridgesItsErrorsToTheErrorHandlerOfTheRoute() throws Exception {
        List<Throwable> caught = bridgedRoute("b", STILL, probe);
        probe.nextFrame();
        PixelfluxEndpoint endpoint = (PixelfluxEndpoint) consumer("b").getEndpoint();
        context.getRouteController().suspendRoute("b");
        endpoint.getConfiguration().setSource(Source.SCREEN);
        endpoint.getConfiguration().setDisplay(ABSENT);

        context.getRouteController().resumeRoute("b");

        await().untilAsserted(() -> assertThat(caught).hasSize(1));
        assertDisplayError(caught.get(0));
    }

    @Test
    void tellsAFailedResumeToTheHandlerAndIsDownUntilOneSucceeds() throws Exception {
        context.getRegistry().bind("handler", handler);
        route("r", STILL + "&exceptionHandler=#handler", probe);
        probe.nextFrame();
        PixelfluxConfiguration options =
                ((PixelfluxEndpoint) consumer("r").getEndpoint()).getConfiguration();
        context.getRouteController().suspendRoute("r");
        options.setSource(Source.SCREEN);
        options.setDisplay(ABSENT);

        context.getRouteController().resumeRoute("r");

        await().untilAsserted(() -> assertThat(handler.handled()).hasSize(1));
        assertDisplayError(handler.handled().get(0).cause());
        HealthCheck.Result health = healthOfTheRoute("r");
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertDisplayError(health.getError().orElseThrow());

        options.setSource(Source.SYNTHETIC);
        context.getRouteController().suspendRoute("r");
        context.getRouteController().resumeRoute("r");

        StripeProbe.assertWholePicture(probe.nextFrame());
        await().until(() -> healthOfTheRoute("r").getState() == HealthCheck.State.UP);
    }

    @Test
    void doesNotComplainOfAnExchangeThatItsOwnStopInterrupts() throws Exception {
        context.getRegistry().bind("handler", handler);
        context.getShutdownStrategy().setTimeout(1);
        context.getExecutorServiceManager().setShutdownAwaitTermination(100);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        route(
                "r",
                STILL + "&exceptionHandler=#handler",
                exchange -> {
                    reader.complete(Thread.currentThread());
                    never.await();
                });
        Thread thread = reader.get(60, TimeUnit.SECONDS);

        context.getRouteController().stopRoute("r");

        await().until(() -> !thread.isAlive());
        assertThat(handler.handled()).isEmpty();
    }

    /** What the context's repository of consumer checks says. */
    private HealthCheck.Result healthOfTheRoute(String id) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        return HealthCheckHelper.invoke(context, "consumer:" + id, Map.of()).orElseThrow();
    }

    /** Checks that {@code thrown} is or was caused by the error for {@link #ABSENT}. */
    private static void assertDisplayError(Throwable thrown) {
        PixelfluxException cause = ObjectHelper.getException(PixelfluxException.class, thrown);
        assertThat(cause).as("cause of %s", thrown).isNotNull().hasMessageContaining(ABSENT);
        assertThat(cause.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
        assertThat(cause.isRetryable()).isTrue();
    }
}
