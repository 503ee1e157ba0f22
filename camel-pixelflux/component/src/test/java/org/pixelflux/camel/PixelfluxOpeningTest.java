// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureSettings;
import org.pixelflux.FrameReader;

/** Captures that cannot be opened, or whose opening lasts until the test lets it go on. */
class PixelfluxOpeningTest extends PixelfluxTestSupport {

    private final StripeProbe probe = new StripeProbe();
    private final Deque<FrameReader> opened = new ConcurrentLinkedDeque<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile RuntimeException failure;

    @BeforeEach
    void openByThisTest() throws Exception {
        context.getComponent("pixelflux", PixelfluxComponent.class).opener(this::open);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(STILL + "&captureId=desk&reconnectDelay=1&reconnectMaxDelay=1")
                                .routeId("r")
                                .autoStartup(false)
                                .process(probe);
                    }
                });
        // A caller that waited for a thread that hangs would wait longer than this test may take.
        context.getExecutorServiceManager().setShutdownAwaitTermination(600_000);
    }

    @AfterEach
    void goOn() {
        letGo.countDown();
    }

    private FrameReader open(CaptureSettings settings) {
        if (failure != null) {
            throw failure;
        }
        if (hangs) {
            hanging.countDown();
            SupervisedCaptureTest.awaitQuietly(letGo);
        }
        FrameReader capture = FrameReader.open(settings);
        opened.add(capture);
        return capture;
    }

    private void start() throws Exception {
        context.getRouteController().startRoute("r");
        assertWholePicture(probe.nextFrame());
    }

    /** The exception that is thrown in the end. Returns when the opening hangs. */
    private CompletableFuture<Throwable> whileItHangs(ThrowingCallable call) throws Exception {
        hangs = true;
        CompletableFuture<Throwable> done =
                CompletableFuture.supplyAsync(() -> catchThrowable(call));
        hanging.await();
        return done;
    }

    private void assertStops(CompletableFuture<Throwable> hung, ThrowingCallable stop)
            throws Exception {
        PixelfluxConsumer consumer = consumer("r");
        // On another thread: Camel's locks take no interrupt.
        CompletableFuture<Throwable> stopping =
                CompletableFuture.supplyAsync(() -> catchThrowable(stop));

        assertThat(stopping).succeedsWithin(Duration.ofSeconds(60)).isNull();
        assertThat(consumer.isStarted()).isFalse();
        hung.join();
        letGo.countDown();
        await().until(() -> opened.stream().noneMatch(FrameReader::isRunning));
        assertThat(probe.isEmpty()).isTrue();
    }

    /** The consumer and not the route, since Camel stops no route that it is starting. */
    @Test
    void stopsAtOnceWhileItsStartHangs() throws Exception {
        CompletableFuture<Throwable> start =
                whileItHangs(() -> context.getRouteController().startRoute("r"));

        assertStops(start, () -> consumer("r").stop());
        assertThat(start.join()).hasStackTraceContaining("was stopped while it was opened");
    }

    @Test
    void stopsAtOnceWhileItsResumeHangs() throws Exception {
        start();
        context.getRouteController().suspendRoute("r");

        assertStops(
                whileItHangs(() -> context.getRouteController().resumeRoute("r")),
                () -> context.getRouteController().stopRoute("r"));
    }

    @Test
    void stopsAtOnceWhileAnAttemptToReconnectHangs() throws Exception {
        start();

        assertStops(
                whileItHangs(() -> opened.getLast().close()),
                () -> context.getRouteController().stopRoute("r"));
    }

    @Test
    void stopsWithItsContextWhileAnAttemptToReconnectHangs() throws Exception {
        start();

        assertStops(whileItHangs(() -> opened.getLast().close()), () -> context.stop());
    }

    /** The display is there, but nothing can be captured for a while. */
    @Test
    void comesBackAfterALossOfAnyKind() throws Exception {
        start();
        HealthCheck check = consumer("r").getHealthCheck();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);

        failure = new IllegalArgumentException("the region is larger than the screen");
        opened.getLast().close();
        await().until(() -> consumer("r").failure() == failure);

        HealthCheck.Result lost = check.call();
        assertThat(lost.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(lost.getError()).containsSame(failure);
        assertThat(lost.getDetails()).containsEntry(PixelfluxHealthCheck.RECONNECTING, true);
        assertThat(consumer("r").getStatistics().losses()).isEqualTo(1);
        failure = null;

        assertWholePicture(probe.nextFrame());
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(consumer("r").getStatistics().reconnects()).isEqualTo(1);
    }

    /** An operator who kills a process because its display is away has two troubles. */
    @Test
    void isAliveWhileItIsNotReady() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        route("live", STILL + "&reconnectDelay=1&reconnectMaxDelay=1", probe);
        assertWholePicture(probe.nextFrame());
        failure = new IllegalArgumentException("for now");
        opened.getLast().close();
        await().until(() -> consumer("live").failure() == failure);

        assertThat(HealthCheckHelper.invokeReadiness(context))
                .extracting(HealthCheck.Result::getState)
                .contains(HealthCheck.State.DOWN);
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .extracting(HealthCheck.Result::getState)
                .doesNotContain(HealthCheck.State.DOWN);
        assertThat(consumer("live").getHealthCheck().isLiveness()).isFalse();
    }

    @Test
    void showsInItsHealthThatItsIdIsTaken() throws Exception {
        route("other", STILL + "&captureId=desk", probe);

        Throwable thrown = catchThrowable(() -> context.getRouteController().startRoute("r"));

        HealthCheck.Result health = consumer("r").getHealthCheck().call();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.getError().orElseThrow())
                .hasMessageContaining("captureId: 'desk' is taken by the route other");
        assertThat(thrown).hasStackTraceContaining(health.getError().orElseThrow().getMessage());
        assertThat(consumer("r").getLastError()).contains("captureId: 'desk'");
        Map<?, ?> status =
                template.requestBody(
                        "pixelflux:synthetic?operation=status&captureId=desk", null, Map.class);
        assertThat(status.get("routeId")).as("whose id it is").isEqualTo("other");
    }

    @Test
    void takesALossWhileItIsPausedForOne() throws Exception {
        start();
        consumer("r").pauseCapture();
        failure = new IllegalArgumentException("for now");
        opened.getLast().close();
        consumer("r").resumeCapture();
        await().until(() -> consumer("r").failure() == failure);
        consumer("r").pauseCapture();
        failure = null;

        await().until(() -> consumer("r").getCondition().equals("PAUSED"));
        assertThat(consumer("r").failure()).isNull();
        consumer("r").resumeCapture();
        assertThat(probe.nextFrame().get(0).frameId()).isZero();
    }
}
