// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pixelflux.Codec;

/**
 * What one viewer gets of a {@link Relay}. Thread-safe; nothing here waits for the viewer.
 *
 * <p>Messages wait in order while one is being sent. A JPEG stripe waits until a newer one covers
 * it; if more than the byte budget waits, parts of stripes are dropped. If H.264 stripes of more
 * than the byte budget wait, all of them are dropped, and each row that lost one is gated: nothing
 * of it is sent until its own key frame comes. When the viewer has taken the rest it asks for one.
 */
public final class Subscription implements AutoCloseable {

    /** A request that was not answered by then may have got lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * A viewer that loses frames again and again asks less and less often: a key frame costs all
     * others bandwidth too.
     */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** So many frames wait for who is waited for. */
    private static final int MAX_WAITING_FRAMES = 3;

    private final Relay relay;
    private final Viewer viewer;
    private final long byteBudget;

    private final WaitingFrames waiting = new WaitingFrames();

    /** The rows that the viewer has, or will have when it has got what waits. */
    private final Set<Integer> open = new HashSet<>();

    private boolean sending;
    private boolean pumping;
    private boolean closed;

    /** The frame that is being offered may be the key frame that was asked for. */
    private boolean inFrame;

    /** What is offered are JPEGs. */
    private boolean images;

    /** Rows may be missing that are not {@link #open}. */
    private boolean gated;

    private boolean asked;
    private long askedNanos;
    private Duration pause = Duration.ZERO;
    private long lastOverflowNanos;
    private boolean everOverflowed;

    /** It has not taken anything although others waited for that. */
    private boolean lagging;

    private long sentBytes;
    private long droppedStripes;
    private long overflows;

    Subscription(Relay relay, Viewer viewer, long byteBudget) {
        this.relay = relay;
        this.viewer = viewer;
        this.byteBudget = byteBudget;
    }

    /** Takes the stripe for the viewer, or decides that it gets none. */
    void offer(RelayStripe stripe) {
        synchronized (this) {
            if (closed) {
                return;
            }
            inFrame = !stripe.lastOfFrame();
            images = stripe.type() == Codec.JPEG;
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

    /** Whole stripes always wait: all that do make up one picture. */
    private void offerImage(RelayStripe stripe) {
        waiting.remove(stripe::covers);
        if (stripe.isPart() && !fits(stripe)) {
            List<RelayStripe> dropped = waiting.remove(RelayStripe::isPart);
            if (!dropped.isEmpty()) {
                overflow(dropped);
                // They do not say of which row they were.
                open.clear();
            }
        }
        add(stripe);
    }

    private boolean fits(RelayStripe stripe) {
        return waiting.bytes() + stripe.bytes().length <= byteBudget;
    }

    private void offerVideo(RelayStripe stripe) {
        if (stripe.keyFrame()) {
            asked = false;
        }
        // A frame must not be cut by its own weight: a key frame may be larger than the budget.
        if (!fits(stripe) && !waiting.holdsOnly(stripe.frameId()) && isWanted(stripe)) {
            overflow(waiting.removeAll());
        }
        if (isWanted(stripe)) {
            add(stripe);
        } else {
            gated = true;
            droppedStripes++;
        }
    }

    private void add(RelayStripe stripe) {
        if (stripe.keyFrame()) {
            open.add(stripe.y());
        }
        waiting.add(stripe);
    }

    private boolean isWanted(RelayStripe stripe) {
        return stripe.keyFrame() || open.contains(stripe.y());
    }

    private void overflow(List<RelayStripe> dropped) {
        dropped.forEach(stripe -> open.remove(stripe.y()));
        droppedStripes += dropped.size();
        overflows++;
        gated = true;
        long now = relay.nanoTime();
        boolean soonAgain = everOverflowed && now - lastOverflowNanos < 2 * LONGEST_PAUSE.toNanos();
        pause = soonAgain ? longer(pause) : Duration.ZERO;
        everOverflowed = true;
        lastOverflowNanos = now;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? KeyFrameRequests.WINDOW : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
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
            asked = false;
        }
        pump();
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
            viewer.send(message, this::sent);
        }
    }

    private synchronized RelayMessage take() {
        RelayMessage message = sending || closed ? null : waiting.poll();
        if (message == null) {
            pumping = false;
            return null;
        }
        sending = true;
        if (message instanceof RelayStripe stripe) {
            sentBytes += stripe.bytes().length;
        }
        return message;
    }

    private void sent() {
        synchronized (this) {
            sending = false;
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
    void askIfNeeded() {
        Duration again;
        synchronized (this) {
            // Images that wait make room for a whole picture by themselves.
            boolean busy = !images && (sending || !waiting.isEmpty());
            if (closed || !gated || inFrame || busy) {
                return;
            }
            gated = !hasAll(relay.rows());
            if (!gated) {
                return;
            }
            long now = relay.nanoTime();
            Duration left = pause.minusNanos(now - lastOverflowNanos);
            if (everOverflowed && !left.isNegative() && !left.isZero()) {
                again = left;
            } else if (asked && now - askedNanos < PATIENCE.toNanos()) {
                return;
            } else {
                asked = true;
                askedNanos = now;
                again = null;
            }
        }
        if (again == null) {
            relay.requestKeyFrame();
            again = PATIENCE;
        }
        relay.runAfter(again, this::askIfNeeded);
    }

    private boolean hasAll(Collection<Integer> rows) {
        return relay.isPictureKnown() && open.containsAll(rows);
    }

    /**
     * The viewer itself has noticed that something is missing, or cannot decode what it has got: a
     * key frame is asked for, and every H.264 row is gated until its own. Any thread; does not
     * block.
     */
    public void startOver() {
        synchronized (this) {
            open.clear();
            asked = false;
            gated = true;
        }
        askIfNeeded();
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

    /** How often the byte budget was used up. */
    public synchronized long overflows() {
        return overflows;
    }

    /** Ends it: nothing more is sent, but what is being sent. Idempotent. */
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
