// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.examples.gateway.StripeHistories.History;
import org.pixelflux.support.Picture;

/**
 * The page without a screen, for H.264: connects again whenever it has to, checks that nothing is
 * lost, and can tell at any time what it would show.
 *
 * <p>On Jetty, since the WebSocket of {@code java.net.http} may lose what follows the server's
 * handshake at once. Public because Jetty calls nothing else.
 */
public final class RecordingViewer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER_BYTES = 10;
    private static final byte IDR = 1;
    private static final int AGAIN_MILLIS = 250;

    /** What a row was sent since its key frame. Equal if it is the same. */
    record Row(int height, History history) {}

    private final WebSocketClient client;
    private final URI uri;
    private final StripeHistories histories;
    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private Connection connection;
    private int width;
    private int height;
    private long wholeNanos;

    private int connections;
    private long frames;
    private long bytes;
    private List<Double> ageMillis = new ArrayList<>();
    private long keyFrames;
    private long faults;
    private boolean stalled;
    private boolean closed;

    private RecordingViewer(WebSocketClient client, URI uri, StripeHistories histories) {
        this.client = client;
        this.uri = uri;
        this.histories = histories;
    }

    /** For all viewers; not started yet. */
    static WebSocketClient client() {
        WebSocketClient client = new WebSocketClient();
        // As browsers: however large a stripe is.
        client.setMaxBinaryMessageSize(0);
        // They ask now and then what time it is, which is left out here.
        client.setIdleTimeout(Duration.ZERO);
        return client;
    }

    /** Begins to connect. */
    static RecordingViewer connect(WebSocketClient client, URI uri, StripeHistories histories) {
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
        try {
            client.connect(own, uri)
                    .whenComplete(
                            (session, failure) -> {
                                if (failure != null) {
                                    lost(own);
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** How old the frames were that have ended since the last call of this. */
    synchronized List<Double> takeAgeMillis() {
        List<Double> ages = ageMillis;
        ageMillis = new ArrayList<>();
        return ages;
    }

    /** Of all stripes that have come. */
    synchronized long bytes() {
        return bytes;
    }

    /** How often the uppermost row came whole. */
    synchronized long keyFrames() {
        return keyFrames;
    }

    /** What a page must never be sent: what it cannot decode, and frames that miss something. */
    synchronized long faults() {
        return faults;
    }

    /** As a page does that lacks something. */
    synchronized void askForKeyFrame() {
        if (connection != null) {
            connection.say("{\"keyFrame\": true}");
        }
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

    /** What its rows were sent, by their y. Viewers for which this is equal show the same. */
    synchronized Map<Integer, Row> rows() {
        return new TreeMap<>(rows);
    }

    /** What it would show: all that it was sent, decoded. */
    Picture picture() {
        Map<Integer, Row> now;
        Picture picture;
        synchronized (this) {
            now = rows();
            picture = new Picture(width, height);
        }
        for (Map.Entry<Integer, Row> row : now.entrySet()) {
            Picture decoded = histories.picture(row.getValue().history());
            picture.draw(decoded, 0, row.getKey(), picture.width(), row.getValue().height());
        }
        return picture;
    }

    private synchronized void stripe(ByteBuffer message) {
        ByteBuffer stripe = message.slice();
        boolean key = stripe.get(1) == IDR;
        int y = stripe.getChar(4);
        int rowHeight = stripe.getChar(8);
        Row before = rows.get(y);
        if (!key && (before == null || before.height() != rowHeight)) {
            faults++;
            return;
        }
        byte[] payload = new byte[stripe.remaining() - HEADER_BYTES];
        stripe.position(HEADER_BYTES).get(payload);
        History history = histories.follow(key ? null : before.history(), payload);
        if (key) {
            // Rows are cut anew where motion lasts: what it is drawn over is not shown any more.
            rows.entrySet().removeIf(row -> overlaps(row, y, rowHeight));
        }
        rows.put(y, new Row(rowHeight, history));
        if (key && y == 0) {
            keyFrames++;
        }
    }

    private static boolean overlaps(Map.Entry<Integer, Row> row, int y, int height) {
        return row.getKey() < y + height && y < row.getKey() + row.getValue().height();
    }

    private synchronized void endOfFrame(JsonNode end, boolean complete) {
        if (!complete) {
            faults++;
        }
        frames++;
        // On this machine every process has the same clock.
        ageMillis.add((System.nanoTime() - end.path("captureNanos").asLong()) / 1e6);
        width = end.path("width").asInt();
        height = end.path("height").asInt();
        int known = rows.values().stream().mapToInt(Row::height).sum();
        if (wholeNanos == 0 && known == height) {
            wholeNanos = System.nanoTime();
        }
    }

    @Override
    public synchronized String toString() {
        return String.format(
                Locale.ROOT,
                "%s viewer: %d connections, %d frames, %d key frames, %d rows, %d faults",
                wholeNanos == 0 ? "incomplete" : "whole",
                connections,
                frames,
                keyFrames,
                rows.size(),
                faults);
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
    public final class Connection implements Session.Listener {

        private Session session;
        private int stripesOfFrame;
        private long lastFrame = -1;
        private boolean owesDemand;

        private Connection() {}

        @Override
        public void onWebSocketOpen(Session opened) {
            synchronized (RecordingViewer.this) {
                session = opened;
                connections++;
                if (closed) {
                    opened.disconnect();
                }
            }
            opened.demand();
        }

        @Override
        public void onWebSocketBinary(ByteBuffer message, Callback callback) {
            stripesOfFrame++;
            synchronized (RecordingViewer.this) {
                bytes += message.remaining();
            }
            stripe(message);
            callback.succeed();
            next();
        }

        @Override
        public void onWebSocketText(String text) {
            JsonNode message = parse(text);
            if (message.path("type").asText().equals("frame")) {
                boolean complete =
                        message.path("previous").asLong() == lastFrame
                                && message.path("stripes").asInt() == stripesOfFrame;
                lastFrame = message.path("frame").asLong();
                stripesOfFrame = 0;
                endOfFrame(message, complete);
            }
            next();
        }

        private void next() {
            synchronized (RecordingViewer.this) {
                owesDemand = stalled;
                if (owesDemand) {
                    return;
                }
            }
            session.demand();
        }

        private void goOn() {
            if (owesDemand) {
                owesDemand = false;
                session.demand();
            }
        }

        private void say(String message) {
            if (session != null) {
                session.sendText(message, Callback.NOOP);
            }
        }

        private void abort() {
            if (session != null) {
                session.disconnect();
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            lost(this);
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable error) {
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
