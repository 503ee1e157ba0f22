// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.RefreshRequest;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.RouteRefreshSource;
import org.pixelflux.camel.RouteTimer;
import org.pixelflux.examples.records.RecordHeaders;
import org.pixelflux.examples.records.RefreshRecord;
import org.pixelflux.examples.records.ScreenRecords;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.examples.records.TopicContent;
import org.pixelflux.examples.records.TopicReader;
import org.pixelflux.relay.RefreshRequests;
import org.pixelflux.relay.RefreshSource;

/**
 * The routes: each stripe of a screen, or each frame in mode mixed, becomes records of the live
 * topic, a key frame or whole picture also one of the topic of key frames, and requests for what
 * somebody lacks are read.
 */
final class KafkaRoutes extends RouteBuilder {

    private static final String CAPTURE = "capture";

    /** After a loss; what is refused at once would otherwise be sent again without end. */
    private static final int PAUSE_MILLIS = 1000;

    /** At the end: until the capture is interrupted, which may wait for a broker that is away. */
    private static final int END_MILLIS = 500;

    private final String captureUri;
    private final ScreenTopics topics;
    private final String session;
    private final ScreenRecords records;

    /**
     * @param captureUri a pixelflux endpoint with wireHeader=1, which a stripe of a record has
     * @param session the key of the records, which names the screen
     * @param records of this session
     */
    KafkaRoutes(String captureUri, ScreenTopics topics, String session, ScreenRecords records) {
        this.captureUri = captureUri;
        this.topics = topics;
        this.session = session;
        this.records = records;
    }

    @Override
    public void configure() throws Exception {
        getContext().getExecutorServiceManager().setShutdownAwaitTermination(END_MILLIS);
        topics.bind(getContext());
        onException(Exception.class).handled(true).process(this::lost).delay(PAUSE_MILLIS);

        from(captureUri)
                .routeId(CAPTURE)
                .filter(header(PixelfluxConstants.CODEC).isNotNull())
                .process(records::live)
                .to(topics.liveUri())
                .process(records::keyFrames)
                .filter(ScreenRecords::any)
                .to(topics.keyFramesUri());

        getContext().addService(requests());
    }

    /** Reads what is lacked of the session; all get it at once. */
    private TopicReader requests() {
        RefreshRequests requests =
                new RefreshRequests(capture(), RouteTimer.of(getContext(), "key-frames"));
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
                        requests.request(RefreshRecord.request(record));
                    }
                });
    }

    /** H.264 stripes of the rows that are missing now would decode to a wrong picture. */
    private void lost(Exchange exchange) {
        if (!getContext().isStarted()) {
            // The program is ending, and that cut it off.
            return;
        }
        Message message = exchange.getMessage();
        Object frame = message.getHeader(PixelfluxConstants.FRAME_ID);
        if (RecordHeaders.MIXED.equals(message.getHeader(PixelfluxConstants.CODEC))) {
            // The component itself asks for what this frame had.
            log.warn("lost frame {}, a later one brings what it had: {}", frame, reason(exchange));
            return;
        }
        Object y = message.getHeader(PixelfluxConstants.Y);
        log.warn(
                "lost {}frame {}, the next frame will be whole: {}",
                y == null ? "" : "y=" + y + " of ",
                frame,
                reason(exchange));
        capture().request(RefreshRequest.EVERYTHING);
    }

    private RefreshSource capture() {
        return new RouteRefreshSource(getContext(), CAPTURE);
    }

    private String reason(Exchange exchange) {
        return LossReason.of(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), topics);
    }
}
