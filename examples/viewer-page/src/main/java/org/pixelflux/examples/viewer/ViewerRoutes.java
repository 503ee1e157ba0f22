// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.component.undertow.UndertowConstants;
import org.apache.camel.component.undertow.UndertowConstants.EventType;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.Subscription;

/**
 * The routes of a page that shows a screen: the page's files, and the WebSocket that its scripts
 * open. Both on one port. What the routes get their pictures from may start after them: their
 * startup orders are 1 and 2.
 */
public final class ViewerRoutes extends RouteBuilder {

    /** What may wait for a page: some seconds of a moving picture, and more than a whole one. */
    private static final long BYTE_BUDGET = 4 << 20;

    /** Longer texts no page has a reason to send. */
    private static final int MOST_TEXT = 1000;

    /** An open page. */
    private record Page(String session, PageConnection connection, Subscription subscription) {}

    private final ViewerAccess access;
    private final Screens screens;
    private final String pageUri;
    private final String streamUri;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private WebSocketSender sender;

    /**
     * @param port where the page is served
     */
    public ViewerRoutes(int port, ViewerAccess access, Screens screens) {
        this.access = access;
        this.screens = screens;
        pageUri =
                "undertow:http://%s:%d/?matchOnUriPrefix=true&httpMethodRestrict=GET"
                        .formatted(access.host(), port);
        streamUri =
                "undertow:ws://%s:%d/stream?fireWebSocketChannelEvents=true&sendTimeout=10000"
                        .formatted(access.host(), port);
    }

    @Override
    public void configure() throws Exception {
        sender = new WebSocketSender(streamUri);
        getContext().addService(sender);

        page();
        stream();
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
                .when(ViewerRoutes::isShortText)
                .unmarshal(new JacksonDataFormat(ClientMessage.class))
                .process(this::answer);
    }

    private void opened(Exchange exchange) {
        Message message = exchange.getMessage();
        WebSocketHttpExchange handshake =
                message.getHeader(UndertowConstants.EXCHANGE, WebSocketHttpExchange.class);
        String origin = handshake.getRequestHeader("Origin");
        String token = parameter(handshake, "token");
        if (!access.allows(origin, handshake.getRequestHeader("Host"), token)) {
            log.warn("refused a viewer whose page comes from {}", origin);
            disconnect(message, CloseMessage.MSG_VIOLATES_POLICY, "not allowed");
            return;
        }
        String session = parameter(handshake, "session");
        Optional<Relay> screen = screens.find(session);
        if (screen.isEmpty()) {
            // The page tries again by itself.
            disconnect(message, CloseMessage.GOING_AWAY, "no such screen");
            return;
        }
        String key = connectionKey(message);
        PageConnection connection = sender.to(key);
        connection.answer(new Hello(access.control()));
        Subscription subscription = screen.get().subscribe(connection, BYTE_BUDGET);
        pages.put(key, new Page(session, connection, subscription));
    }

    /** What the page's address says, such as {@code ?session=NAME}; null: nothing. */
    private static String parameter(WebSocketHttpExchange handshake, String name) {
        List<String> values = handshake.getRequestParameters().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private static boolean isShortText(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof String text && text.length() <= MOST_TEXT;
    }

    private void closed(Exchange exchange) {
        Page page = pages.remove(connectionKey(exchange.getMessage()));
        if (page != null) {
            page.subscription().close();
        }
    }

    private void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ClientMessage said = message.getBody(ClientMessage.class);
        if (said == null) {
            return;
        }
        String key = connectionKey(message);
        Page page = pages.get(key);
        if (page == null) {
            // Refused, or it came before its opening could be heard; it may try again.
            disconnect(message, CloseMessage.GOING_AWAY, "not ready");
        } else if (said.asksForKeyFrame()) {
            page.subscription().startOver();
        } else if (said.settings() != null) {
            change(message, page, said.settings());
        } else if (said.isPing()) {
            page.connection().answer(new Pong(said.ping(), System.nanoTime()));
        }
    }

    /** It counts for all viewers: there is one capture. */
    private void change(Message message, Page page, ViewSettings wanted) {
        if (!access.control()) {
            disconnect(message, CloseMessage.MSG_VIOLATES_POLICY, "viewers only look");
            return;
        }
        try {
            Map<String, Object> update = wanted.toUpdate();
            if (!update.isEmpty()) {
                screens.update(page.session(), update);
            }
        } catch (RuntimeException e) {
            log.debug("ignored a change of settings: {}", e.getMessage());
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
