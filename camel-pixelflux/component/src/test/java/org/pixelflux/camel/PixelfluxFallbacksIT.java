// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.XvfbDisplay;

/** An operator learns what a capture does without. */
class PixelfluxFallbacksIT extends PixelfluxDisplayTestSupport {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        camel.getRegistry().bind("meters", registry);
        return camel;
    }

    @Test
    void areNoneWithAGoodServer() throws Exception {
        route("screen", screen(), probe);
        probe.nextFrame();

        assertThat(registry.get("pixelflux.fallbacks").gauge().value()).isZero();
    }

    @Test
    void areCountedAndNamed() throws Exception {
        display.close();
        display = XvfbDisplay.start(640, 480, display.name(), "-extension", "DAMAGE");
        route("screen", screen(), probe);
        probe.nextFrame();

        assertThat(registry.get("pixelflux.fallbacks").gauge().value()).isEqualTo(1);
        assertThat(CaptureStatus.of(consumer("screen")).get("fallbacks").toString())
                .contains("DAMAGE")
                .contains("uses CPU even when nothing changes");
    }
}
