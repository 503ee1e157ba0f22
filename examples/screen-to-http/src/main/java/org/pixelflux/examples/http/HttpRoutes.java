// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.examples.commandline.LoopbackHost;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.BoundedUndertow;

/** The routes: the capture, and what is served of it on one port of the loopback interface. */
final class HttpRoutes extends RouteBuilder {

    private static final String CAPTURE = "capture";
    private static final String CAPTURING = "CAPTURING";

    /** The parameter of a request. */
    private static final String TOKEN = "token";

    private static final String STREAM = "stream.mjpeg";

    /** The most rows that one stripe, and so one JPEG, can have. */
    static final int MOST_ROWS = 4096;

    /** Threads for what is answered at once, beside those that the streams hold. */
    private static final int SPARE_THREADS = 4;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private final int port;
    private final String captureUri;
    private final Processor captureFailed;
    private final NewestFrame frames = new NewestFrame(this::isCapturing);
    private final MjpegStreams streams;
    private final AccessToken token;
    private final byte[] page;

    /**
     * @param token what a client must show; null: nothing
     * @param captureUri a pixelflux endpoint that delivers each frame as one JPEG
     * @param still after so long a picture that stays is sent again
     * @param captureFailed told of the exchange when the frames cannot be served
     */
    HttpRoutes(
            int port,
            String captureUri,
            AccessToken token,
            Duration still,
            Processor captureFailed) {
        this.port = port;
        this.token = token;
        page = page(STREAM + query(token));
        this.captureUri = captureUri;
        this.captureFailed = captureFailed;
        streams = new MjpegStreams(frames, still);
    }

    /** How many clients are being sent the stream. */
    int openStreams() {
        return streams.count();
    }

    @Override
    public void configure() {
        configureServer();
        interceptFrom("undertow:*")
                .choice()
                .when(HttpRoutes::isForeign)
                .process(exchange -> refuse(exchange, "Not under this name\n"))
                .stop()
                .when(this::isStranger)
                .process(exchange -> refuse(exchange, "Not without the token\n"))
                .stop();

        from(serve("/", "")).routeId("page").startupOrder(1).process(this::servePage);

        // Camel would read the whole stream to cache it.
        from(serve("/" + STREAM, "&useStreaming=true"))
                .routeId("stream")
                .startupOrder(2)
                .streamCache("false")
                .process(this::serveStream);

        from(serve("/snapshot.jpg", ""))
                .routeId("snapshot")
                .startupOrder(3)
                .onException(Exception.class)
                .handled(true)
                .process(this::explainNoSnapshot)
                .end()
                .to("pixelflux:screen?operation=snapshot&pictureFormat=jpeg&captureId=" + CAPTURE)
                .process(this::serveSnapshot);

        from(captureUri)
                .routeId(CAPTURE)
                .startupOrder(4)
                .onException(Exception.class)
                .handled(true)
                .process(captureFailed)
                .end()
                .process(this::takeFrame);
    }

    private void configureServer() {
        bindToRegistry("undertow", new BoundedUndertow(MjpegStreams.MOST + SPARE_THREADS));
        getContext()
                .addLifecycleStrategy(
                        new LifecycleStrategySupport() {
                            @Override
                            public void onContextStopping(CamelContext context) {
                                streams.end();
                            }
                        });
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

    private static void refuse(Exchange exchange, String reason) {
        answer(exchange, 403, "text/plain; charset=utf-8", reason);
    }

    private void servePage(Exchange exchange) {
        answer(exchange, 200, "text/html; charset=utf-8", page);
    }

    private boolean isCapturing() {
        Route route = getContext().getRoute(CAPTURE);
        return route != null
                && route.getConsumer() instanceof PixelfluxConsumer consumer
                && consumer.getCondition().equals(CAPTURING);
    }

    private void serveStream(Exchange exchange) {
        if (!frames.isOfNow()) {
            answer(exchange, 503, "text/plain; charset=utf-8", "The screen is away, try later\n");
            return;
        }
        MjpegStream stream = streams.open();
        if (stream == null) {
            answer(exchange, 503, "text/plain; charset=utf-8", "Too many streams\n");
            return;
        }
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange done) {
                                stream.close();
                            }
                        });
        answer(exchange, 200, MjpegStream.CONTENT_TYPE, stream);
    }

    private void serveSnapshot(Exchange exchange) {
        answer(exchange, 200, "image/jpeg", exchange.getMessage().getBody());
    }

    private void explainNoSnapshot(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        answer(exchange, 503, "text/plain; charset=utf-8", cause.getMessage() + "\n");
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

    private void takeFrame(Exchange exchange) {
        Message frame = exchange.getMessage();
        requireOneJpeg(frame.getHeader(PixelfluxConstants.FRAME_HEIGHT, Integer.class));
        frames.set(frame.getBody(byte[].class));
    }

    /**
     * @throws IllegalArgumentException if a picture of so many rows cannot be one JPEG
     */
    static void requireOneJpeg(int rows) {
        if (rows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "height: %d is not possible here, allowed 1..%d",
                            rows,
                            MOST_ROWS));
        }
    }

    /**
     * The query that a client adds to an address, since an img cannot show the token in a fragment.
     */
    static String query(AccessToken token) {
        return token == null ? "" : "?" + TOKEN + "=" + token.text();
    }

    private static byte[] page(String stream) {
        try (InputStream in = HttpRoutes.class.getResourceAsStream("/index.html")) {
            return new String(in.readAllBytes(), UTF_8).replace(STREAM, stream).getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read index.html", e);
        }
    }
}
