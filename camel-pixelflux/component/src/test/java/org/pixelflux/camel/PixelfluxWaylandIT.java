// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.util.List;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.camel.StripeProbe.Received;
import org.pixelflux.support.SwayDisplay;

/** A Wayland compositor that ends and comes back. */
@Timeout(120)
class PixelfluxWaylandIT extends PixelfluxTestSupport {

    private final StripeProbe probe = new StripeProbe();
    private final RecordingExceptionHandler handler = new RecordingExceptionHandler();
    private SwayDisplay display;

    @BeforeEach
    void startCompositor() {
        display = SwayDisplay.start(640, 480);
        context.getRegistry().bind("handler", handler);
    }

    @AfterEach
    void stopCompositor() {
        display.close();
    }

    @Test
    void capturesAgainWhenTheCompositorIsBack() throws Exception {
        String uri = "pixelflux:wayland?display=" + display.name() + "&exceptionHandler=#handler";
        route("screen", uri, probe);
        assertWholePicture(probe.nextFrame());
        HealthCheck check = consumer("screen").getHealthCheck();

        display.kill();
        await().until(() -> consumer("screen").getCondition().equals("RECONNECTING"));
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        await().untilAsserted(() -> assertThat(handler.handled()).hasSize(1));
        probe.clear();

        display.restart();
        List<Received> frame = probe.nextFrame();

        assertWholePicture(frame);
        assertThat(frame.get(0).frameId()).isZero();
        assertThat(consumer("screen").getStatistics().reconnects()).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP));
    }
}
