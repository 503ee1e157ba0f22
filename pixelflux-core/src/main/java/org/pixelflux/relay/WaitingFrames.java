// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one viewer: frames in order, each with the stripes that were not sent yet. A frame
 * of which something was sent always gets its end, with the number of stripes that were sent,
 * whatever is removed.
 */
final class WaitingFrames {

    private static final class Batch {
        final RelayStripe first;
        final TreeMap<Integer, RelayStripe> waiting = new TreeMap<>();
        int sent;
        boolean ended;

        Batch(RelayStripe first) {
            this.first = first;
        }
    }

    private final Deque<Batch> batches = new ArrayDeque<>();
    private long bytes;
    private long lastEnded = FrameEnd.NONE;
    private int lastSentY = -1;

    /** Bytes of all stripes that wait. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    /** Frames of which something waits, if only their end. */
    int frames() {
        return batches.size();
    }

    /** Whether nothing waits but stripes of this frame. */
    boolean holdsOnly(long frameId) {
        return batches.stream()
                .allMatch(batch -> batch.waiting.isEmpty() || batch.first.frameId() == frameId);
    }

    /** Adds a stripe of the newest frame. */
    void add(RelayStripe stripe) {
        Batch batch = batches.peekLast();
        if (batch == null || batch.ended || batch.first.frameId() != stripe.frameId()) {
            end();
            batch = new Batch(stripe);
            batches.add(batch);
        }
        RelayStripe replaced = batch.waiting.put(stripe.y(), stripe);
        bytes += stripe.wireBytes().length - (replaced == null ? 0 : replaced.wireBytes().length);
    }

    /** No more stripes follow of the newest frame. */
    void end() {
        if (!batches.isEmpty()) {
            batches.peekLast().ended = true;
        }
    }

    /**
     * Removes the stripes for which this holds, and returns them in the order in which they would
     * have been sent.
     */
    List<RelayStripe> remove(Predicate<RelayStripe> unwanted) {
        List<RelayStripe> removed = new ArrayList<>();
        batches.forEach(batch -> removed.addAll(removeFrom(batch, unwanted)));
        forgetEmptyBatches();
        return removed;
    }

    private List<RelayStripe> removeFrom(Batch batch, Predicate<RelayStripe> unwanted) {
        List<RelayStripe> removed = batch.waiting.values().stream().filter(unwanted).toList();
        batch.waiting.values().removeAll(removed);
        removed.forEach(stripe -> bytes -= stripe.wireBytes().length);
        return removed;
    }

    /**
     * Removes what no viewer would see, because {@code next}, which is added next, and the newer
     * key frames that wait are drawn over it. Rows may be cut in another way than before, so it may
     * take several stripes to hide one.
     */
    void removeHiddenBy(RelayStripe next) {
        BitSet drawn = new BitSet();
        drawn.set(next.y(), next.y() + next.height());
        for (Iterator<Batch> newestFirst = batches.descendingIterator(); newestFirst.hasNext(); ) {
            Batch batch = newestFirst.next();
            removeFrom(batch, stripe -> isSet(drawn, stripe));
            batch.waiting.values().stream()
                    .filter(RelayStripe::keyFrame)
                    .forEach(stripe -> drawn.set(stripe.y(), stripe.y() + stripe.height()));
        }
        forgetEmptyBatches();
    }

    private static boolean isSet(BitSet rows, RelayStripe stripe) {
        return rows.nextClearBit(stripe.y()) >= stripe.y() + stripe.height();
    }

    /** The rows of which a key frame waits. */
    Set<Integer> rowsWithKeyFrame() {
        return batches.stream()
                .flatMap(batch -> batch.waiting.values().stream())
                .filter(RelayStripe::keyFrame)
                .map(RelayStripe::y)
                .collect(Collectors.toSet());
    }

    List<RelayStripe> removeAll() {
        return remove(stripe -> true);
    }

    /** Nobody needs the end of a frame of which nothing was sent. */
    private void forgetEmptyBatches() {
        batches.removeIf(batch -> batch.sent == 0 && batch.waiting.isEmpty());
    }

    /** What is to be sent next, or null if nothing is. */
    @Nullable RelayMessage poll() {
        while (!batches.isEmpty()) {
            Batch batch = batches.peek();
            if (!batch.waiting.isEmpty()) {
                return take(batch);
            }
            if (!batch.ended) {
                return null;
            }
            batches.remove();
            if (batch.sent > 0) {
                return endOf(batch);
            }
        }
        return null;
    }

    /**
     * Goes on below the row sent last: if newer frames keep replacing what waits, all rows get
     * their turn and not only the upper ones.
     */
    private RelayStripe take(Batch batch) {
        Map.Entry<Integer, RelayStripe> next = batch.waiting.higherEntry(lastSentY);
        RelayStripe stripe =
                batch.waiting.remove(next != null ? next.getKey() : batch.waiting.firstKey());
        lastSentY = stripe.y();
        bytes -= stripe.wireBytes().length;
        batch.sent++;
        return stripe;
    }

    private FrameEnd endOf(Batch batch) {
        RelayStripe first = batch.first;
        FrameEnd end =
                new FrameEnd(
                        first.frameId(),
                        lastEnded,
                        batch.sent,
                        first.frameWidth(),
                        first.frameHeight(),
                        first.codec(),
                        first.captureNanos());
        lastEnded = first.frameId();
        return end;
    }
}
