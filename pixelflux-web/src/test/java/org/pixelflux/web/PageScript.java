// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.pixelflux.web.support.Chromium;

/** The files below {@code page} that run within a page, see harness.js. */
final class PageScript {

    private PageScript() {}

    /**
     * Runs a file, waits for its end, and returns what it returns.
     *
     * @param given what it gets as its only argument
     */
    static Object run(Chromium.Tab page, String file, Map<String, Object> given)
            throws IOException {
        String script = read("harness.js") + read(file);
        return page.run("return (async () => {" + script + "})()", given);
    }

    private static String read(String file) throws IOException {
        try (InputStream in = PageScript.class.getResourceAsStream("/page/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
