// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.util.List;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.SupervisingRouteController;
import org.junit.jupiter.api.Test;
import org.pixelflux.PixelfluxException;
import org.pixelflux.camel.StripeProbe.Received;
import org.pixelflux.support.Picture;
import org.pixelflux.support.ProcessResources;

/** The X server ends and comes back, or comes only after the route. */
class PixelfluxReconnectIT extends PixelfluxDisplayTestSupport {

    private static final String HANDLED = "&exceptionHandler=#handler";

    /** The time that users are promised after the display is back. */
    @Test
    void capturesAgainWhenTheDisplayIsBack() throws Exception {
        route("screen", screen() + HANDLED, probe);
        assertWholePicture(probe.nextFrame());

        for (int loss = 1; loss <= 3; loss++) {
            display.kill();
            awaitCondition("RECONNECTING");
            int losses = loss;
            await().untilAsserted(() -> assertThat(handler.handled()).hasSize(losses));
            probe.clear();

            startAgain(640, 480);
            List<Received> frame = probe.nextFrame();

            assertWholePicture(frame);
            assertThat(frame.get(0).frameId()).isZero();
            assertThat(consumer("screen").getStatistics().losses()).isEqualTo(loss);
            assertThat(consumer("screen").getStatistics().reconnects()).isEqualTo(loss);
        }
    }

