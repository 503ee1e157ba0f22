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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.undertow.UndertowConstants;
import org.apache.camel.component.undertow.UndertowConstants.EventType;
import org.jspecify.annotations.Nullable;
import org.pixelflux.relay.Subscription;

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

    /** What may wait for a page: some seconds of a moving picture, and more than a whole one. */
    private static final long BYTE_BUDGET = 4 << 20;

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

    /**
     * An open page.
     *
     * @param told what it was told of the capture
     */
    private record Page(
            @Nullable String session,
            Screen screen,
            PageSocket socket,
            PageConnection connection,
            Subscription subscription,
            AtomicReference<@Nullable PageCapture> told) {

        Page(
                @Nullable String session,
                Screen screen,
                PageSocket socket,
                PageConnection connection,
                Subscription subscription) {
            this(session, screen, socket, connection, subscription, new AtomicReference<>());
        }
    }

    private final ViewerAccess access;
    private final Screens screens;
    private final String pageUri;
    private final String streamUri;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
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
        boolean shown = false;
        try {
            PageConnection connection = new PageConnection(socket, socket::hangUp);
            connection.begin(new Hello(access.control()));
            Subscription subscription = screen.get().relay().subscribe(connection, BYTE_BUDGET);
            pages.put(key, new Page(session, screen.get(), socket, connection, subscription));
            shown = true;
        } finally {
            if (!shown) {
                places.release();
            }
        }
        // Not through the route, because a route that is started again hears nothing of older
        // connections.
        socket.whenClosed(() -> forget(key));
    }

    /**
     * A parameter of the page's address, such as {@code ?session=NAME}; null if it is not there.
     */
    private static @Nullable String parameter(WebSocketHttpExchange handshake, String name) {
        List<String> values = handshake.getRequestParameters().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private void forget(String key) {
        Page page = pages.remove(key);
        if (page != null) {
            try {
                page.subscription().close();
            } finally {
                places.release();
            }
        }
    }

    /**
     * @param page null: refused, or not ready yet
     */
    private void answer(PageSocket socket, @Nullable Page page, ClientMessage said) {
        if (page == null) {
            socket.disconnect(CloseMessage.GOING_AWAY, "not ready");
        } else if (said.asksForKeyFrame()) {
            page.subscription().startOver();
        } else if (said.refresh() != null) {
            said.asksForRefresh().ifPresent(page.subscription()::requestRefresh);
        } else if (said.settings() != null) {
            change(page, said.settings());
        } else if (said.ping() != null && said.isPing()) {
            pong(page, said.ping());
        }
    }

    private void pong(Page page, double ping) {
        Optional<Duration> silence = page.screen().silence();
        if (silence.isPresent() && isAnotherThere(page)) {
            // The page connects again at once, and then shows that screen.
            page.socket().disconnect(CloseMessage.GOING_AWAY, "there is a newer screen");
            return;
        }
        Long millis = silence.map(Duration::toMillis).orElse(null);
        PageCounters counters = page.screen().counters().map(PageCounters::of).orElse(null);
        page.connection().answer(new Pong(ping, System.nanoTime(), millis, counters));
        page.screen().description().map(PageCapture::of).ifPresent(now -> tell(page, now));
    }

    private static void tell(Page page, PageCapture now) {
        if (!now.equals(page.told().get()) && page.connection().answer(now)) {
            page.told().set(now);
        }
    }

    /** Also of a session with a name: {@link Screens} may have forgotten the one shown. */
    private boolean isAnotherThere(Page page) {
        return screens.find(page.session())
                .filter(screen -> screen != page.screen() && screen.silence().isEmpty())
                .isPresent();
    }

    /** The change holds for all viewers, since there is one capture. */
    private void change(Page page, ViewSettings wanted) {
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
