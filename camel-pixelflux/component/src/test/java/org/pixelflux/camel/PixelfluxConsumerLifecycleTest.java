// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.StripeProbe.Received;

/** Starting, stopping, suspending and resuming. None of these may wait for a stripe. */
@Tag("camel-versions")
class PixelfluxConsumerLifecycleTest extends PixelfluxTestSupport {

    private final StripeProbe probe = new StripeProbe();

    @Test
    void stopsWhileWaitingForAChange() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        waitForEverWhenStopping();
        context.getRouteController().stopRoute("still");

        assertNoConsumerThreadIsLeft();
    }

    @Test
    void stopsWithTheContextWhileDelivering() throws Exception {
        route("busy", BUSY, probe);
        route("still", STILL, probe);
        probe.nextFrame();

        waitForEverWhenStopping();
        context.stop();

        assertNoConsumerThreadIsLeft();
    }

    @Test
    void startsAgainWithTheWholePicture() throws Exception {
        route("still", STILL, probe);
        for (int start = 0; start < 3; start++) {
            assertBeginsAnew(probe.nextFrame());
            context.getRouteController().stopRoute("still");
            assertThat(probe.isEmpty()).isTrue();
            context.getRouteController().startRoute("still");
        }
    }

    @Test
    void deliversNothingWhileSuspended() throws Exception {
        route("busy", BUSY, probe);
        probe.nextFrame();

        context.getRouteController().suspendRoute("busy");

        assertThat(context.getRouteController().getRouteStatus("busy"))
                .isEqualTo(ServiceStatus.Suspended);
        assertThat(consumer("busy").isCapturing()).as("a capture costs CPU").isFalse();
        StripeProbe clock = new StripeProbe();
        route("clock", BUSY, clock);
        // A stripe that was on its way when the route was suspended has arrived after a frame.
        clock.nextFrame();
        long suspended = probe.count();
        for (int frame = 0; frame < 60; frame++) {
            clock.nextFrame();
        }
        assertThat(probe.count()).isEqualTo(suspended);
    }

    @Test
    void resumesWithTheWholePicture() throws Exception {
        route("still", STILL + "&mode=h264", probe);
        for (int resume = 0; resume < 3; resume++) {
            assertBeginsAnew(probe.nextFrame());
            context.getRouteController().suspendRoute("still");
            assertThat(probe.isEmpty()).isTrue();
            context.getRouteController().resumeRoute("still");
            await().until(() -> consumer("still").isCapturing());
        }
    }

    /** As JMX and route policies do it: Camel starts a suspended service without a stop before. */
    @Test
    void startedWhileSuspendedItResumes() throws Exception {
        route("still", STILL, probe);
        assertBeginsAnew(probe.nextFrame());
        PixelfluxConsumer consumer = consumer("still");

        consumer.suspend();
        consumer.start();

        assertBeginsAnew(probe.nextFrame());
        context.getRouteController().stopRoute("still");
        assertNoConsumerThreadIsLeft();
    }

    @Test
    void resumesInTheMiddleOfDelivering() throws Exception {
        route("busy", BUSY, probe);
        probe.nextFrame();

        context.getRouteController().suspendRoute("busy");
        context.getRouteController().resumeRoute("busy");

        long frameId = 1;
        for (Received stripe = probe.next(); stripe.frameId() != 0; stripe = probe.next()) {
            assertThat(stripe.frameId()).isGreaterThanOrEqualTo(frameId);
            frameId = stripe.frameId();
        }
        assertThat(probe.nextFrame().get(0).frameId()).isZero();
    }

    /** Without this the picture would lack its lower half for as long as the route is suspended. */
    @Test
    void finishesTheFrameWhenSuspended() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        route(
                "still",
                STILL,
                exchange -> {
                    probe.process(exchange);
                    inTheMiddle.countDown();
                    assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                });
        assertThat(inTheMiddle.await(60, TimeUnit.SECONDS)).isTrue();
        // Not the route: that would wait for the exchange which is on its way.
        consumer("still").suspend();
        assertThat(consumer("still").isCapturing()).isFalse();
        assertThat(consumer("still").getPendingExchangesSize()).isEqualTo(1);
        goOn.countDown();

        assertBeginsAnew(probe.nextFrame());
        await().until(() -> consumer("still").getPendingExchangesSize() == 0);
        consumer("still").resume();
        assertBeginsAnew(probe.nextFrame());
    }

    /** Camel counts exchanges, and between two of a frame there is none. */
    @Test
    void waitsForTheEndOfTheFrameWhenItsRouteIsSuspended() throws Exception {
        for (int i = 0; i < 5; i++) {
            route("busy" + i, BUSY, probe);
            probe.next();

            context.getRouteController().suspendRoute("busy" + i);

            List<Received> last = List.of();
            while (!probe.isEmpty()) {
                last = List.of(probe.next());
            }
            assertThat(last).allMatch(Received::lastOfFrame);
            context.getRouteController().stopRoute("busy" + i);
        }
    }

    @Test
    void stopsAndStartsAfterASuspension() throws Exception {
        route("still", STILL, probe);
        assertBeginsAnew(probe.nextFrame());
        context.getRouteController().suspendRoute("still");

        context.getRouteController().stopRoute("still");
        assertNoConsumerThreadIsLeft();
        context.getRouteController().startRoute("still");

        assertBeginsAnew(probe.nextFrame());
    }

    @Test
    void ignoresAKeyFrameRequestWhileNothingIsCaptured() throws Exception {
        route("still", STILL, probe);
        assertBeginsAnew(probe.nextFrame());
        PixelfluxConsumer consumer = consumer("still");

        context.getRouteController().suspendRoute("still");
        consumer.requestKeyFrame();
        context.getRouteController().resumeRoute("still");
        assertBeginsAnew(probe.nextFrame());
        context.getRouteController().stopRoute("still");
        consumer.requestKeyFrame();

        assertThat(probe.isEmpty()).isTrue();
    }

    @Test
    void takesAKeyFrameRequestAtAnyTime() throws Exception {
        route("still", STILL, probe);
        PixelfluxConsumer consumer = consumer("still");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> requests =
                CompletableFuture.runAsync(
                        () -> {
                            while (!done.get()) {
                                consumer.requestKeyFrame();
                            }
                        });

        for (int i = 0; i < 200; i++) {
            consumer.suspend();
            consumer.resume();
        }
        done.set(true);

        assertThat(requests).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void tellsItsHealth() throws Exception {
        route("still", STILL, probe);
        HealthCheck check = consumer("still").getHealthCheck();
        assertThat(check.getId()).isEqualTo("consumer:still");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);

        context.getRouteController().suspendRoute("still");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UNKNOWN);

        context.getRouteController().resumeRoute("still");
        await().until(() -> check.call().getState() == HealthCheck.State.UP);

        context.getRouteController().stopRoute("still");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UNKNOWN);
    }

    @Test
    void tellsNoHealthWhenTheComponentSaysSo() throws Exception {
        context.getComponent("pixelflux", PixelfluxComponent.class)
                .setHealthCheckConsumerEnabled(false);
        route("still", STILL, probe);

        HealthCheck.Result result = consumer("still").getHealthCheck().call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UNKNOWN);
        assertThat(result.getMessage()).hasValue("Disabled");
    }

    private static void assertBeginsAnew(List<Received> frame) {
        assertWholePicture(frame);
        assertThat(frame.get(0).frameId()).isZero();
    }

    private void assertNoConsumerThreadIsLeft() {
        String prefix = "Camel (" + context.getName() + ") thread #";
        await().untilAsserted(
                        () ->
                                assertThat(Thread.getAllStackTraces().keySet())
                                        .extracting(Thread::getName)
                                        .noneMatch(
                                                name ->
                                                        name.startsWith(prefix)
                                                                && name.contains("pixelflux:")));
    }
}
