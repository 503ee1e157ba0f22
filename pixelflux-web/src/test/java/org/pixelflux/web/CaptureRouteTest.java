// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class CaptureRouteTest {

    @Test
    void refusesAModeThatThePageCannotDraw() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(
                            () ->
                                    context.addRoutes(
                                            new CaptureRoute("pixelflux:synthetic?mode=mixed")))
                    .hasStackTraceContaining("mode: mixed is not possible here yet");
        }
    }
}
