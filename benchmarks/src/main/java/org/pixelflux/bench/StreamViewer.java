// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A page of screen-to-browser without a picture: receives everything, checks that nothing was lost,
 * and notes how old each frame is when it is complete.
 */
final class StreamViewer implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int H264 = 4;
    private static final int IDR = 1;
    private static final int Y_OFFSET = 4;

    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Long> pictureNanos = new CompletableFuture<>();
    private final Set<Integer> rows = new HashSet<>();
    private final int rowsOfPicture;
    private WebSocket socket;
    private boolean inStripe;
    private int stripesOfFrame;
    private Long lastFrame;

    private long bytes;
    private long frames;
    private long keyStripes;
    private long losses;
    private List<Double> ageMillis = new ArrayList<>();

    /** What was received in a while. */
    record Received(
            long bytes, long frames, long keyStripes, long losses, List<Double> ageMillis) {}

    private StreamViewer(int rowsOfPicture) {
        this.rowsOfPicture = rowsOfPicture;
    }

    /**
     * Begins to connect.
     *
     * @param rowsOfPicture how many rows make up the picture; 0: not known
     */
    static CompletableFuture<StreamViewer> connect(HttpClient client, URI uri, int rowsOfPicture) {
        StreamViewer viewer = new StreamViewer(rowsOfPicture);
        return client.newWebSocketBuilder()
                .buildAsync(uri, viewer)
                .thenApply(
                        socket -> {
                            viewer.socket = socket;
                            return viewer;
                        });
    }

    /** When every row of the picture was there, on the clock of System.nanoTime(). */
    CompletableFuture<Long> pictureNanos() {
        return pictureNanos;
    }

    /** How many different rows have come so far. */
    synchronized int rows() {
        return rows.size();
    }

    /** What has come since the last call of this. */
    synchronized Received take() {
        Received received = new Received(bytes, frames, keyStripes, losses, ageMillis);
        bytes = 0;
        frames = 0;
        keyStripes = 0;
        losses = 0;
        ageMillis = new ArrayList<>();
        return received;
    }

    @Override
    public synchronized CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        bytes += data.remaining();
        if (!inStripe) {
            stripesOfFrame++;
            // The whole wire header stands in the first piece.
            rows.add((int) data.getChar(data.position() + Y_OFFSET));
            if (data.remaining() > 1
                    && data.get(data.position()) == H264
                    && data.get(data.position() + 1) == IDR) {
                keyStripes++;
            }
        }
        inStripe = !last;
        from.request(1);
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        bytes += data.length();
        text.append(data);
        if (last) {
            JsonNode message = parse(text.toString());
            text.setLength(0);
            if (message.path("type").asText().equals("frame")) {
                endOfFrame(message);
            }
        }
        from.request(1);
        return null;
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
    public void onError(WebSocket from, Throwable error) {
        pictureNanos.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
