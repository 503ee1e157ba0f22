// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's place in a {@link Relay}. Thread-safe; nothing here waits for the viewer.
 *
 * <p>Messages wait in order while one is being sent. A whole JPEG stripe, or an H.264 key frame,
 * waits until a newer one covers it; these make up one picture, which even the slowest viewer gets
 * in the end. If more than the byte budget waits, the subscription drops the rest: parts of JPEG
 * stripes, and H.264 stripes that build on others. It gates each H.264 row that lost a stripe: it
 * sends nothing of that row until the next key frame comes. When the viewer has taken all that came
 * before the newest frame, it asks for one.
 */
public final class Subscription implements AutoCloseable {

    /** So many frames wait for a viewer that {@link Relay#awaitRoom} waits for. */
    private static final int MAX_WAITING_FRAMES = 3;

    private final Relay relay;
    private final Viewer viewer;
    private final ViewerQueue queue;
    private final KeyFramePauses pauses = new KeyFramePauses();
    private final Reminder reminder;

    private boolean sending;
    private long sendingFrame;
    private boolean pumping;
    private boolean closed;

    /** The frame that is being offered may be the key frame that was asked for. */
    private boolean inFrame;

    private long offeredFrame;

    /** The viewer has taken nothing since a key frame was asked for. */
    private boolean stuck;

    /** The viewer has not taken anything although the publisher waited for it. */
    private boolean lagging;

    private long sentBytes;

    Subscription(Relay relay, Viewer viewer, long byteBudget) {
        this.relay = relay;
        this.viewer = viewer;
        this.queue = new ViewerQueue(byteBudget);
        this.reminder = new Reminder(relay, this::askIfNeeded);
    }

    /** Takes the stripe for the viewer, or leaves it out. */
    void offer(RelayStripe stripe) {
        synchronized (this) {
            if (closed) {
                return;
            }
            inFrame = !stripe.lastOfFrame();
            offeredFrame = stripe.frameId();
            if (queue.offer(stripe)) {
                pauses.trouble(relay.nanoTime(), KeyFramePauses.LONGEST_OF_SLOW);
            }
        }
        pump();
        if (stripe.lastOfFrame()) {
            askIfNeeded();
        }
    }

    /** Begins with what others have got already; {@link #start} sends it. */
    synchronized void begin(List<RelayStripe> shown) {
        queue.begin(shown);
    }

    /** Sends what it begins with, and asks for what is missing then. */
    void start() {
        pump();
        askIfNeeded();
    }

    /** Another picture begins: what waits is of no use, and every row begins anew. */
    void restart() {
        synchronized (this) {
            queue.restart();
            pauses.forgetRequest();
        }
        pump();
    }

    /** The next stripes may build on stripes that no viewer has. */
    void lostOnTheWayHere() {
        synchronized (this) {
            queue.gateAll();
            pauses.forgetRequest();
            // Its end may be what was lost.
            inFrame = false;
        }
        askIfNeeded();
    }

    /** A viewer may take messages so fast that each is done within send: a loop, no recursion. */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        for (RelayMessage message = take(); message != null; message = take()) {
            AtomicBoolean done = new AtomicBoolean();
            try {
                viewer.send(
                        message,
                        () -> {
                            if (!done.getAndSet(true)) {
                                sent();
                            }
                        });
            } catch (Throwable e) {
                fail(e);
                return;
            }
        }
    }

    private void fail(Throwable cause) {
        ForeignCode.keepInterrupt(cause);
        close();
        ForeignCode.report("a viewer failed, and gets nothing more", cause);
        new ForeignCode("what a viewer does after its failure").run(() -> viewer.failed(cause));
    }

    private synchronized @Nullable RelayMessage take() {
        RelayMessage message = sending || closed ? null : queue.poll();
        if (message == null) {
            pumping = false;
            return null;
        }
        sending = true;
        sendingFrame = message.frameId();
        if (message instanceof RelayStripe stripe) {
            sentBytes += stripe.wireBytes().length;
            if (stripe.keyFrame()) {
                pauses.answered();
            }
        }
        return message;
    }

    private void sent() {
        synchronized (this) {
            sending = false;
            stuck = false;
            lagging = false;
        }
        pump();
        askIfNeeded();
        relay.roomMayHaveChanged();
    }

    /** Whether there is hope that it takes what waits. */
    synchronized boolean isTaking() {
        return !closed && !lagging;
    }

    /** Whether it has taken enough for another frame. */
    synchronized boolean hasRoom() {
        return queue.frames() < MAX_WAITING_FRAMES;
    }

    synchronized void lag() {
        lagging = true;
    }

    /** Asks for a key frame if the viewer misses one and has room for it. */
    private void askIfNeeded() {
        Duration left;
        synchronized (this) {
            boolean busy = isStuck() || !queue.holdsImages() && isBehind();
            if (closed || inFrame || busy || !queue.missesRows(relay::isWhole)) {
                return;
            }
            long now = relay.nanoTime();
            left = pauses.left(now);
            if (left.isNegative() || left.isZero()) {
                pauses.asked(now);
                stuck = true;
            }
        }
        if (left.isNegative() || left.isZero()) {
            relay.requestKeyFrame();
            reminder.after(KeyFramePauses.PATIENCE);
        } else {
            reminder.after(left);
        }
    }

    /** One whole picture is enough for a viewer that does not take it. */
    private boolean isStuck() {
        return stuck && (sending || !queue.holdsImages() && !queue.isEmpty());
    }

    /**
     * Images that wait make room for a whole picture by themselves; video does not. A viewer that
     * takes each frame in its time has room, also if the next one begins before it has taken all of
     * this one. Otherwise it would never ask while frames follow each other closely.
     */
    private boolean isBehind() {
        return !queue.holdsOnly(offeredFrame) || sending && sendingFrame != offeredFrame;
    }

    /**
     * The viewer itself has noticed that something is missing, or cannot decode what it got. The
     * relay asks for a key frame, and gates every H.264 row until its key frame comes, except rows
     * whose key frame already waits for the viewer. A viewer that calls this again after it was
     * sent a key frame waits for the next one, at first for a second and in the end for 64. Any
     * thread; does not block.
     */
    public void startOver() {
        synchronized (this) {
            if (!pauses.isAwaitingAnswer()) {
                pauses.trouble(relay.nanoTime(), KeyFramePauses.LONGEST_OF_ASKING);
            }
            queue.startOver();
        }
        askIfNeeded();
        relay.roomMayHaveChanged();
    }

    /** Whether it has ended: by {@link #close}, or because the viewer failed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Bytes of the stripes that wait now. */
    public synchronized long waitingBytes() {
        return queue.bytes();
    }

    /** Bytes of the stripes that were handed to the viewer. */
    public synchronized long sentBytes() {
        return sentBytes;
    }

    /** Stripes that the viewer did not get, because its budget was used up or its row was gated. */
    public synchronized long droppedStripes() {
        return queue.droppedStripes();
    }

    /** How often the byte budget was used up, so that something was dropped. */
    public synchronized long overflows() {
        return queue.overflows();
    }

    /**
     * Ends the subscription: nothing more is sent, except the message that is being sent.
     * Idempotent.
     */
    @Override
    public void close() {
        relay.remove(this);
        synchronized (this) {
            closed = true;
            queue.removeAll();
        }
        relay.roomMayHaveChanged();
    }
}
