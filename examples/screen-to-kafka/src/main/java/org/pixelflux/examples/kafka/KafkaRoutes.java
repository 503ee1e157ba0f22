// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.camel.RouteTimer;
import org.pixelflux.examples.records.KeyFrameHeaders;
import org.pixelflux.examples.records.StripeHeaders;
import org.pixelflux.examples.records.StripeTopics;
import org.pixelflux.examples.records.TopicContent;
import org.pixelflux.examples.records.TopicReader;
import org.pixelflux.relay.RefreshRequests;

/**
 * The routes: each stripe of a screen becomes a record of the live topic, a key frame also one of
 * the topic of key frames, and requests for key frames are read.
 */
final class KafkaRoutes extends RouteBuilder {

    private static final String CAPTURE = "capture";

    /** After a loss; a stripe that is refused at once would otherwise be sent again without end. */
    private static final int PAUSE_MILLIS = 1000;

    /** At the end: until the capture is interrupted, which may wait for a broker that is away. */
    private static final int END_MILLIS = 500;

    private final String captureUri;
    private final StripeTopics topics;
    private final String session;
    private final long lastEpoch;

    /**
     * @param captureUri a pixelflux endpoint
     * @param session names the screen, see {@link StripeHeaders}
     * @param lastEpoch the same
     */
    KafkaRoutes(String captureUri, StripeTopics topics, String session, long lastEpoch) {
        this.captureUri = captureUri;
        this.topics = topics;
        this.session = session;
        this.lastEpoch = lastEpoch;
    }

    @Override
    public void configure() throws Exception {
        getContext().getExecutorServiceManager().setShutdownAwaitTermination(END_MILLIS);
        topics.bind(getContext());
        onException(Exception.class).handled(true).process(this::lost).delay(PAUSE_MILLIS);

        from(captureUri)
                .routeId(CAPTURE)
                .filter(header(PixelfluxConstants.CODEC).isNotNull())
                .process(new StripeHeaders(session, lastEpoch))
                .to(topics.liveUri())
                .filter(header(PixelfluxConstants.KEY_FRAME))
                .process(new KeyFrameHeaders())
                .to(topics.keyFramesUri());

        getContext().addService(requests());
    }

    /** Reads requests for a key frame of the session; all of them get the same one. */
    private TopicReader requests() {
        RefreshRequests requests =
                new RefreshRequests(
                        since -> requestKeyFrame(), RouteTimer.of(getContext(), "key-frames"));
        return new TopicReader(
                getContext(),
                "requests",
                topics,
                consumer -> {
                    consumer.assign(TopicContent.partitions(consumer, topics.control()));
                    consumer.seekToEnd(consumer.assignment());
                },
                record -> {
                    if (session.equals(record.key())) {
                        requests.request(null);
                    }
                });
    }

    /** H.264 stripes of the rows that are missing now would decode to a wrong picture. */
    private void lost(Exchange exchange) {
        if (!getContext().isStarted()) {
            // The program is ending, and that cut the stripe off.
            return;
        }
        Message stripe = exchange.getMessage();
        log.warn(
                "lost y={} of frame {}, the next frame will be whole: {}",
                stripe.getHeader(PixelfluxConstants.Y),
                stripe.getHeader(PixelfluxConstants.FRAME_ID),
                reason(exchange));
        requestKeyFrame();
    }

    private void requestKeyFrame() {
        Route route = getContext().getRoute(CAPTURE);
        if (route != null && route.getConsumer() instanceof PixelfluxConsumer consumer) {
            consumer.requestKeyFrame();
        }
    }

    private static String reason(Exchange exchange) {
        Throwable reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason.getMessage();
    }
}
