// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.undertow.UndertowConstants;
import org.apache.camel.component.undertow.UndertowConstants.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a page that shows a screen, both at one port: {@code page} serves the page's files,
 * {@code stream} the WebSocket that its scripts open. Add it to one Camel context. Starting it
 * fails where the port is in use.
 *
 * <p>The startup orders are 1 and 2, so that what the pictures come from may start after them. It
 * binds a {@link BoundedUndertow} to the registry as {@code undertow}, which then serves the other
 * Undertow routes of the context too.
 */
public final class ViewerRoutes extends RouteBuilder {

    /** A page's requests block nobody. */
    private static final int WORKERS = 16;

    /**
     * The server ends a connection with these codes of its own, named after those of HTTP, if the
     * page may try again later; the page does so slowly. Undertow does not send the standard's
     * 1013.
     */
    static final int NO_SUCH_SCREEN = 4404;

    static final int FULL = 4503;

    private static final String CERTIFICATE = "viewerCertificate";

    private final ViewerAccess access;
    private final Screens screens;
    private final String pageUri;
    private final String streamUri;
    private final Map<String, OpenPage> pages = new ConcurrentHashMap<>();
    private final Semaphore places;

    /**
     * @param port the port of the page, 1..65535
     * @param access who may look
     * @param screens what there is to look at
     */
    public ViewerRoutes(int port, ViewerAccess access, Screens screens) {
        this.access = access;
        this.screens = screens;
        places = new Semaphore(access.mostViewers());
        String secure = access.certificate() == null ? "" : "s";
        String tls = access.certificate() == null ? "" : "&sslContextParameters=#" + CERTIFICATE;
        pageUri =
                String.format(
                        Locale.ROOT,
                        "undertow:http%s://%s:%d/?matchOnUriPrefix=true&httpMethodRestrict=GET%s",
                        secure,
                        access.host(),
                        port,
                        tls);
        streamUri =
                String.format(
                        Locale.ROOT,
                        "undertow:ws%s://%s:%d/stream?fireWebSocketChannelEvents=true%s",
                        secure,
                        access.host(),
                        port,
                        tls);
    }

    @Override
    public void configure() {
        bindToRegistry("undertow", new BoundedUndertow(WORKERS));
        if (access.certificate() != null) {
            bindToRegistry(CERTIFICATE, access.certificate().parameters());
        }
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
                .choice()
                .when(header(UndertowConstants.EVENT_TYPE_ENUM).isEqualTo(EventType.ONOPEN))
                .process(this::opened);
    }

    private void opened(Exchange exchange) {
        Message message = exchange.getMessage();
        PageSocket socket =
                new PageSocket(
                        message.getHeader(UndertowConstants.CHANNEL, WebSocketChannel.class));
        try {
            opened(message, socket);
        } catch (Throwable e) {
            // The page would wait for its first picture, and tries again so.
            socket.hangUp();
            throw e;
        }
    }

    private void opened(Message message, PageSocket socket) {
        WebSocketHttpExchange handshake =
                message.getHeader(UndertowConstants.EXCHANGE, WebSocketHttpExchange.class);
        String key = connectionKey(message);
        socket.receive(
                text ->
                        ClientMessage.read(text)
                                .ifPresent(said -> answer(socket, pages.get(key), said)));
        String origin = handshake.getRequestHeader("Origin");
        String token = parameter(handshake, "token");
        if (!access.allows(origin, handshake.getRequestHeader("Host"), token)) {
            log.warn("refused a viewer whose page comes from {}", origin);
            socket.disconnect(CloseMessage.MSG_VIOLATES_POLICY, "not allowed");
            return;
        }
        String session = parameter(handshake, "session");
        Optional<Screen> screen = screens.find(session);
        if (screen.isEmpty()) {
            socket.disconnect(NO_SUCH_SCREEN, "no such screen");
            return;
        }
        if (!places.tryAcquire()) {
            log.warn(
                    "refused a viewer: {} are connected, which is the limit", access.mostViewers());
            socket.disconnect(FULL, "too many viewers");
            return;
        }
        PageConnection connection = new PageConnection(socket, socket::hangUp);
        OpenPage page = new OpenPage(session, screen.get(), socket, connection);
        pages.put(key, page);
        // Not through the route, because a route that is started again hears nothing of older
        // connections.
        socket.whenClosed(() -> forget(key));
        connection.begin(new Hello(access.control()), page::show);
    }

    /**
     * A parameter of the page's address, such as {@code ?session=NAME}; null if it is not there.
     */
    private static @Nullable String parameter(WebSocketHttpExchange handshake, String name) {
        List<String> values = handshake.getRequestParameters().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private void forget(String key) {
        OpenPage page = pages.remove(key);
        if (page != null) {
            try {
                page.close();
            } finally {
                places.release();
            }
        }
    }

    /**
     * @param page null: refused, or not ready yet
     */
    private void answer(PageSocket socket, @Nullable OpenPage page, ClientMessage said) {
        if (page == null) {
            socket.disconnect(CloseMessage.GOING_AWAY, "not ready");
        } else if (said.asksForKeyFrame()) {
            page.startOver();
        } else if (said.refresh() != null) {
            said.asksForRefresh().ifPresent(page::requestRefresh);
        } else if (said.settings() != null) {
            change(page, said.settings());
        } else if (said.ping() != null && said.isPing()) {
            pong(page, said.ping());
        }
    }

    private void pong(OpenPage page, double ping) {
        Optional<Duration> silence = page.screen().silence();
        if (silence.isPresent() && isAnotherThere(page)) {
            // The page connects again at once, and then shows that screen.
            page.socket().disconnect(CloseMessage.GOING_AWAY, "there is a newer screen");
            return;
        }
        Long millis = silence.map(Duration::toMillis).orElse(null);
        PageCounters counters = page.screen().counters().map(PageCounters::of).orElse(null);
        page.connection().answer(new Pong(ping, System.nanoTime(), millis, counters));
        page.screen().description().map(PageCapture::of).ifPresent(page::tell);
    }

    /** Also of a session with a name: {@link Screens} may have forgotten the one shown. */
    private boolean isAnotherThere(OpenPage page) {
        return screens.find(page.session())
                .filter(screen -> screen != page.screen() && screen.silence().isEmpty())
                .isPresent();
    }

    /** The change holds for all viewers, since there is one capture. */
    private void change(OpenPage page, ViewSettings wanted) {
        if (!access.control()) {
            page.socket().disconnect(CloseMessage.MSG_VIOLATES_POLICY, "viewers only look");
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

    private static String connectionKey(Message message) {
        return message.getHeader(UndertowConstants.CONNECTION_KEY, String.class);
    }
}
