// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.relay.Subscription;

/**
 * A page that is connected. It gets its first picture when it is known how fast its link is.
 * Thread-safe; nothing blocks.
 */
final class OpenPage implements AutoCloseable {

    /** What may wait for a page: some seconds of a moving picture, and more than a whole one. */
    private static final long BYTE_BUDGET = 4 << 20;

    private final @Nullable String session;
    private final Screen screen;
    private final PageSocket socket;
    private final PageConnection connection;

    /** Null before {@link #show}. */
    private @Nullable Subscription subscription;

    private boolean closed;

    /** What it was told of the capture. */
    private @Nullable PageCapture told;

    OpenPage(
            @Nullable String session, Screen screen, PageSocket socket, PageConnection connection) {
        this.session = session;
        this.screen = screen;
        this.socket = socket;
        this.connection = connection;
    }

    @Nullable String session() {
        return session;
    }

    Screen screen() {
        return screen;
    }

    PageSocket socket() {
        return socket;
    }

    PageConnection connection() {
        return connection;
    }

    /** From now on it is sent the screen's pictures. */
    void show() {
        if (isClosed()) {
            return;
        }
        Subscription begun = screen.relay().subscribe(connection, BYTE_BUDGET);
        synchronized (this) {
            subscription = begun;
        }
        if (isClosed()) {
            begun.close();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable Subscription subscription() {
        return subscription;
    }

    /** It needs a whole picture. It begins with one. */
    void startOver() {
        Subscription now = subscription();
        if (now != null) {
            now.startOver();
        }
    }

    /** It lacks what came after this frame. */
    void requestRefresh(FrameNumber since) {
        Subscription now = subscription();
        if (now != null) {
            now.requestRefresh(since);
        }
    }

    /** Tells it of the capture, unless it was told just that. */
    synchronized void tell(PageCapture now) {
        if (!now.equals(told) && connection.answer(now)) {
            told = now;
        }
    }

    /** It is sent nothing more. */
    @Override
    public void close() {
        Subscription last;
        synchronized (this) {
            closed = true;
            last = subscription;
        }
        if (last != null) {
            last.close();
        }
    }
}
