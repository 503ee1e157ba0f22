// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The rows of the picture as last published. For each it keeps the stripe that alone shows what the
 * row shows now, if there is one: a JPEG image, or an H.264 key frame that no other frame followed.
 * Somebody who comes late to a picture that is still needs nothing else.
 */
final class KnownRows {

    /**
     * @param standalone what alone shows the row, or null
     */
    private record Row(int height, RelayStripe standalone) {}

    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private RelayStripe last;

    /**
     * Whether {@code stripe} begins another picture: of another size or codec, or of a capture that
     * was opened anew.
     */
    boolean isOfAnotherPicture(RelayStripe stripe) {
        return last != null
                && (!stripe.isOfTheSamePictureAs(last) || stripe.frameId() < last.frameId());
    }

    void clear() {
        rows.clear();
        last = null;
    }

    /** What the rows show is not known any more. */
    void forgetRows() {
        rows.clear();
    }

    void take(RelayStripe stripe) {
        last = stripe;
        removeOverlapping(stripe);
        rows.put(stripe.y(), new Row(stripe.height(), stripe.keyFrame() ? stripe : null));
    }

    /** Rows that are cut differently than before. */
    private void removeOverlapping(RelayStripe stripe) {
        rows.subMap(stripe.y() + 1, Math.max(stripe.y() + 1, stripe.y() + stripe.height())).clear();
        Map.Entry<Integer, Row> above = rows.lowerEntry(stripe.y());
        if (above != null && above.getKey() + above.getValue().height() > stripe.y()) {
            rows.remove(above.getKey());
        }
    }

    /** The rows that were published. */
    Collection<Integer> ys() {
        return List.copyOf(rows.keySet());
    }

    /** Stripes that show these rows by themselves, the oldest frame first and top to bottom. */
    List<RelayStripe> standalone() {
        return rows.values().stream()
                .map(Row::standalone)
                .filter(Objects::nonNull)
                .sorted(
                        (a, b) ->
                                a.frameId() == b.frameId()
                                        ? Integer.compare(a.y(), b.y())
                                        : Long.compare(a.frameId(), b.frameId()))
                .toList();
    }

    /** Whether the rows make up the whole picture. */
    boolean coversPicture() {
        return last != null
                && rows.values().stream().mapToInt(Row::height).sum() == last.frameHeight();
    }

    /** Whether {@link #standalone} makes up the whole picture. */
    boolean isStandalone() {
        return coversPicture() && rows.values().stream().allMatch(row -> row.standalone() != null);
    }
}
