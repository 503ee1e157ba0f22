// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.support.Chromium.Tab;
import org.pixelflux.web.support.SharedChromium;

/**
 * The page's modules one by one, by tests in their own language. They run in the browser, which the
 * tests need anyway.
 */
class PageModulesIT {

    private static PageServer server;
    @RegisterExtension static final SharedChromium chromium = new SharedChromium();
    private static Tab page;

    @BeforeAll
    static void openPage() throws Exception {
        server = new PageServer(FreePort.find(), "pixelflux:synthetic?width=640&height=100");
        server.start();
        // A document without the page's own scripts: what the tests put in their place is theirs.
        page = chromium.open(server.url() + "style.css");
    }

    @AfterAll
    static void closePage() throws Exception {
        page.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> wire() throws Exception {
        return tests("wire.js");
    }

    @TestFactory
    Stream<DynamicTest> mixedFrame() throws Exception {
        return tests("mixedframe.js");
    }

    @TestFactory
    Stream<DynamicTest> progress() throws Exception {
        return tests("progress.js");
    }

    @TestFactory
    Stream<DynamicTest> picture() throws Exception {
        return tests("picture.js");
    }

    @TestFactory
    Stream<DynamicTest> images() throws Exception {
        return tests("images.js");
    }

    @TestFactory
    Stream<DynamicTest> mixed() throws Exception {
        return tests("mixed.js");
    }

    @TestFactory
    Stream<DynamicTest> frames() throws Exception {
        return tests("frames.js");
    }

    @TestFactory
    Stream<DynamicTest> decoders() throws Exception {
        return tests("decoders.js");
    }

    @TestFactory
    Stream<DynamicTest> decoding() throws Exception {
        return tests("decoding.js");
    }

    @TestFactory
    Stream<DynamicTest> painter() throws Exception {
        return tests("painter.js");
    }

    @TestFactory
    Stream<DynamicTest> times() throws Exception {
        return tests("times.js");
    }

    @TestFactory
    Stream<DynamicTest> connection() throws Exception {
        return tests("connection.js");
    }

    @TestFactory
    Stream<DynamicTest> status() throws Exception {
        return tests("status.js");
    }

    @TestFactory
    Stream<DynamicTest> films() throws Exception {
        return tests("films.js");
    }

    @TestFactory
    Stream<DynamicTest> view() throws Exception {
        return tests("view.js");
    }

    @TestFactory
    Stream<DynamicTest> numbers() throws Exception {
        return tests("numbers.js");
    }

    private static Stream<DynamicTest> tests(String file) throws IOException {
        Object outcomes = PageScript.run(page, file, PageVectors.all());
        assertThat(outcomes).asInstanceOf(LIST).isNotEmpty();
        return ((List<?>) outcomes).stream().map(outcome -> toTest((Map<?, ?>) outcome));
    }

    private static DynamicTest toTest(Map<?, ?> outcome) {
        return DynamicTest.dynamicTest(
                (String) outcome.get("name"), () -> assertThat(outcome.get("failure")).isNull());
    }
}
