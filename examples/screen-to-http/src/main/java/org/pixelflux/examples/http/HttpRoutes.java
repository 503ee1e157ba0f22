// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.examples.commandline.LocalRoutes;
import org.pixelflux.web.AccessToken;

/** The routes: the capture, and what is served of it on one port of the loopback interface. */
final class HttpRoutes extends LocalRoutes {

    private static final String CAPTURE = "capture";
    private static final String CAPTURING = "CAPTURING";

    private static final String STREAM = "stream.mjpeg";

    /** The most rows that one stripe, and so one JPEG, can have. */
    static final int MOST_ROWS = 4096;

    /** Threads for what is answered at once, beside those that the streams hold. */
    private static final int SPARE_THREADS = 4;

    private final String captureUri;
    private final Processor captureFailed;
    private final NewestFrame frames = new NewestFrame(this::isCapturing);
    private final MjpegStreams streams;

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
        super(port, token, "img-src 'self'; style-src 'unsafe-inline'");
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
        String page = new String(resource("/index.html"), UTF_8).replace(STREAM, STREAM + query());
        serve("/", "text/html; charset=utf-8", page.getBytes(UTF_8), 1);

        // Camel would read the whole stream to cache it.
        from(requests("/" + STREAM, "&useStreaming=true"))
                .routeId("stream")
                .startupOrder(2)
                .streamCache("false")
                .process(this::serveStream);

        from(requests("/snapshot.jpg", ""))
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
        refuseStrangers(MjpegStreams.MOST + SPARE_THREADS);
        getContext()
                .addLifecycleStrategy(
                        new LifecycleStrategySupport() {
                            @Override
                            public void onContextStopping(CamelContext context) {
                                streams.end();
                            }
                        });
    }

    private boolean isCapturing() {
        Route route = getContext().getRoute(CAPTURE);
        return route != null
                && route.getConsumer() instanceof PixelfluxConsumer consumer
                && consumer.getCondition().equals(CAPTURING);
    }

    private void serveStream(Exchange exchange) {
        if (!frames.isOfNow()) {
            answer(exchange, 503, TEXT, "The screen is away, try later\n");
            return;
        }
        MjpegStream stream = streams.open();
        if (stream == null) {
            answer(exchange, 503, TEXT, "Too many streams\n");
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
        answer(exchange, 503, TEXT, cause.getMessage() + "\n");
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
}
