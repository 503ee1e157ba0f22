// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pixelflux.examples.gateway.StripeHistories.History;
import org.pixelflux.support.Picture;

/**
 * The page without a screen, for H.264: connects again whenever it has to, checks that nothing is
 * lost, and can tell at any time what it would show.
 */
final class RecordingViewer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER_BYTES = 10;
    private static final byte IDR = 1;
    private static final int AGAIN_MILLIS = 250;

    private record Row(int height, History history) {}

    private final HttpClient client;
    private final URI uri;
    private final StripeHistories histories;
    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private Connection connection;
    private int width;
    private int height;
    private long wholeNanos;

    private int connections;
    private long frames;
    private long keyFrames;
    private long faults;
    private boolean stalled;
    private boolean closed;

    private RecordingViewer(HttpClient client, URI uri, StripeHistories histories) {
        this.client = client;
        this.uri = uri;
        this.histories = histories;
    }

    /** Begins to connect. */
    static RecordingViewer connect(HttpClient client, URI uri, StripeHistories histories) {
        RecordingViewer viewer = new RecordingViewer(client, uri, histories);
        viewer.connect();
        return viewer;
    }

    private synchronized void connect() {
        if (closed) {
            return;
        }
        connection = new Connection();
        Connection own = connection;
        client.newWebSocketBuilder()
                .buildAsync(uri, own)
                .whenComplete(
                        (socket, failure) -> {
                            if (failure != null) {
                                lost(own);
                            }
                        });
    }

    private synchronized void lost(Connection lost) {
        if (lost == connection) {
            connection = null;
            rows.clear();
            wholeNanos = 0;
            CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::connect);
        }
    }

    /** When it had the whole picture, since it connected last, by System.nanoTime(); 0: not yet. */
    synchronized long wholeNanos() {
        return wholeNanos;
    }

    synchronized int connections() {
        return connections;
    }

    /** How many frames have ended. */
    synchronized long frames() {
        return frames;
    }

    /** How often the uppermost row came whole. */
    synchronized long keyFrames() {
        return keyFrames;
    }

    /** What a page must never be sent: what it cannot decode, and frames that miss something. */
    synchronized long faults() {
        return faults;
    }

    /** Takes nothing any more, until {@link #goOn}. */
    synchronized void stall() {
        stalled = true;
    }

    synchronized void goOn() {
        stalled = false;
        if (connection != null) {
            connection.goOn();
        }
    }

    /** What it would show: all that it was sent, decoded. */
    Picture picture() {
        TreeMap<Integer, Row> now;
        Picture picture;
        synchronized (this) {
            now = new TreeMap<>(rows);
            picture = new Picture(width, height);
        }
        for (Map.Entry<Integer, Row> row : now.entrySet()) {
            Picture decoded = histories.picture(row.getValue().history());
            picture.draw(decoded, 0, row.getKey(), picture.width(), row.getValue().height());
        }
        return picture;
    }

    private synchronized void stripe(byte[] message) {
        ByteBuffer header = ByteBuffer.wrap(message);
        boolean key = header.get(1) == IDR;
        int y = header.getChar(4);
        int rowHeight = header.getChar(8);
        Row before = rows.get(y);
        if (!key && (before == null || before.height() != rowHeight)) {
            faults++;
            return;
        }
        byte[] payload = Arrays.copyOfRange(message, HEADER_BYTES, message.length);
        History history = histories.follow(key ? null : before.history(), payload);
        rows.put(y, new Row(rowHeight, history));
        if (key && y == 0) {
            keyFrames++;
        }
    }

    private synchronized void endOfFrame(JsonNode end, boolean complete) {
        if (!complete) {
            faults++;
        }
        frames++;
        width = end.path("width").asInt();
        height = end.path("height").asInt();
        int known = rows.values().stream().mapToInt(Row::height).sum();
        if (wholeNanos == 0 && known == height) {
            wholeNanos = System.nanoTime();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            connection.abort();
            connection = null;
        }
    }

    /** One of the connections, each of which begins anew. */
    private final class Connection implements WebSocket.Listener {

        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();
        private WebSocket socket;
        private int stripesOfFrame;
        private long lastFrame = -1;
        private boolean owesRequest;

        @Override
        public void onOpen(WebSocket opened) {
            synchronized (RecordingViewer.this) {
                socket = opened;
                connections++;
                if (closed) {
                    opened.abort();
                }
            }
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            binary.writeBytes(piece);
            if (last) {
                stripesOfFrame++;
                stripe(binary.toByteArray());
                binary.reset();
            }
            next(from);
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = parse(text.toString());
                text.setLength(0);
                if (message.path("type").asText().equals("frame")) {
                    boolean complete =
                            message.path("previous").asLong() == lastFrame
                                    && message.path("stripes").asInt() == stripesOfFrame;
                    lastFrame = message.path("frame").asLong();
                    stripesOfFrame = 0;
                    endOfFrame(message, complete);
                }
            }
            next(from);
            return null;
        }

        private void next(WebSocket from) {
            synchronized (RecordingViewer.this) {
                owesRequest = stalled;
                if (owesRequest) {
                    return;
                }
            }
            from.request(1);
        }

        void goOn() {
            if (owesRequest) {
                owesRequest = false;
                socket.request(1);
            }
        }

        void abort() {
            if (socket != null) {
                socket.abort();
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost(this);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            lost(this);
        }

        private static JsonNode parse(String message) {
            try {
                return JSON.readTree(message);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(message, e);
            }
        }
    }
}
