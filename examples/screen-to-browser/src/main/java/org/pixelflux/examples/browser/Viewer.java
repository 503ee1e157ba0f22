// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One open page. Its messages wait here in order, and one of them is being sent. Thread-safe.
 *
 * <p>A viewer follows frames from their first stripe on. One that falls behind for too long loses
 * all that waits for it and joins again at the first frame after it has caught up, so neither
 * memory nor the other viewers depend on it.
 */
final class Viewer {

    /** The way to the page. */
    @FunctionalInterface
    interface Sender {
        /**
         * Sends {@code byte[]} as a binary and {@code String} as a text message without waiting for
         * the page, and runs {@code done} once, on any thread, when the next may be sent.
         */
        void send(Object message, Runnable done);
    }

    /** Frames that may wait while newer ones are captured. */
    private static final int MAX_WAITING_FRAMES = 2;

    private final Sender sender;
    private final Runnable onCaughtUp;

    private final Queue<Object> waiting = new ArrayDeque<>();
    private int waitingFrames;
    private boolean joined;
    private boolean lagging;
    private boolean sending;
    private boolean pumping;
    private boolean closed;

    /**
     * @param onCaughtUp runs, on any thread, when a viewer that had lost frames can take new ones
     */
    Viewer(Sender sender, Runnable onCaughtUp) {
        this.sender = sender;
        this.onCaughtUp = onCaughtUp;
    }

    /** Sends one stripe, unless the page does not follow the frame it belongs to. */
    void stripe(byte[] bytes, boolean firstOfFrame) {
        synchronized (this) {
            if (closed || lagging || !(joined || firstOfFrame)) {
                return;
            }
            joined = true;
            waiting.add(bytes);
        }
        pump();
    }

    /** Sends the text that ends a frame, unless the page does not follow it. */
    void endOfFrame(String text) {
        synchronized (this) {
            if (closed || lagging || !joined) {
                return;
            }
            waiting.add(text);
            waitingFrames++;
        }
        pump();
    }

    /**
     * Waits until this viewer has taken enough for another frame, or until {@link System#nanoTime}
     * reaches {@code deadlineNanos}: then it has lost what still waits.
     */
    synchronized void awaitRoom(long deadlineNanos) throws InterruptedException {
        while (!closed && waitingFrames > MAX_WAITING_FRAMES) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                lagging = true;
                joined = false;
                forgetWaiting();
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Nothing more is sent, and nobody waits any longer. */
    synchronized void close() {
        closed = true;
        forgetWaiting();
        notifyAll();
    }

    /** A page may take messages so fast that each is done within send: a loop, not a recursion. */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        for (Object message = take(); message != null; message = take()) {
            sender.send(message, this::sent);
        }
    }

    private synchronized Object take() {
        Object message = sending ? null : waiting.poll();
        if (message == null) {
            pumping = false;
            return null;
        }
        sending = true;
        if (message instanceof String) {
            waitingFrames--;
            notifyAll();
        }
        return message;
    }

    private void sent() {
        boolean caughtUp;
        synchronized (this) {
            sending = false;
            caughtUp = lagging && !closed;
            lagging = false;
        }
        if (caughtUp) {
            onCaughtUp.run();
        }
        pump();
    }

    private void forgetWaiting() {
        waiting.clear();
        waitingFrames = 0;
    }
}
