// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * A page of screen-to-browser without a picture: receives everything, checks that nothing was lost,
 * and notes how old each frame is when it is complete.
 *
 * <p>Not on the WebSocket of {@code java.net.http}: with JDK 17, and by its sources with 25, that
 * one may lose what follows the server's handshake at once and then takes payload for headers.
 * Public because Jetty calls nothing else.
 */
public final class StreamViewer implements Session.Listener.AutoDemanding, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int H264 = 4;
    private static final int IDR = 1;
    private static final int Y_OFFSET = 4;

    private final CompletableFuture<Long> pictureNanos = new CompletableFuture<>();
    private final Set<Integer> rows = new HashSet<>();
    private final int rowsOfPicture;
    private Session session;
    private Throwable failure;
    private int stripesOfFrame;
    private Long lastFrame;

    private long bytes;
    private long frames;
    private long keyStripes;
    private long losses;
    private List<Double> ageMillis = new ArrayList<>();

    /** What was received in a while. */
    public record Received(
            long bytes, long frames, long keyStripes, long losses, List<Double> ageMillis) {}

    private StreamViewer(int rowsOfPicture) {
        this.rowsOfPicture = rowsOfPicture;
    }

    /** For all viewers; not started yet. */
    public static WebSocketClient client() {
        WebSocketClient client = new WebSocketClient();
        // As browsers: however large a stripe is.
        client.setMaxBinaryMessageSize(0);
        // A screen may be still for longer.
        client.setIdleTimeout(Duration.ZERO);
        return client;
    }

    /**
     * Begins to connect.
     *
     * @param rowsOfPicture how many rows make up the picture; 0: not known
     */
    public static CompletableFuture<StreamViewer> connect(
            WebSocketClient client, URI uri, int rowsOfPicture) throws IOException {
        StreamViewer viewer = new StreamViewer(rowsOfPicture);
        return client.connect(viewer, uri)
                .thenApply(
                        session -> {
                            viewer.session = session;
                            return viewer;
                        });
    }

    /** Says something to the program, as a page does. */
    public void say(String text) {
        session.sendText(text, Callback.NOOP);
    }

    /** When every row of the picture was there, on the clock of System.nanoTime(). */
    CompletableFuture<Long> pictureNanos() {
        return pictureNanos;
    }

    /** How many different rows have come so far. */
    synchronized int rows() {
        return rows.size();
    }

    /**
     * What has come since the last call of this.
     *
     * @throws IllegalStateException if nothing more can come, so that figures would be too low
     */
    public synchronized Received take() {
        if (failure != null) {
            throw new IllegalStateException("a viewer's connection has ended", failure);
        }
        Received received = new Received(bytes, frames, keyStripes, losses, ageMillis);
        bytes = 0;
        frames = 0;
        keyStripes = 0;
        losses = 0;
        ageMillis = new ArrayList<>();
        return received;
    }

    @Override
    public synchronized void onWebSocketBinary(ByteBuffer stripe, Callback callback) {
        bytes += stripe.remaining();
        stripesOfFrame++;
        int start = stripe.position();
        rows.add((int) stripe.getChar(start + Y_OFFSET));
        if (stripe.get(start) == H264 && stripe.get(start + 1) == IDR) {
            keyStripes++;
        }
        callback.succeed();
    }

    @Override
    public synchronized void onWebSocketText(String text) {
        bytes += text.length();
        JsonNode message = parse(text);
        if (message.path("type").asText().equals("frame")) {
            endOfFrame(message);
        }
    }

    private void endOfFrame(JsonNode end) {
        long now = System.nanoTime();
        boolean follows = lastFrame == null || lastFrame == end.path("previous").asLong();
        if (!follows || end.path("stripes").asInt() != stripesOfFrame) {
            losses++;
        }
        lastFrame = end.path("frame").asLong();
        stripesOfFrame = 0;
        frames++;
        // The same clock in every process of this machine.
        ageMillis.add((now - end.path("captureNanos").asLong()) / 1e6);
        if (rows.size() >= rowsOfPicture) {
            pictureNanos.complete(now);
        }
    }

    private static JsonNode parse(String message) {
        try {
            return JSON.readTree(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onWebSocketError(Throwable error) {
        fail(error);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        fail(new IOException("closed: " + code + " " + reason));
        callback.succeed();
    }

    private synchronized void fail(Throwable error) {
        if (failure == null) {
            failure = error;
        }
        pictureNanos.completeExceptionally(error);
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
