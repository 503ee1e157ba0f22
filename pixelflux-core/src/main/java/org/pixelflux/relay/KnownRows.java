// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Codec;

/**
 * The rows of the picture as last published. For each row it keeps the stripes that show what the
 * row shows now, if they are not too many: a key frame and those that followed, but for JPEG
 * without those that later ones cover. A viewer that subscribes later needs nothing else for a row
 * that changes seldom, or that had a key frame shortly before.
 */
final class KnownRows {

    /**
     * Of a row: about a second of a screen that moves. By then the relay may ask for a key frame
     * again. Decoding all of them has to be quicker than waiting for one.
     */
    static final int MAX_STRIPES = 40;

    /** Of all rows, without the key frames. */
    static final long MAX_FOLLOWING_BYTES = 1 << 20;

    /** Of all rows with their key frames: what a frame of mode mixed has at most. */
    static final long MAX_BYTES = 64L << 20;

    private static final Comparator<RelayStripe> AS_PUBLISHED =
            Comparator.comparingLong(RelayStripe::frameId).thenComparingInt(RelayStripe::y);

    private static final class Row {
        final int height;

        /** The stripes from its last key frame to now; empty if they are not known. */
        final List<RelayStripe> stripes = new ArrayList<>();

        Row(int height) {
            this.height = height;
        }

        List<RelayStripe> following() {
            return stripes.subList(Math.min(1, stripes.size()), stripes.size());
        }
    }

    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private long followingBytes;
    private long keyBytes;
    private @Nullable RelayStripe last;

    /**
     * Whether {@code stripe} begins another picture: of another size or codec, or of a capture that
     * was opened anew.
     */
    boolean isOfAnotherPicture(RelayStripe stripe) {
        return last != null
                && (!stripe.isOfTheSamePictureAs(last) || stripe.frameId() < last.frameId());
    }

    void clear() {
        forgetRows();
        last = null;
    }

    /** Forgets what the rows show. */
    void forgetRows() {
        rows.clear();
        followingBytes = 0;
        keyBytes = 0;
    }

    /**
     * Remembers that the row shows this now.
     *
     * @return whether the rows are others than before: this one is new, or cut differently
     */
    boolean take(RelayStripe stripe) {
        last = stripe;
        if (stripe.isPart()) {
            return takePart(stripe);
        }
        boolean cut = removeOverlapping(stripe);
        boolean another = !rows.containsKey(stripe.y());
        Row row = rows.computeIfAbsent(stripe.y(), y -> new Row(stripe.height()));
        if (stripe.keyFrame()) {
            forget(row);
            row.stripes.add(stripe);
            keyBytes += stripe.wireBytes().length;
            if (keyBytes + followingBytes > MAX_BYTES) {
                forgetRows();
                return true;
            }
        } else {
            follow(row, stripe);
        }
        return another || cut;
    }

    /** A part of a row that is not known makes no row known. */
    private boolean takePart(RelayStripe part) {
        Map.Entry<Integer, Row> entry = rows.floorEntry(part.y());
        if (entry == null || entry.getKey() + entry.getValue().height < part.y() + part.height()) {
            return removeOverlapping(part);
        }
        Row row = entry.getValue();
        List<RelayStripe> covered = row.following().stream().filter(part::covers).toList();
        followingBytes -= bytes(covered);
        row.stripes.removeAll(covered);
        follow(row, part);
        return false;
    }

    private void follow(Row row, RelayStripe stripe) {
        if (row.stripes.isEmpty()) {
            return;
        }
        row.stripes.add(stripe);
        followingBytes += stripe.wireBytes().length;
        if (row.stripes.size() > MAX_STRIPES || followingBytes > MAX_FOLLOWING_BYTES) {
            forget(row);
        }
    }

    private void forget(Row row) {
        long all = bytes(row.stripes);
        long following = bytes(row.following());
        followingBytes -= following;
        keyBytes -= all - following;
        row.stripes.clear();
    }

    private static long bytes(Collection<RelayStripe> stripes) {
        return stripes.stream().mapToLong(stripe -> stripe.wireBytes().length).sum();
    }

    /** Removes rows that were cut differently before. */
    private boolean removeOverlapping(RelayStripe stripe) {
        int end = stripe.y() + stripe.height();
        List<Integer> cut = new ArrayList<>();
        for (Map.Entry<Integer, Row> entry : rows.headMap(end, false).descendingMap().entrySet()) {
            int y = entry.getKey();
            Row row = entry.getValue();
            if (y + row.height <= stripe.y()) {
                break;
            }
            if (y != stripe.y() || row.height != stripe.height()) {
                cut.add(y);
            }
        }
        cut.forEach(y -> forget(rows.remove(y)));
        return !cut.isEmpty();
    }

    /** The rows that were published. */
    Collection<Integer> ys() {
        return List.copyOf(rows.keySet());
    }

    /**
     * Stripes that show as many of the rows as they can, in the order in which they were published.
     * If the stripes of all rows are more than so many bytes, these are only rows that are one
     * stripe each. With JPEG they are always all rows, since whole stripes wait without a limit
     * anyway.
     */
    List<RelayStripe> shown(long mostBytes) {
        List<RelayStripe> all = stripes(MAX_STRIPES);
        boolean video = last != null && last.codec() == Codec.H264;
        return video && bytes(all) > mostBytes ? stripes(1) : all;
    }

    private List<RelayStripe> stripes(int most) {
        return rows.values().stream()
                .map(row -> row.stripes)
                .filter(stripes -> stripes.size() <= most)
                .flatMap(List::stream)
                .sorted(AS_PUBLISHED)
                .toList();
    }

    /** Whether the rows make up the whole picture. */
    boolean coversPicture() {
        return last != null
                && rows.values().stream().mapToInt(row -> row.height).sum() == last.frameHeight();
    }
}
