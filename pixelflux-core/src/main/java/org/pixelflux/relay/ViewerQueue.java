// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Codec;

/**
 * What waits for one viewer within its byte budget, and which rows the viewer can decode. It lets
 * stripes in or leaves them out, as {@link Subscription} says. One thread at a time.
 */
final class ViewerQueue {

    private final long byteBudget;
    private final WaitingFrames waiting = new WaitingFrames();

    /** The rows that the viewer has, or will have when it has taken what waits. */
    private final Set<Integer> open = new HashSet<>();

    /** Rows may be missing that are not {@link #open}. */
    private boolean gated;

    private boolean images;
    private long droppedStripes;
    private long overflows;

    ViewerQueue(long byteBudget) {
        this.byteBudget = byteBudget;
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

    /** Another picture begins: what waits is of no use, and every row begins anew. */
    void restart() {
        waiting.end();
        droppedStripes += waiting.removeAll().size();
        open.clear();
    }

    /** The next stripes may build on stripes that never came here. */
    void gateAll() {
        open.clear();
        gated = true;
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

    /** What is to be sent next, or null if nothing is. */
    @Nullable RelayMessage poll() {
        return waiting.poll();
    }

    void removeAll() {
        waiting.removeAll();
    }

    /**
     * Whether the viewer misses a row.
     *
     * @param whole whether these rows make up the picture
     */
    boolean missesRows(Predicate<Collection<Integer>> whole) {
        gated = gated && !whole.test(open);
        return gated;
    }

    /** Whether the stripes that are offered are JPEGs. */
    boolean holdsImages() {
        return images;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether nothing waits but stripes of this frame. */
    boolean holdsOnly(long frameId) {
        return waiting.holdsOnly(frameId);
    }

    /** Frames of which something waits, if only their end. */
    int frames() {
        return waiting.frames();
    }

    /** Bytes of the stripes that wait. */
    long bytes() {
        return waiting.bytes();
    }

    /** Stripes that the viewer did not get. */
    long droppedStripes() {
        return droppedStripes;
    }

    /** How often the byte budget was used up, so that something was dropped. */
    long overflows() {
        return overflows;
    }
}
