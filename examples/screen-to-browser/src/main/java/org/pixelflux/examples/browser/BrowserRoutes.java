// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.component.undertow.UndertowConstants;
import org.apache.camel.component.undertow.UndertowConstants.EventType;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.camel.PixelfluxConsumer;

/**
 * The routes: the page, the WebSocket that its scripts open, and the capture. All on one port of
 * the loopback interface.
 */
final class BrowserRoutes extends RouteBuilder {

    private static final String CAPTURE = "capture";

    private final String captureUri;
    private final String pageUri;
    private final String streamUri;
    private final Viewers viewers = new Viewers();
    private KeyFrameRequests keyFrames;
    private WebSocketSender sender;

    BrowserRoutes(int port, String captureUri) {
        this.captureUri = captureUri;
        pageUri =
                "undertow:http://127.0.0.1:%d/?matchOnUriPrefix=true&httpMethodRestrict=GET"
                        .formatted(port);
        streamUri =
                "undertow:ws://127.0.0.1:%d/stream?fireWebSocketChannelEvents=true&sendTimeout=10000"
                        .formatted(port);
    }

    @Override
    public void configure() throws Exception {
        keyFrames = new KeyFrameRequests(this::requestKeyFrame, System::nanoTime, timer());
        sender = new WebSocketSender(streamUri);
        getContext().addService(sender);

        page();
        stream();
        capture();
    }

    private KeyFrameRequests.Timer timer() {
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
                .when(body().isInstanceOf(String.class))
                .unmarshal(new JacksonDataFormat(ClientMessage.class))
                .process(this::answer)
                .filter(body().isInstanceOf(Pong.class))
                .marshal(new JacksonDataFormat())
                .convertBodyTo(String.class)
                .process(this::reply);
    }

    private void capture() {
        from(captureUri)
                .routeId(CAPTURE)
                .startupOrder(3)
                // The page draws no cursor of its own.
                .filter(header(PixelfluxConstants.TYPE).isNotEqualTo("cursor"))
                .process(this::stripe)
                .filter(header(PixelfluxConstants.LAST_OF_FRAME))
                .setBody(exchange -> FrameEnd.of(exchange.getMessage()))
                .marshal(new JacksonDataFormat())
                .convertBodyTo(String.class)
                .process(
                        exchange ->
                                viewers.endOfFrame(exchange.getMessage().getBody(String.class)));
    }

    private void stripe(Exchange exchange) {
        Message message = exchange.getMessage();
        viewers.stripe(
                message.getHeader(PixelfluxConstants.FRAME_ID, Long.class),
                message.getBody(byte[].class));
    }

    private void opened(Exchange exchange) {
        Message message = exchange.getMessage();
        WebSocketHttpExchange handshake =
                message.getHeader(UndertowConstants.EXCHANGE, WebSocketHttpExchange.class);
        String origin = handshake.getRequestHeader("Origin");
        if (!SameOrigin.allows(origin, handshake.getRequestHeader("Host"))) {
            log.warn("refused a viewer whose page comes from {}", origin);
            disconnect(message, CloseMessage.MSG_VIOLATES_POLICY, "foreign origin");
            return;
        }
        String key = connectionKey(message);
        viewers.open(key, new Viewer(sender.to(key), keyFrames::request));
        keyFrames.request();
    }

    private void closed(Exchange exchange) {
        viewers.closed(connectionKey(exchange.getMessage()));
    }

    private void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ClientMessage said = message.getBody(ClientMessage.class);
        message.setBody(null);
        if (said == null) {
            return;
        }
        if (!viewers.contains(connectionKey(message))) {
            // Refused, or it came before its opening could be heard; it may try again.
            disconnect(message, CloseMessage.GOING_AWAY, "not ready");
        } else if (said.asksForKeyFrame()) {
            keyFrames.request();
        } else if (said.isPing()) {
            message.setBody(new Pong(said.ping(), System.nanoTime()));
        }
    }

    private void reply(Exchange exchange) {
        Message message = exchange.getMessage();
        sender.to(connectionKey(message)).send(message.getBody(String.class), () -> {});
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
