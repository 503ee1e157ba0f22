// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Codec;
import org.pixelflux.RefreshRequest;

/**
 * The stripes that wait for one viewer within its byte budget, and which rows the viewer can
 * decode. It lets stripes in or leaves them out, as {@link Subscription} says. One thread at a
 * time.
 */
final class StripeQueue implements ViewerQueue {

    /** So many frames wait for a viewer that {@link Relay#awaitRoom} waits for. */
    private static final int MOST_WAITING_FRAMES = 3;

    private final long byteBudget;
    private final Predicate<Collection<Integer>> whole;
    private final WaitingFrames waiting = new WaitingFrames();

    /** The rows that the viewer has, or will have when it has taken what waits. */
    private final Set<Integer> open = new HashSet<>();

    /** Rows may be missing that are not {@link #open}. */
    private boolean gated;

    private boolean images;

    /** The frame that is being offered may be the key frame that was asked for. */
    private boolean inFrame;

    private long offeredFrame;

    /** The viewer has taken nothing since a key frame was asked for. */
    private boolean stuck;

    private long droppedStripes;
    private long overflows;

    /**
     * @param whole whether these rows make up the picture
     */
    StripeQueue(long byteBudget, Predicate<Collection<Integer>> whole) {
        this.byteBudget = byteBudget;
        this.whole = whole;
    }

    /** Begins with stripes that others have got already. */
    void begin(List<RelayStripe> shown) {
        shown.forEach(this::add);
        waiting.end();
        gated = true;
    }

    /**
     * Lets the stripe in, or leaves it out.
     *
     * @return whether stripes that the viewer could have decoded were dropped for it
     */
    boolean offer(RelayStripe stripe) {
        long before = overflows;
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
        return overflows != before;
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

    private boolean isWanted(RelayStripe stripe) {
        return stripe.keyFrame() || open.contains(stripe.y());
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

    private void overflow() {
        gated = true;
        overflows++;
    }

    /** Every row begins anew. */
    @Override
    public void restart() {
        waiting.end();
        droppedStripes += waiting.removeAll().size();
        open.clear();
    }

    /** The next stripes may build on stripes that never came here. */
    void gateAll() {
        open.clear();
        gated = true;
        // Its end may be what was lost.
        inFrame = false;
    }

    /**
     * The viewer cannot use what it was sent. Every H.264 row is gated, except those whose key
     * frame waits.
     */
    void startOver() {
        open.retainAll(waiting.rowsWithKeyFrame());
        if (!images) {
            droppedStripes += waiting.remove(other -> !open.contains(other.y())).size();
        }
        gated = true;
    }

    @Override
    public @Nullable RelayMessage poll(long now) {
        return waiting.poll();
    }

    @Override
    public void removeAll() {
        waiting.removeAll();
    }

    @Override
    public void taken() {
        stuck = false;
    }

    @Override
    public boolean needsRefresh(@Nullable Long sending, long now) {
        boolean busy = isStuck(sending) || !images && isBehind(sending);
        if (inFrame || busy) {
            return false;
        }
        gated = gated && !whole.test(open);
        return gated;
    }

    /** One whole picture is enough for a viewer that does not take it. */
    private boolean isStuck(@Nullable Long sending) {
        return stuck && (sending != null || !images && !waiting.isEmpty());
    }

    /**
     * Images that wait make room for a whole picture by themselves; video does not. A viewer that
     * takes each frame in its time has room, also if the next one begins before it has taken all of
     * this one. Otherwise it would never ask while frames follow each other closely.
     */
    private boolean isBehind(@Nullable Long sending) {
        return !waiting.holdsOnly(offeredFrame) || sending != null && sending != offeredFrame;
    }

    /** A key frame shows everything. */
    @Override
    public RefreshRequest request(long now) {
        return RefreshRequest.EVERYTHING;
    }

    @Override
    public void asked() {
        stuck = true;
    }

    @Override
    public boolean hasRoom(boolean sending) {
        return waiting.frames() < MOST_WAITING_FRAMES;
    }

    @Override
    public long bytes() {
        return waiting.bytes();
    }

    @Override
    public long dropped() {
        return droppedStripes;
    }

    @Override
    public long overflows() {
        return overflows;
    }
}
