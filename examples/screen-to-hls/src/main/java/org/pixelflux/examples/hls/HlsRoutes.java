// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.commandline.LoopbackHost;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.BoundedUndertow;

/** The routes: the capture, and what is served of it on one port of the loopback interface. */
final class HlsRoutes extends RouteBuilder {

    /** How long a segment is. */
    static final double SEGMENT_SECONDS = 1;

    private static final int THREADS = 8;

    /** The parameter of a request. */
    private static final String TOKEN = "token";

    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; connect-src 'self'; media-src blob:;"
                            + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cache-Control",
                    "no-store",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private final int port;
    private final String captureUri;
    private final Processor captureFailed;
    private final AccessToken token;
    private final LivePlaylist playlist = new LivePlaylist(SEGMENT_SECONDS);
    private final byte[] page;

    /**
     * @param captureUri a pixelflux endpoint, without what segments need
     * @param token what a client must show; null: nothing
     * @param captureFailed told of the exchange when a segment cannot be kept
     */
    HlsRoutes(int port, String captureUri, AccessToken token, Processor captureFailed) {
        this.port = port;
        this.captureUri = captureUri + (captureUri.contains("?") ? "&" : "?") + segments();
        this.token = token;
        this.captureFailed = captureFailed;
        page =
                new String(resource("/hls/index.html"), UTF_8)
                        .replace("?QUERY", query(token))
                        .getBytes(UTF_8);
    }

    private static String segments() {
        return String.format(
                Locale.ROOT,
                "delivery=segment&segmentFormat=cmaf&segmentLive=true&segmentDuration=%d",
                Math.round(SEGMENT_SECONDS * 1000));
    }

    @Override
    public void configure() {
        bindToRegistry("undertow", new BoundedUndertow(THREADS));
        interceptFrom("undertow:*")
                .choice()
                .when(HlsRoutes::isForeign)
                .process(exchange -> answer(exchange, 403, TEXT, "Not under this name\n"))
                .stop()
                .when(this::isStranger)
                .process(exchange -> answer(exchange, 403, TEXT, "Not without the token\n"))
                .stop();

        from(serve("/", ""))
                .routeId("page")
                .startupOrder(1)
                .process(exchange -> answer(exchange, 200, "text/html; charset=utf-8", page));
        serveScript("player.js", resource("/hls/player.js"), 2);
        serveScript("hls.js", hlsJs(), 3);

        from(serve("/live.m3u8", "")).routeId("playlist").startupOrder(4).process(this::playlist);

        from(serve("/video", "&matchOnUriPrefix=true"))
                .routeId("video")
                .startupOrder(5)
                .process(this::file);

        from(captureUri)
                .routeId("capture")
                .startupOrder(6)
                .onException(Exception.class)
                .handled(true)
                .process(captureFailed)
                .end()
                .process(this::takeSegment);
    }

    private void serveScript(String name, byte[] script, int order) {
        from(serve("/" + name, ""))
                .routeId(name)
                .startupOrder(order)
                .process(exchange -> answer(exchange, 200, "text/javascript", script));
    }

    private String serve(String path, String options) {
        return String.format(
                Locale.ROOT,
                "undertow:http://127.0.0.1:%d%s?httpMethodRestrict=GET%s",
                port,
                path,
                options);
    }

    private static boolean isForeign(Exchange request) {
        return !LoopbackHost.allows(request.getMessage().getHeader("Host", String.class));
    }

    private boolean isStranger(Exchange request) {
        return token != null
                && !token.isShownBy(request.getMessage().getHeader(TOKEN, String.class));
    }

    private void takeSegment(Exchange exchange) {
        Message segment = exchange.getMessage();
        byte[] bytes = segment.getBody(byte[].class);
        if (segment.getHeader(PixelfluxConstants.SEGMENT_INIT, Boolean.class)) {
            playlist.addInit(bytes);
        } else {
            playlist.add(
                    bytes,
                    segment.getHeader(PixelfluxConstants.SEGMENT_DURATION, Double.class),
                    segment.getHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, Long.class));
        }
    }

    private void playlist(Exchange exchange) {
        String text = playlist.text("video/", query(token));
        if (text == null) {
            answer(exchange, 503, TEXT, "The first segment has not ended, try later\n");
        } else {
            answer(exchange, 200, "application/vnd.apple.mpegurl", text);
        }
    }

    private void file(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        String name = path.substring(path.lastIndexOf('/') + 1);
        byte[] bytes = playlist.file(name);
        if (bytes == null) {
            answer(exchange, 404, TEXT, "No such file, or no longer\n");
        } else {
            String type = name.endsWith(".mp4") ? "video/mp4" : "video/iso.segment";
            answer(exchange, 200, type, bytes);
        }
    }

    private static void answer(Exchange exchange, int code, String contentType, Object body) {
        Message message = exchange.getMessage();
        // What is left in the message would go back to the client as response headers.
        message.removeHeaders("*");
        HEADERS.forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }

    /** The query that a client adds to an address. */
    static String query(AccessToken token) {
        return token == null ? "" : "?" + TOKEN + "=" + token.text();
    }

    /** The player of the npm package hls.js, which Maven has as a jar. */
    private static byte[] hlsJs() {
        String home = "/META-INF/maven/org.webjars.npm/hls.js/pom.properties";
        try (InputStream in = HlsRoutes.class.getResourceAsStream(home)) {
            Properties properties = new Properties();
            properties.load(in);
            String version = properties.getProperty("version");
            return resource(
                    "/META-INF/resources/webjars/hls.js/" + version + "/dist/hls.light.min.js");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home, e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = HlsRoutes.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
