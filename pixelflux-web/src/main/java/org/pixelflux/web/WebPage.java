// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers a request for the page from memory. The files are listed here and read once: what a
 * client asks for is only ever looked up among them.
 */
final class WebPage implements Processor {

    private static final List<String> FILES =
            List.of(
                    "index.html",
                    "style.css",
                    "main.js",
                    "ability.js",
                    "areas.js",
                    "awake.js",
                    "clock.js",
                    "connection.js",
                    "coverage.js",
                    "decoders.js",
                    "decoding.js",
                    "faults.js",
                    "film.js",
                    "filmpixels.js",
                    "films.js",
                    "frames.js",
                    "h264.js",
                    "images.js",
                    "intake.js",
                    "jpeg.js",
                    "liveness.js",
                    "mixed.js",
                    "mixedframe.js",
                    "overlay.js",
                    "painter.js",
                    "picture.js",
                    "png.js",
                    "progress.js",
                    "refreshes.js",
                    "retry.js",
                    "statistics.js",
                    "status.js",
                    "switches.js",
                    "trials.js",
                    "view.js",
                    "waiting.js",
                    "wire.js");

    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8");

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private record Asset(String contentType, byte[] bytes) {}

    private final Map<String, Asset> assets = new HashMap<>();

    WebPage() {
        for (String file : FILES) {
            assets.put("/" + file, load(file));
        }
        assets.put("/", assets.get("/index.html"));
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Asset asset = assets.get(message.getHeader(Exchange.HTTP_URI, String.class));
        // What is left in the message would go back to the client as response headers.
        message.removeHeaders("*");
        HEADERS.forEach(message::setHeader);
        if (asset == null) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 404);
            message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
            message.setBody("Not found\n");
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, asset.contentType());
            message.setBody(asset.bytes());
        }
    }

    private static Asset load(String file) {
        String ending = file.substring(file.lastIndexOf('.') + 1);
        String contentType = Objects.requireNonNull(CONTENT_TYPES.get(ending), ending);
        try (InputStream in = WebPage.class.getResourceAsStream("page/" + file)) {
            if (in == null) {
                throw new IllegalStateException("page/" + file + " is missing from the class path");
            }
            return new Asset(contentType, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read page/" + file, e);
        }
    }
}
