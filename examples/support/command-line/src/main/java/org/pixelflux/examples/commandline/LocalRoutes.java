// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.BoundedUndertow;

/**
 * Routes that serve pages and files on one port of the loopback interface, to who shows the token.
 */
public abstract class LocalRoutes extends RouteBuilder {

    /** For whoever reads what was answered. */
    public static final String TEXT = "text/plain; charset=utf-8";

    private static final int THREADS = 8;

    /** The parameter of a request. */
    private static final String TOKEN = "token";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cache-Control",
                    "no-store",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private final int port;
    private final AccessToken token;
    private final String contentPolicy;

    /**
     * @param token what a client must show; null: nothing
     * @param contentPolicy what a page may load, as Content-Security-Policy has it, beside nothing
     */
    protected LocalRoutes(int port, AccessToken token, String contentPolicy) {
        this.port = port;
        this.token = token;
        this.contentPolicy =
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                        + contentPolicy;
    }

    /** To be called before the first route. */
    protected void refuseStrangers() {
        refuseStrangers(THREADS);
    }

    /**
     * The same for routes that keep threads for long.
     *
     * @param threads that serve at a time
     */
    protected void refuseStrangers(int threads) {
        bindToRegistry("undertow", new BoundedUndertow(threads));
        interceptFrom("undertow:*")
                .choice()
                .when(LocalRoutes::isForeign)
                .process(exchange -> answer(exchange, 403, TEXT, "Not under this name\n"))
                .stop()
                .when(this::isStranger)
                .process(exchange -> answer(exchange, 403, TEXT, "Not without the token\n"))
                .stop();
    }

    /** Where requests for a path come from. */
    protected String requests(String path, String options) {
        return String.format(
                Locale.ROOT,
                "undertow:http://127.0.0.1:%d%s?httpMethodRestrict=GET%s",
                port,
                path,
                options);
    }

    /** Serves something that does not change. */
    protected void serve(String path, String contentType, byte[] body, int order) {
        from(requests(path, ""))
                .routeId("path" + order)
                .startupOrder(order)
                .process(exchange -> answer(exchange, 200, contentType, body));
    }

    private static boolean isForeign(Exchange request) {
        return !LoopbackHost.allows(request.getMessage().getHeader("Host", String.class));
    }

    private boolean isStranger(Exchange request) {
        return token != null
                && !token.isShownBy(request.getMessage().getHeader(TOKEN, String.class));
    }

    /** Makes the message an answer; it has no other header afterwards. */
    protected void answer(Exchange exchange, int code, String contentType, Object body) {
        Message message = exchange.getMessage();
        // What is left in the message would go back to the client as response headers.
        message.removeHeaders("*");
        HEADERS.forEach(message::setHeader);
        message.setHeader("Content-Security-Policy", contentPolicy);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }

    /** The query that a client adds to an address. */
    protected String query() {
        return token == null ? "" : "?" + TOKEN + "=" + token.text();
    }

    /** Where a file of these is. */
    public String url(String file) {
        return "http://localhost:" + port + "/" + file + query();
    }

    /** A file of the class path. */
    protected static byte[] resource(String name) {
        try (InputStream in = LocalRoutes.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
