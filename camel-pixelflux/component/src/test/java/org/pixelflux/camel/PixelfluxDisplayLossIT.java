// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Test;
import org.pixelflux.PixelfluxException;
import org.pixelflux.camel.RecordingExceptionHandler.Handled;
import org.pixelflux.support.XvfbDisplay;

/** The X server ends while a route captures it that is not to reconnect. */
class PixelfluxDisplayLossIT extends PixelfluxDisplayTestSupport {

    private static final String LOST = "&reconnect=false";

    @Test
    void goesToTheExceptionHandlerAndTurnsTheHealthDown() throws Exception {
        route("screen", screen() + LOST + "&exceptionHandler=#handler", probe);
        assertWholePicture(probe.nextFrame());
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);

        display.kill();

        await().untilAsserted(() -> assertThat(handler.handled()).hasSize(1));
        Handled handled = handler.handled().get(0);
        assertIsLoss(handled.cause());
        assertThat(handled.exchange()).isNull();
        HealthCheck.Result health = health();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.getError()).containsSame(handled.cause());
        assertThat(health.getDetails())
                .containsEntry(PixelfluxHealthCheck.RETRYABLE, true)
                .containsEntry(PixelfluxHealthCheck.ERROR_CODE, "DISPLAY");
        assertThat(consumer("screen").isCapturing()).isFalse();
    }

    @Test
    void goesToTheErrorHandlerOfTheRouteWhenBridged() throws Exception {
        List<Throwable> caught = bridgedRoute("screen", screen() + LOST, probe);
        assertWholePicture(probe.nextFrame());

        display.kill();

        await().untilAsserted(() -> assertThat(caught).hasSize(1));
        assertIsLoss(caught.get(0));
    }

    @Test
    void stopsAtOnceWhenTheServerHangs() throws Exception {
        route("screen", screen() + LOST + "&captureCursor=true", probe);
        assertWholePicture(probe.nextFrame());
        display.freeze();
        try {
            // Now the server is asked for pixels.
            consumer("screen").requestKeyFrame();

            waitForEverWhenStopping();
            context.getRouteController().stopRoute("screen");

            assertThat(consumer("screen").isCapturing()).isFalse();
        } finally {
            display.thaw();
        }
    }

    @Test
    void leavesNothingOpen() throws Exception {
        List<String> sockets = sockets();
        route("screen", screen() + LOST + "&exceptionHandler=#handler", probe);
        assertWholePicture(probe.nextFrame());
        assertThat(sockets()).as("the connection to the display").isNotEqualTo(sockets);

        display.kill();

        await().untilAsserted(() -> assertThat(handler.handled()).hasSize(1));
        assertThat(sockets()).isEqualTo(sockets);
    }

    @Test
    void leavesARouteThatCanBeStoppedAndTriedAgain() throws Exception {
        route("screen", screen() + LOST + "&exceptionHandler=#handler", probe);
        assertWholePicture(probe.nextFrame());
        display.kill();
        await().untilAsserted(() -> assertThat(handler.handled()).hasSize(1));

        context.getRouteController().stopRoute("screen");
        Throwable thrown = catchThrowable(() -> context.getRouteController().startRoute("screen"));
        assertIsLoss(ObjectHelper.getException(PixelfluxException.class, thrown));

        try (XvfbDisplay other = XvfbDisplay.start(320, 200)) {
            ((PixelfluxEndpoint) consumer("screen").getEndpoint())
                    .getConfiguration()
                    .setDisplay(other.name());
            context.getRouteController().startRoute("screen");

            assertWholePicture(probe.nextFrame());
            assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
            context.getRouteController().stopRoute("screen");
        }
    }

    private static void assertIsLoss(Throwable cause) {
        assertThat(cause).isInstanceOf(PixelfluxException.class);
        assertThat(((PixelfluxException) cause).code()).isEqualTo(PixelfluxException.Code.DISPLAY);
    }

    /** What the context's repository of consumer checks says of the route. */
    private HealthCheck.Result health() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        return HealthCheckHelper.invoke(context, "consumer:screen", Map.of()).orElseThrow();
    }
}
