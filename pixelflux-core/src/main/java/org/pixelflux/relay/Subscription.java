// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Codec;

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
    private final long byteBudget;

    private final WaitingFrames waiting = new WaitingFrames();

    /** The rows that the viewer has, or will have when it has taken what waits. */
    private final Set<Integer> open = new HashSet<>();

    private boolean sending;
    private long sendingFrame;
    private boolean pumping;
    private boolean closed;

    /** The frame that is being offered may be the key frame that was asked for. */
    private boolean inFrame;

    private long offeredFrame;

    /** The stripes that are offered are JPEGs. */
    private boolean images;

    /** Rows may be missing that are not {@link #open}. */
    private boolean gated;

    private final KeyFramePauses pauses = new KeyFramePauses();

    /** Whether {@link #askIfNeeded} is to be called again, and when. */
    private boolean reminded;

    private long reminderNanos;

    /** The viewer has taken nothing since a key frame was asked for. */
    private boolean stuck;

    /** The viewer has not taken anything although the publisher waited for it. */
    private boolean lagging;

    private long sentBytes;
    private long droppedStripes;
    private long overflows;

    Subscription(Relay relay, Viewer viewer, long byteBudget) {
        this.relay = relay;
        this.viewer = viewer;
        this.byteBudget = byteBudget;
    }

    /** Takes the stripe for the viewer, or leaves it out. */
    void offer(RelayStripe stripe) {
        synchronized (this) {
            if (closed) {
                return;
            }
            inFrame = !stripe.lastOfFrame();
            offeredFrame = stripe.frameId();
            images = stripe.codec() == Codec.JPEG;
            if (images) {
                offerImage(stripe);
            } else {
                offerVideo(stripe);
            }
            if (stripe.lastOfFrame()) {
                waiting.end();
            }
        }
        pump();
        if (stripe.lastOfFrame()) {
            askIfNeeded();
        }
    }

    private void offerImage(RelayStripe stripe) {
        waiting.removeHiddenBy(stripe);
        if (stripe.isPart() && !fits(stripe)) {
            List<RelayStripe> dropped = waiting.remove(RelayStripe::isPart);
            if (!dropped.isEmpty()) {
                droppedStripes += dropped.size();
                // They do not say of which row they were.
                open.clear();
                overflow();
            }
        }
        add(stripe);
    }

    private boolean fits(RelayStripe stripe) {
        return waiting.bytes() + stripe.wireBytes().length <= byteBudget;
    }

    private void offerVideo(RelayStripe stripe) {
        if (stripe.keyFrame()) {
            waiting.removeHiddenBy(stripe);
        }
        if (isWanted(stripe) && !mayWait(stripe)) {
            List<RelayStripe> dropped = waiting.remove(other -> !other.keyFrame());
            if (!dropped.isEmpty()) {
                droppedStripes += dropped.size();
                dropped.forEach(other -> open.remove(other.y()));
                overflow();
            }
        }
        if (stripe.keyFrame() || (isWanted(stripe) && mayWait(stripe))) {
            add(stripe);
        } else {
            leaveOut(stripe);
        }
    }

    /** A frame must not lose stripes only because the frame itself is large. */
    private boolean mayWait(RelayStripe stripe) {
        return fits(stripe) || waiting.holdsOnly(stripe.frameId());
    }

    private void add(RelayStripe stripe) {
        if (stripe.keyFrame()) {
            open.add(stripe.y());
        }
        waiting.add(stripe);
    }

    private void leaveOut(RelayStripe stripe) {
        gated = true;
        droppedStripes++;
        if (open.remove(stripe.y())) {
            overflow();
        }
    }

    private boolean isWanted(RelayStripe stripe) {
        return stripe.keyFrame() || open.contains(stripe.y());
    }

    private void overflow() {
        gated = true;
        overflows++;
        pauses.trouble(relay.nanoTime(), KeyFramePauses.LONGEST_OF_SLOW);
    }

    /** Begins with what others have got already; {@link #start} sends it. */
    synchronized void begin(List<RelayStripe> shown) {
        shown.forEach(this::add);
        waiting.end();
        gated = true;
    }

    /** Sends what it begins with, and asks for what is missing then. */
    void start() {
        pump();
        askIfNeeded();
    }

    /** Another picture begins: what waits is of no use, and every row begins anew. */
    void restart() {
        synchronized (this) {
            waiting.end();
            droppedStripes += waiting.removeAll().size();
            open.clear();
            pauses.forgetRequest();
        }
        pump();
    }

    /** The next stripes may build on stripes that no viewer has. */
    void lostOnTheWayHere() {
        synchronized (this) {
            open.clear();
            pauses.forgetRequest();
            gated = true;
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
        RelayMessage message = sending || closed ? null : waiting.poll();
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
        return waiting.frames() < MAX_WAITING_FRAMES;
    }

    synchronized void lag() {
        lagging = true;
    }

    /** Asks for a key frame if the viewer misses one and has room for it. */
    private void askIfNeeded() {
        Duration left;
        synchronized (this) {
            boolean busy = isStuck() || !images && isBehind();
            if (closed || !gated || inFrame || busy) {
                return;
            }
            gated = !relay.isWhole(open);
            if (!gated) {
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
            remind(KeyFramePauses.PATIENCE);
        } else {
            remind(left);
        }
    }

    /** One whole picture is enough for a viewer that does not take it. */
    private boolean isStuck() {
        return stuck && (sending || !images && !waiting.isEmpty());
    }

    /**
     * Images that wait make room for a whole picture by themselves; video does not. A viewer that
     * takes each frame in its time has room, also if the next one begins before it has taken all of
     * this one: else it would never ask while frames come one close behind the other.
     */
    private boolean isBehind() {
        return !waiting.holdsOnly(offeredFrame) || sending && sendingFrame != offeredFrame;
    }

    /** Looks again after the delay, unless it is going to do so earlier. */
    private void remind(Duration delay) {
        long due = relay.nanoTime() + delay.toNanos();
        synchronized (this) {
            if (reminded && reminderNanos - due <= 0) {
                return;
            }
            reminded = true;
            reminderNanos = due;
        }
        if (!relay.runAfter(delay, () -> reminded(due))) {
            forgetReminder(due);
        }
    }

    private void reminded(long due) {
        forgetReminder(due);
        askIfNeeded();
    }

    private synchronized void forgetReminder(long due) {
        if (reminderNanos == due) {
            reminded = false;
        }
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
            open.retainAll(waiting.rowsWithKeyFrame());
            if (!images) {
                droppedStripes += waiting.remove(other -> !open.contains(other.y())).size();
            }
            gated = true;
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
        return waiting.bytes();
    }

    /** Bytes of the stripes that were handed to the viewer. */
    public synchronized long sentBytes() {
        return sentBytes;
    }

    /** Stripes that the viewer did not get, because its budget was used up or its row was gated. */
    public synchronized long droppedStripes() {
        return droppedStripes;
    }

    /** How often the byte budget was used up, so that something was dropped. */
    public synchronized long overflows() {
        return overflows;
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
            waiting.removeAll();
        }
        relay.roomMayHaveChanged();
    }
}
