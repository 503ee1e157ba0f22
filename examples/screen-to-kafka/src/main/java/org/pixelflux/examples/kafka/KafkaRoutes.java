// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;

/** The route: each stripe of a screen becomes one record of a topic. */
final class KafkaRoutes extends RouteBuilder {

    private static final String CAPTURE = "capture";

    /** After a loss; a stripe that is refused at once would otherwise be sent again without end. */
    private static final int PAUSE_MILLIS = 1000;

    private final String captureUri;
    private final String kafkaUri;
    private final String session;

    /**
     * @param captureUri a pixelflux endpoint
     * @param kafkaUri where the records go, see {@link StripeTopic#producerUri}
     * @param session names the screen, see {@link StripeHeaders}
     */
    KafkaRoutes(String captureUri, String kafkaUri, String session) {
        this.captureUri = captureUri;
        this.kafkaUri = kafkaUri;
        this.session = session;
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(this::lost).delay(PAUSE_MILLIS);

        from(captureUri)
                .routeId(CAPTURE)
                .filter(header(PixelfluxConstants.TYPE).isNotEqualTo("cursor"))
                .process(new StripeHeaders(session))
                .to(kafkaUri);
    }

    /** H.264 stripes of the rows that are missing now would decode to a wrong picture. */
    private void lost(Exchange exchange) {
        if (!getContext().isStarted()) {
            // The program ends, and the stripe was cut off by that.
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
        if (route.getConsumer() instanceof PixelfluxConsumer consumer) {
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
