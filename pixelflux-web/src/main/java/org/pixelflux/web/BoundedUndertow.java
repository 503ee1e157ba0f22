// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.URI;
import org.apache.camel.component.undertow.HttpHandlerRegistrationInfo;
import org.apache.camel.component.undertow.UndertowComponent;
import org.apache.camel.component.undertow.UndertowConsumer;
import org.apache.camel.component.undertow.UndertowHost;
import org.apache.camel.component.undertow.UndertowHostKey;
import org.apache.camel.component.undertow.handlers.CamelRootHandler;
import org.apache.camel.component.undertow.handlers.NotFoundHandler;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/**
 * Camel's Undertow component with bounds on a request, for which Camel has no options: a request
 * has to arrive within 5 seconds and may have 8 KiB and 50 headers, and the server closes a
 * connection that asks for nothing for 30 seconds. Without them a stranger could hold any number of
 * connections by sending each request a byte at a time.
 *
 * <p>Bind it to the registry as {@code undertow} before the routes start; {@link ViewerRoutes} does
 * so by itself. The component's host options have no effect.
 */
public final class BoundedUndertow extends UndertowComponent {

    private static final int REQUEST_MILLIS = 5000;
    private static final int IDLE_MILLIS = 30_000;
    private static final int HEADER_BYTES = 8192;
    private static final int HEADERS = 50;

    /**
     * Bytes of a connection that wait in the kernel, where no newer picture can replace them and no
     * answer can overtake them: 1 s at 1 Mbit/s, and still 10 Mbit/s over a way of 100 ms.
     */
    static final int SEND_BUFFER = 128 << 10;

    private final int workerThreads;

    /**
     * @param workerThreads how many threads of each server handle requests that block; at least 1
     */
    public BoundedUndertow(int workerThreads) {
        this.workerThreads = workerThreads;
    }

    @Override
    protected UndertowHost createUndertowHost(UndertowHostKey key) {
        return new Host(key, workerThreads);
    }

    /** One server, as long as there is a route that listens. */
    private static final class Host implements UndertowHost {

        private final UndertowHostKey key;
        private final int workerThreads;
        private final CamelRootHandler handlers = new CamelRootHandler(new NotFoundHandler());
        private @Nullable Undertow server;

        Host(UndertowHostKey key, int workerThreads) {
            this.key = key;
            this.workerThreads = workerThreads;
        }

        @Override
        public void validateEndpointURI(URI uri) {
            // Camel's own host accepts every URI, too.
        }

        @Override
        public synchronized HttpHandler registerHandler(
                UndertowConsumer consumer, HttpHandlerRegistrationInfo place, HttpHandler handler) {
            if (server == null) {
                server = start();
            }
            return handlers.add(
                    place.getUri().getPath(),
                    place.getMethodRestrict(),
                    place.isMatchOnUriPrefix(),
                    handler);
        }

        @Override
        public synchronized void unregisterHandler(
                UndertowConsumer consumer, HttpHandlerRegistrationInfo place) {
            handlers.remove(
                    place.getUri().getPath(),
                    place.getMethodRestrict(),
                    place.isMatchOnUriPrefix());
            if (server != null && handlers.isEmpty()) {
                server.stop();
                server = null;
            }
        }

        private Undertow start() {
            Undertow starting = build();
            try {
                starting.start();
                return starting;
            } catch (RuntimeException e) {
                starting.stop(); // its threads run already
                throw e;
            }
        }

        private Undertow build() {
            Undertow.Builder builder =
                    Undertow.builder()
                            .setHandler(handlers)
                            .setWorkerThreads(workerThreads)
                            .setSocketOption(Options.SEND_BUFFER, SEND_BUFFER)
                            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
                            .setServerOption(UndertowOptions.MAX_HEADERS, HEADERS);
            return key.getSslContext() == null
                    ? builder.addHttpListener(key.getPort(), key.getHost()).build()
                    : builder.addHttpsListener(key.getPort(), key.getHost(), key.getSslContext())
                            .build();
        }
    }
}
