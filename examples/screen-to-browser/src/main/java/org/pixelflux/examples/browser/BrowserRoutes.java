// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.component.undertow.UndertowConstants;
import org.apache.camel.component.undertow.UndertowConstants.EventType;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.relay.RelayTimer;
import org.pixelflux.relay.Subscription;

/** The routes: the page, the WebSocket that its scripts open, and the capture. All on one port. */
final class BrowserRoutes extends RouteBuilder {

    private static final String CAPTURE = "capture";

    private static final String UPDATE = "pixelflux:screen?operation=update&captureId=" + CAPTURE;

    /** What may wait for a page: some seconds of a moving picture, and more than a whole one. */
    private static final long BYTE_BUDGET = 4 << 20;

    /** For the fastest page to take what it was sent. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Longer texts no page has a reason to send. */
    private static final int MOST_TEXT = 1000;

    private final ViewerAccess access;
    private final String captureUri;
    private final String pageUri;
    private final String streamUri;
    private final Map<String, Subscription> viewers = new ConcurrentHashMap<>();
    private Relay relay;
    private WebSocketSender sender;
    private ProducerTemplate producer;

    BrowserRoutes(int port, String captureUri, ViewerAccess access) {
        this.access = access;
        this.captureUri = captureUri;
        pageUri =
                "undertow:http://%s:%d/?matchOnUriPrefix=true&httpMethodRestrict=GET"
                        .formatted(access.host(), port);
        streamUri =
                "undertow:ws://%s:%d/stream?fireWebSocketChannelEvents=true&sendTimeout=10000"
                        .formatted(access.host(), port);
    }

    @Override
    public void configure() throws Exception {
        relay = new Relay(this::requestKeyFrame, timer());
        sender = new WebSocketSender(streamUri);
        getContext().addService(sender);
        producer = getContext().createProducerTemplate();

        page();
        stream();
        capture();
    }

    private RelayTimer timer() {
        ScheduledExecutorService executor =
                getContext()
                        .getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "key-frames");
        return (delay, task) -> executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void page() {
        from(pageUri).routeId("page").startupOrder(1).process(new WebPage());
    }

    private void stream() {
        from(streamUri)
                .routeId("stream")
                .startupOrder(2)
                // Whatever a page says that cannot be read is of no consequence.
                .onException(JsonProcessingException.class)
                .handled(true)
                .log(LoggingLevel.DEBUG, "ignored: ${exception.message}")
                .end()
                .choice()
                .when(header(UndertowConstants.EVENT_TYPE_ENUM).isEqualTo(EventType.ONOPEN))
                .process(this::opened)
                .when(header(UndertowConstants.EVENT_TYPE_ENUM).isEqualTo(EventType.ONCLOSE))
                .process(this::closed)
                .when(BrowserRoutes::isShortText)
                .unmarshal(new JacksonDataFormat(ClientMessage.class))
                .process(this::answer);
    }

    private void capture() {
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

    private void opened(Exchange exchange) {
        Message message = exchange.getMessage();
        WebSocketHttpExchange handshake =
                message.getHeader(UndertowConstants.EXCHANGE, WebSocketHttpExchange.class);
        String origin = handshake.getRequestHeader("Origin");
        if (!access.allows(origin, handshake.getRequestHeader("Host"), token(handshake))) {
            log.warn("refused a viewer whose page comes from {}", origin);
            disconnect(message, CloseMessage.MSG_VIOLATES_POLICY, "not allowed");
            return;
        }
        String key = connectionKey(message);
        sender.sendText(key, new Hello(access.control()));
        viewers.put(key, relay.subscribe(sender.to(key), BYTE_BUDGET));
    }

    private static String token(WebSocketHttpExchange handshake) {
        List<String> shown = handshake.getRequestParameters().get("token");
        return shown == null || shown.isEmpty() ? null : shown.get(0);
    }

    private static boolean isShortText(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof String text && text.length() <= MOST_TEXT;
    }

    private void closed(Exchange exchange) {
        Subscription viewer = viewers.remove(connectionKey(exchange.getMessage()));
        if (viewer != null) {
            viewer.close();
        }
    }

    private void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ClientMessage said = message.getBody(ClientMessage.class);
        if (said == null) {
            return;
        }
        String key = connectionKey(message);
        Subscription viewer = viewers.get(key);
        if (viewer == null) {
            // Refused, or it came before its opening could be heard; it may try again.
            disconnect(message, CloseMessage.GOING_AWAY, "not ready");
        } else if (said.asksForKeyFrame()) {
            viewer.startOver();
        } else if (said.settings() != null) {
            change(message, said.settings());
        } else if (said.isPing()) {
            sender.sendText(key, new Pong(said.ping(), System.nanoTime()));
        }
    }

    /** It counts for all viewers: there is one capture. */
    private void change(Message message, ViewSettings wanted) {
        if (!access.control()) {
            disconnect(message, CloseMessage.MSG_VIOLATES_POLICY, "viewers only look");
            return;
        }
        try {
            Map<String, Object> update = wanted.toUpdate();
            if (!update.isEmpty()) {
                producer.sendBody(UPDATE, update);
            }
        } catch (RuntimeException e) {
            log.debug("ignored a change of settings: {}", e.getMessage());
        }
    }

    /** While there is no capture there is nothing to ask: it begins with a whole picture. */
    private void requestKeyFrame() {
        Route route = getContext().getRoute(CAPTURE);
        if (route != null && route.getConsumer() instanceof PixelfluxConsumer consumer) {
            consumer.requestKeyFrame();
        }
    }

    private static void disconnect(Message message, int code, String reason) {
        WebSocketChannel channel =
                message.getHeader(UndertowConstants.CHANNEL, WebSocketChannel.class);
        WebSockets.sendClose(code, reason, channel, null);
    }

    private static String connectionKey(Message message) {
        return message.getHeader(UndertowConstants.CONNECTION_KEY, String.class);
    }
}
