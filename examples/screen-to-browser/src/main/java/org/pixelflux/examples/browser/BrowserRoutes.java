// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.examples.commandline.RouteTimer;
import org.pixelflux.examples.viewer.Screen;
import org.pixelflux.examples.viewer.Screens;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayStripe;

/** The route of the capture, which gives its stripes to those who look at the page. */
final class BrowserRoutes extends RouteBuilder implements Screens {

    private static final String CAPTURE = "capture";
    private static final String CAPTURING = "CAPTURING";
    private static final String UPDATE = "pixelflux:screen?operation=update&captureId=" + CAPTURE;

    /** For the fastest page to take what it was sent. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final String captureUri;
    private volatile Relay relay;
    private volatile Screen screen;
    private volatile ProducerTemplate producer;

    BrowserRoutes(String captureUri) {
        this.captureUri = captureUri;
    }

    @Override
    public void configure() {
        producer = getContext().createProducerTemplate();
        relay = new Relay(this::requestKeyFrame, RouteTimer.of(getContext(), "key-frames"));
        screen = new CapturedScreen(relay, this::isCapturing, System::nanoTime);

        from(captureUri)
                .routeId(CAPTURE)
                .startupOrder(3)
                // The page draws no cursor of its own.
                .filter(header(PixelfluxConstants.TYPE).isNotEqualTo("cursor"))
                .convertBodyTo(RelayStripe.class)
                .process(
                        exchange -> relay.publish(exchange.getMessage().getBody(RelayStripe.class)))
                .filter(header(PixelfluxConstants.LAST_OF_FRAME))
                .process(exchange -> relay.awaitRoom(PATIENCE));
    }

    /** The one that there is, whatever a page calls it. */
    @Override
    public Optional<Screen> find(String session) {
        return Optional.of(screen);
    }

    @Override
    public void update(String session, Map<String, Object> options) {
        producer.sendBody(UPDATE, options);
    }

    /** While there is no capture there is nothing to ask: it begins with a whole picture. */
    private void requestKeyFrame() {
        consumer().ifPresent(PixelfluxConsumer::requestKeyFrame);
    }

    private boolean isCapturing() {
        return consumer().filter(consumer -> consumer.getCondition().equals(CAPTURING)).isPresent();
    }

    private Optional<PixelfluxConsumer> consumer() {
        Route route = getContext().getRoute(CAPTURE);
        return route != null && route.getConsumer() instanceof PixelfluxConsumer consumer
                ? Optional.of(consumer)
                : Optional.empty();
    }
}
