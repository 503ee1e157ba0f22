// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * A client of the stream that is no browser. Counts what it receives.
 *
 * <p>On Jetty, since the WebSocket of {@code java.net.http} may lose what follows the server's
 * handshake at once.
 */
public final class StreamClient implements Session.Listener, AutoCloseable {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong stripes = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final boolean taking;
    private volatile int closeCode;
    private volatile Session session;

    private StreamClient(boolean taking) {
        this.taking = taking;
    }

    /** For all of them; not started yet. */
    public static WebSocketClient client() {
        WebSocketClient client = new WebSocketClient();
        // As browsers: however large a stripe is.
        client.setMaxBinaryMessageSize(0);
        client.setIdleTimeout(Duration.ZERO);
        return client;
    }

    /**
     * @param query what follows the path, with its question mark, or nothing
     */
    public static StreamClient connect(
            WebSocketClient client, int port, String origin, String query) throws IOException {
        return connect(new StreamClient(true), client, port, origin, query);
    }

    /** One that takes nothing: its socket fills up. */
    static StreamClient stuck(WebSocketClient client, int port, String origin) throws IOException {
        return connect(new StreamClient(false), client, port, origin, "");
    }

    private static StreamClient connect(
            StreamClient one, WebSocketClient client, int port, String origin, String query)
            throws IOException {
        URI uri = URI.create("ws://localhost:" + port + "/stream" + query);
        ClientUpgradeRequest request = new ClientUpgradeRequest(uri);
        request.setHeader("Origin", origin);
        client.connect(one, request).join();
        return one;
    }

    void say(String message) {
        Callback.Completable said = new Callback.Completable();
        session.sendText(message, said);
        said.join();
    }

    /** False if the connection is over. */
    boolean trySay(String message) {
        try {
            say(message);
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    void say(ByteBuffer message) {
        Callback.Completable said = new Callback.Completable();
        session.sendBinary(message, said);
        said.join();
    }

    long bytes() {
        return bytes.get();
    }

    /** Or frames in mode mixed. */
    long stripes() {
        return stripes.get();
    }

    /** How many frames were ended by their text. */
    long frames() {
        return frames.get();
    }

    List<String> texts() {
        return texts;
    }

    public boolean isClosed() {
        return closeCode != 0;
    }

    public int closeCode() {
        return closeCode;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        demand();
    }

    private void demand() {
        if (taking) {
            session.demand();
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer stripe, Callback callback) {
        bytes.addAndGet(stripe.remaining());
        stripes.incrementAndGet();
        callback.succeed();
        demand();
    }

    @Override
    public void onWebSocketText(String text) {
        texts.add(text);
        if (text.contains("\"frame\"")) {
            frames.incrementAndGet();
        }
        demand();
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        closeCode = code;
        callback.succeed();
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