    @Test
    void tellsItsHealthMeanwhile() throws Exception {
        route("screen", screen() + HANDLED, probe);
        assertWholePicture(probe.nextFrame());
        HealthCheck check = consumer("screen").getHealthCheck();

        display.kill();
        awaitCondition("RECONNECTING");

        HealthCheck.Result lost = check.call();
        assertThat(lost.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(lost.getError().orElseThrow()).isInstanceOf(PixelfluxException.class);
        assertThat(lost.getDetails()).containsEntry(PixelfluxHealthCheck.RECONNECTING, true);
        startAgain(640, 480);
        await().untilAsserted(
                        () -> assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void followsADisplayThatComesBackWithAnotherSize() throws Exception {
        route("screen", screen() + HANDLED, probe);
        assertWholePicture(probe.nextFrame());

        display.kill();
        awaitCondition("RECONNECTING");
        probe.clear();
        startAgain(320, 200);

        List<Received> frame = probe.nextFrame();
        assertWholePicture(frame);
        assertThat(frame.get(0).header(PixelfluxConstants.FRAME_HEIGHT, Integer.class))
                .isEqualTo(200);
    }

    /**
     * A failure that has nothing to do with the display ends nothing while the capture is tried
     * again.
     */
    @Test
    void waitsForARegionToFitAgain() throws Exception {
        route("screen", screen() + HANDLED + "&width=600&height=400", probe);
        assertWholePicture(probe.nextFrame());

        display.kill();
        awaitCondition("RECONNECTING");
        probe.clear();
        startAgain(320, 200);
        await().until(() -> consumer("screen").failure() instanceof IllegalArgumentException);
        assertThat(consumer("screen").getCondition()).isEqualTo("RECONNECTING");
        display.kill();
        startAgain(640, 480);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void keepsUpdatedSettingsAndAPause() throws Exception {
        route("screen", screen() + HANDLED, probe);
        assertWholePicture(probe.nextFrame());
        PixelfluxConsumer consumer = consumer("screen");
        consumer.update(consumer.settings().toBuilder().jpegQuality(41).build());
        consumer.pauseCapture();
        // Paused, it sleeps without the server; a key frame request does not wake it either.
        display.kill();
        consumer.resumeCapture();
        awaitCondition("RECONNECTING");
        consumer.pauseCapture();
        probe.clear();
        startAgain(640, 480);
        awaitCondition("PAUSED");

        assertThat(consumer.settings().jpegQuality()).isEqualTo(41);
        assertThat(probe.isEmpty()).isTrue();
        consumer.resumeCapture();
        assertWholePicture(probe.nextFrame());
    }

    @Test
    void goesToTheErrorHandlerOfTheRouteWhenBridged() throws Exception {
        List<Throwable> caught = bridgedRoute("screen", screen(), probe);
        assertWholePicture(probe.nextFrame());

        display.kill();
        await().untilAsserted(() -> assertThat(caught).hasSize(1));
        startAgain(640, 480);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void stopsAtOnceWhileTryingAgain() throws Exception {
        route("screen", screen() + HANDLED + "&reconnectDelay=1h&reconnectMaxDelay=1h", probe);
        assertWholePicture(probe.nextFrame());
        display.kill();
        awaitCondition("RECONNECTING");

        waitForEverWhenStopping();
        context.getRouteController().stopRoute("screen");

        assertThat(context.getRouteController().getRouteStatus("screen"))
                .isEqualTo(ServiceStatus.Stopped);
    }

    @Test
    void triesAgainAfterAResumeThatFoundNoDisplay() throws Exception {
        route("screen", screen() + HANDLED, probe);
        assertWholePicture(probe.nextFrame());
        context.getRouteController().suspendRoute("screen");
        display.kill();

        context.getRouteController().resumeRoute("screen");
        awaitCondition("RECONNECTING");
        await().untilAsserted(() -> assertThat(handler.handled()).hasSize(1));
        startAgain(640, 480);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void leavesNothingOpenWhileTryingAgain() throws Exception {
        route("screen", screen() + HANDLED + "&reconnectDelay=1&reconnectMaxDelay=1", probe);
        assertWholePicture(probe.nextFrame());
        List<String> open = sockets();
        display.kill();
        awaitCondition("RECONNECTING");
        await().untilAsserted(() -> assertThat(sockets()).hasSize(open.size() - 1));
        int before = ProcessResources.now().descriptors().size();
        // Long enough for a hundred attempts.
        StripeProbe clock = new StripeProbe();
        route("clock", BUSY, clock);
        for (int frame = 0; frame < 100; frame++) {
            clock.nextFrame();
        }
        context.getRouteController().stopRoute("clock");

        assertThat(ProcessResources.now().descriptors()).hasSizeLessThanOrEqualTo(before + 2);
    }

    /** Camel's supervising route controller, when the display is away at start. */
    @Test
    void startsWhenTheDisplayComesUnderSupervision() throws Exception {
        display.kill();
        context.stop();
        SupervisingRouteController supervisor = context.getRouteController().supervising();
        supervisor.setInitialDelay(1);
        supervisor.setBackOffDelay(50);
        supervisor.setBackOffMaxAttempts(0);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(screen()).routeId("screen").process(probe);
                    }
                });
        context.start();
        await().until(() -> supervisor.getRestartException("screen") != null);
        // Each new attempt begins without a failure.
        await().untilAsserted(
                        () ->
                                assertThat(consumer("screen").failure())
                                        .isInstanceOf(PixelfluxException.class));

        startAgain(640, 480);

        assertWholePicture(probe.nextFrame());
        await().until(() -> supervisor.getRouteStatus("screen").isStarted());
        assertThat(status().get("condition")).isEqualTo("CAPTURING");
    }

    private Map<?, ?> status() {
        return template.requestBody("pixelflux:screen?operation=status", null, Map.class);
    }

    @Test
    void displayThatComesBackIsAWholePicture() throws Exception {
        PictureProbe pictures = new PictureProbe();
        route(
                "screen",
                screen() + "&delivery=picture&exceptionHandler=#handler&reconnectDelay=10",
                pictures);
        assertThat(pictures.next().picture().width()).isEqualTo(640);
        display.close();
        awaitCondition("RECONNECTING");
        startAgain(320, 200);
        Picture picture = pictures.next().picture();
        assertThat(picture.width()).isEqualTo(320);
        awaitCondition("CAPTURING");
    }
}
