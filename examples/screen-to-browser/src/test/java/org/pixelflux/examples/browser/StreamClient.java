// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A client of the stream that is no browser. Counts what it receives. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong stripes = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile int closeCode;
    private WebSocket socket;

    static StreamClient connect(HttpClient http, int port, String origin) {
        return connect(http, port, origin, "");
    }

    /**
     * @param query what follows the path, with its question mark
     */
    static StreamClient connect(HttpClient http, int port, String origin, String query) {
        StreamClient client = new StreamClient();
        URI uri = URI.create("ws://localhost:" + port + "/stream" + query);
        client.socket =
                http.newWebSocketBuilder().header("Origin", origin).buildAsync(uri, client).join();
        return client;
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    long bytes() {
        return bytes.get();
    }

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

    boolean isClosed() {
        return closeCode != 0;
    }

    int closeCode() {
        return closeCode;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        bytes.addAndGet(data.remaining());
        if (last) {
            stripes.incrementAndGet();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            if (text.indexOf("\"frame\"") >= 0) {
                frames.incrementAndGet();
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
