// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.pixelflux.CaptureMode;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.camel.Delivery;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.camel.PixelfluxEndpoint;
import org.pixelflux.camel.RouteRefreshSource;
import org.pixelflux.camel.RouteTimer;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayStripe;

/**
 * The route of one capture, whose stripes go to everybody who looks at the page. Add it to the
 * Camel context and pass it to the {@link ViewerRoutes} as the screens that there are.
 *
 * <p>The route's id is {@link #ID} and its startup order 3; a context can have one such route.
 * After each frame it waits up to 250 ms for the fastest viewer, so that the capture encodes no
 * frames that nobody could take.
 */
public final class CaptureRoute extends RouteBuilder implements Screens {

    /** The id of the route, and so the capture that the producer's {@code captureId} names. */
    public static final String ID = "capture";

    private static final String CAPTURING = "CAPTURING";
    private static final String MIXED = CaptureMode.MIXED.optionValue();
    private static final String UPDATE = "pixelflux:screen?operation=update&captureId=" + ID;

    /** How long the fastest page has to take what it was sent. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final String captureUri;

    /** Null until Camel has configured the route. */
    private volatile @Nullable Screen screen;

    private volatile @Nullable ProducerTemplate producer;

    /**
     * @param captureUri a pixelflux endpoint, such as {@code pixelflux:screen?mode=h264}. It has
     *     delivery=frame and wireHeader=1 if it says nothing else; the page reads no other header
     */
    public CaptureRoute(String captureUri) {
        this.captureUri = captureUri;
    }

    /**
     * @throws IllegalArgumentException if the endpoint delivers what the page cannot draw
     */
    @Override
    public void configure() {
        producer = getContext().createProducerTemplate();
        RouteRefreshSource capture = new RouteRefreshSource(getContext(), ID);
        Relay relay = new Relay(capture, RouteTimer.of(getContext(), "key-frames"));
        screen =
                new CapturedScreen(
                        relay,
                        () -> isCapturing(capture),
                        () -> capture.consumer().map(PixelfluxConsumer::description),
                        () -> capture.consumer().map(PixelfluxConsumer::counters),
                        System::nanoTime);

        String uri = withDefaults(captureUri);
        if (getContext().getEndpoint(uri) instanceof PixelfluxEndpoint endpoint) {
            requireDrawable(endpoint);
        }
        from(uri)
                .routeId(ID)
                .startupOrder(3)
                // The page draws no cursor of its own.
                .filter(header(PixelfluxConstants.CODEC).isNotNull())
                .process(exchange -> publish(exchange.getMessage(), relay))
                .filter(CaptureRoute::endsFrame)
                .process(exchange -> relay.awaitRoom(PATIENCE));
    }

    /**
     * Returns the only screen, whatever name a page asks for; empty until Camel has configured the
     * route.
     */
    @Override
    public Optional<Screen> find(@Nullable String session) {
        return Optional.ofNullable(screen);
    }

    @Override
    public void update(@Nullable String session, Map<String, Object> options) {
        ProducerTemplate ready = producer;
        if (ready == null) {
            throw new IllegalStateException("the route '" + ID + "' is not configured yet");
        }
        ready.sendBody(UPDATE, options);
    }

    /**
     * An exchange a frame, whatever the mode: only then may a viewer switch to every mode. And the
     * wire header that the page reads.
     */
    private static String withDefaults(String captureUri) {
        return withDefault(withDefault(captureUri, "delivery=", "frame"), "wireHeader=", "1");
    }

    private static String withDefault(String uri, String option, String value) {
        return uri.contains(option) ? uri : uri + (uri.contains("?") ? "&" : "?") + option + value;
    }

    /** Changes, pictures and other headers would come to nobody, and the page stay black. */
    private static void requireDrawable(PixelfluxEndpoint endpoint) {
        Delivery delivery = endpoint.getDelivery();
        if (delivery != Delivery.FRAME && delivery != Delivery.STRIPE) {
            throw new IllegalArgumentException(
                    "delivery: "
                            + (delivery == null ? "none" : delivery.optionValue())
                            + " is not possible for a page, allowed frame, stripe; leave the option"
                            + " out");
        }
        String header = endpoint.getConfiguration().getWireHeader();
        if (delivery == Delivery.STRIPE && !header.equals(WireHeader.ONE.optionValue())) {
            throw new IllegalArgumentException(
                    "wireHeader: "
                            + header
                            + " is not possible for a page with delivery=stripe, allowed 1; leave"
                            + " the option out");
        }
    }

    private static void publish(Message message, Relay relay) {
        if (isMixed(message)) {
            relay.publish(message.getBody(RelayFrame.class));
        } else if (message.getBody() instanceof List<?> stripes) {
            stripes.forEach(stripe -> relay.publish(of((Stripe) stripe, message)));
        } else {
            relay.publish(message.getBody(RelayStripe.class));
        }
    }

    private static RelayStripe of(Stripe stripe, Message frame) {
        return RelayStripe.of(
                stripe,
                frame.getHeader(PixelfluxConstants.FRAME_WIDTH, Integer.class),
                frame.getHeader(PixelfluxConstants.FRAME_HEIGHT, Integer.class));
    }

    private static boolean isMixed(Message message) {
        return MIXED.equals(message.getHeader(PixelfluxConstants.CODEC));
    }

    private static boolean endsFrame(Exchange exchange) {
        Message message = exchange.getMessage();
        return isMixed(message)
                || message.getBody() instanceof List<?>
                || Boolean.TRUE.equals(message.getHeader(PixelfluxConstants.LAST_OF_FRAME));
    }

    private static boolean isCapturing(RouteRefreshSource capture) {
        return capture.consumer()
                .filter(consumer -> consumer.getCondition().equals(CAPTURING))
                .isPresent();
    }
}
