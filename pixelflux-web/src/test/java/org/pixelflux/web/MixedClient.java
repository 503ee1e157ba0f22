// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/**
 * A client of the stream that draws frames in mode mixed, and compares its picture with that of the
 * synthetic source whenever it is whole. Public because Jetty calls nothing else.
 */
public final class MixedClient implements Session.Listener, AutoCloseable {

    /** What an image loses: the pattern is smooth. */
    private static final double LOSSY = 28;

    private final SyntheticPicture source;
    private final MixedReader reader = new MixedReader();
    private final List<MixedFrame> frames = new CopyOnWriteArrayList<>();
    private final List<String> frameTexts = new CopyOnWriteArrayList<>();
    private volatile Throwable fault;
    private volatile Session session;
    private volatile int compared;
    private volatile int unusable;
    private volatile FrameNumber lastWhole;
    private volatile boolean taking = true;
    private boolean wanting;

    private MixedClient(SyntheticPicture source) {
        this.source = source;
        reader.takeCoarse();
    }

    static MixedClient connect(WebSocketClient client, int port, SyntheticPicture source)
            throws IOException {
        MixedClient one = new MixedClient(source);
        ClientUpgradeRequest request =
                new ClientUpgradeRequest(URI.create("ws://localhost:" + port + "/stream"));
        request.setHeader("Origin", "http://localhost:" + port);
        client.connect(one, request).join();
        return one;
    }

    void say(String message) {
        Callback.Completable said = new Callback.Completable();
        session.sendText(message, said);
        said.join();
    }

    /** Whether it takes what comes, and answers pings; otherwise its socket fills up. */
    void taking(boolean now) {
        boolean demand;
        synchronized (this) {
            taking = now;
            demand = now && wanting;
            wanting &= !now;
        }
        if (demand) {
            session.demand();
        }
    }

    private void demand() {
        synchronized (this) {
            wanting = !taking;
            if (wanting) {
                return;
            }
        }
        session.demand();
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        demand();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer message, Callback callback) {
        try {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            draw(MixedFrame.parse(bytes));
        } catch (Throwable e) {
            fault = fault == null ? e : fault;
        }
        callback.succeed();
        demand();
    }

    private void draw(MixedFrame frame) {
        Drawn drawn = reader.draw(frame);
        if (drawn == Drawn.WHOLE) {
            Picture expected = source.at(frame.id());
            if (reader.wrongPixels(expected) != 0 || reader.lossyPsnr(expected) < LOSSY) {
                throw new AssertionError("is not the screen with " + frame);
            }
            lastWhole = reader.lastWhole();
            compared++;
        } else if (drawn != Drawn.PART) {
            unusable++;
        }
        frames.add(frame);
    }

    @Override
    public void onWebSocketText(String text) {
        if (text.contains("\"frame\"")) {
            frameTexts.add(text);
        }
        demand();
    }

    /** How often its picture was compared with the screen; throws what was wrong. */
    int compared() {
        if (fault != null) {
            throw new AssertionError("what this client was sent is wrong", fault);
        }
        return compared;
    }

    /** Frames that it could not draw. */
    int unusable() {
        return unusable;
    }

    FrameNumber lastWhole() {
        return lastWhole;
    }

    /** Since the last call of {@link #forget}. */
    List<MixedFrame> frames() {
        return frames;
    }

    void forget() {
        frames.clear();
    }

    /** The texts that follow frames in other modes. */
    List<String> frameTexts() {
        return frameTexts;
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        callback.succeed();
    }

    @Override
    public void close() {
        session.disconnect();
    }
}
