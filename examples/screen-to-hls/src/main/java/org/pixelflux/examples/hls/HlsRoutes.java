// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.commandline.LocalRoutes;
import org.pixelflux.web.AccessToken;

/** The routes: the capture, and what is served of it on one port of the loopback interface. */
final class HlsRoutes extends LocalRoutes {

    /** How long a segment is. */
    static final double SEGMENT_SECONDS = 1;

    private static final String SCRIPT = "text/javascript";

    /** The npm package hls.js, which Maven has as a jar. */
    private static final String HLS_JS = "/META-INF/resources/webjars/hls.js/%s/dist/%s";

    private static final String HLS_JS_VERSION =
            "/META-INF/maven/org.webjars.npm/hls.js/pom.properties";

    private final String captureUri;
    private final Processor captureFailed;
    private final LivePlaylist playlist = new LivePlaylist(SEGMENT_SECONDS);

    /**
     * @param captureUri a pixelflux endpoint, without what segments need
     * @param token what a client must show; null: nothing
     * @param captureFailed told of the exchange when a segment cannot be kept
     */
    HlsRoutes(int port, String captureUri, AccessToken token, Processor captureFailed) {
        super(
                port,
                token,
                "script-src 'self'; connect-src 'self'; media-src blob:; style-src"
                        + " 'unsafe-inline'");
        this.captureUri = captureUri + (captureUri.contains("?") ? "&" : "?") + segments();
        this.captureFailed = captureFailed;
    }

    private static String segments() {
        return String.format(
                Locale.ROOT,
                "delivery=segment&segmentFormat=cmaf&segmentLive=true&segmentDuration=%d",
                Math.round(SEGMENT_SECONDS * 1000));
    }

    @Override
    public void configure() {
        refuseStrangers();
        String page = new String(resource("/hls/index.html"), UTF_8).replace("?QUERY", query());
        serve("/", "text/html; charset=utf-8", page.getBytes(UTF_8), 1);
        serve("/player.js", SCRIPT, resource("/hls/player.js"), 2);
        serve("/hls.js", SCRIPT, hlsJs(), 3);

        from(requests("/live.m3u8", ""))
                .routeId("playlist")
                .startupOrder(4)
                .process(this::servePlaylist);

        from(requests("/video", "&matchOnUriPrefix=true"))
                .routeId("video")
                .startupOrder(5)
                .process(this::serveFile);

        from(captureUri)
                .routeId("capture")
                .startupOrder(6)
                .onException(Exception.class)
                .handled(true)
                .process(captureFailed)
                .end()
                .process(this::takeSegment);
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

    private void servePlaylist(Exchange exchange) {
        String text = playlist.text("video/", query());
        if (text == null) {
            answer(exchange, 503, TEXT, "The first segment has not ended, try later\n");
        } else {
            answer(exchange, 200, "application/vnd.apple.mpegurl", text);
        }
    }

    private void serveFile(Exchange exchange) {
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

    private static byte[] hlsJs() {
        Properties about = new Properties();
        try {
            about.load(new StringReader(new String(resource(HLS_JS_VERSION), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + HLS_JS_VERSION, e);
        }
        String version = about.getProperty("version");
        return resource(String.format(Locale.ROOT, HLS_JS, version, "hls.light.min.js"));
    }
}
