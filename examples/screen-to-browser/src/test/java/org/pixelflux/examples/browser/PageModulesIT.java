// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pixelflux.examples.browser.Chromium.Tab;

/** The page's modules one by one, by tests in their own language. */
class PageModulesIT {

    @TestFactory
    Stream<DynamicTest> modules() throws Exception {
        String script;
        try (InputStream in = PageModulesIT.class.getResourceAsStream("/page-modules-test.js")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<?> outcomes;
        try (BrowserServer server =
                        new BrowserServer(
                                FreePort.find(), "pixelflux:synthetic?width=640&height=100");
                Chromium chromium = new Chromium()) {
            server.start();
            try (Tab page = chromium.open(server.url())) {
                outcomes = (List<?>) page.runAsync(script);
            }
        }
        assertThat(outcomes).hasSizeGreaterThan(10);
        return outcomes.stream().map(outcome -> toTest((Map<?, ?>) outcome));
    }

    private static DynamicTest toTest(Map<?, ?> outcome) {
        return DynamicTest.dynamicTest(
                (String) outcome.get("name"), () -> assertThat(outcome.get("failure")).isNull());
    }
}
