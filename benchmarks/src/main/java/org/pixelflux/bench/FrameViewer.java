// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.ReaderProgress;
import org.pixelflux.picture.ReaderProgress.Step;

/**
 * A page of screen-to-browser in mode mixed, without a picture: knows which frame it shows, and how
 * old that one is. Public because Jetty calls nothing else.
 */
public final class FrameViewer implements Session.Listener.AutoDemanding, AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final ReaderProgress progress = new ReaderProgress();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private Session session;
    private Throwable failure;
    private long shownNanos;
    private boolean shows;
    private final long openedNanos = System.nanoTime();
    private double firstMillis;

    private long bytes;
    private long frames;
    private long refreshes;
    private long unusable;
    private List<Double> oldestMillis = new ArrayList<>();
    private List<Double> newestMillis = new ArrayList<>();

    /**
     * What was received in a while.
     *
     * @param refreshes of this viewer
     * @param unusable frames that it could not draw
     * @param oldestMillis how old each frame was when another took its place
     * @param newestMillis how old each frame was when it came
     */
    record Received(
            long bytes,
            long frames,
            long refreshes,
            long unusable,
            List<Double> oldestMillis,
            List<Double> newestMillis) {}

    private FrameViewer() {
        progress.takeCoarse(); // as a page does
    }

    static FrameViewer connect(WebSocketClient client, int port) throws IOException {
        FrameViewer viewer = new FrameViewer();
        viewer.session =
                client.connect(viewer, URI.create("ws://127.0.0.1:" + port + "/stream")).join();
        return viewer;
    }

    /** How long it took from connecting to the first picture. */
    synchronized double firstMillis() {
        return firstMillis;
    }

    /**
     * Returns when a frame has come since the beginning.
     *
     * @throws IOException if none comes within a minute, or the connection ends
     */
    void awaitFrame() throws IOException, InterruptedException {
        try {
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "a viewer was sent nothing in its first " + PATIENCE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("a viewer's connection has ended", e.getCause());
        }
    }

    /**
     * What has come since the last call of this.
     *
     * @throws IllegalStateException if nothing more can come
     */
    synchronized Received take() {
        if (failure != null) {
            throw new IllegalStateException("a viewer's connection has ended", failure);
        }
        Received received =
                new Received(bytes, frames, refreshes, unusable, oldestMillis, newestMillis);
        bytes = 0;
        frames = 0;
        refreshes = 0;
        unusable = 0;
        oldestMillis = new ArrayList<>();
        newestMillis = new ArrayList<>();
        return received;
    }

    @Override
    public synchronized void onWebSocketBinary(ByteBuffer message, Callback callback) {
        bytes += message.remaining();
        MixedFrame frame = MixedFrame.parse(message);
        Step step = progress.step(frame);
        progress.done(frame, step);
        frames++;
        switch (step) {
            case OWN, REFRESH -> show(frame, step);
            case PART -> {}
            case BEFORE, NOTHING -> unusable++;
        }
        first.complete(null);
        callback.succeed();
    }

    private void show(MixedFrame frame, Step step) {
        // The same clock in every process of this machine.
        long now = System.nanoTime();
        if (shows) {
            oldestMillis.add((now - shownNanos) / 1e6);
        } else {
            firstMillis = (now - openedNanos) / 1e6;
        }
        shows = true;
        shownNanos = frame.captureNanos();
        newestMillis.add((now - shownNanos) / 1e6);
        refreshes += step == Step.REFRESH ? 1 : 0;
    }

    @Override
    public synchronized void onWebSocketError(Throwable error) {
        failure = failure == null ? error : failure;
        first.completeExceptionally(error);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        onWebSocketError(new IOException("closed: " + code + " " + reason));
        callback.succeed();
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
