// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Where in the live topic each session's picture begins, by the topic of key frames: at the oldest
 * of the last key frames of its rows.
 */
final class KeyFrameIndex {

    /**
     * If the last key frame of a session is older than this, its screen is gone or sends key frames
     * rarely. Then it is not worth reading everything that others have sent since; a viewer asks
     * for a key frame instead.
     */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /** The rows of the newest epoch of a session, by y. */
    private static final class Picture {
        long epoch = Long.MIN_VALUE;
        long lastMillis;
        final Map<Integer, Row> rows = new HashMap<>();
    }

    private record Row(int y, int height, int livePartition, long liveOffset) {

        boolean overlaps(Row other) {
            return y < other.y + other.height && other.y < y + height;
        }

        boolean isBefore(Row other) {
            return livePartition == other.livePartition && liveOffset < other.liveOffset;
        }
    }

    private final LongSupplier clock;
    private final Map<String, Picture> pictures = new HashMap<>();

    /**
     * @param clock milliseconds since 1970
     */
    KeyFrameIndex(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Takes the next key frame; those with one y come in order. A whole picture in mode mixed is a
     * row as high as the picture. Where the picture is cut in another way, all that is cut comes
     * whole: a row that a later one overlaps is of no use any more, but stays in the topic if no
     * row begins with its y.
     */
    void take(ScreenRecord keyFrame) {
        boolean whole = keyFrame.isMixed();
        Row row =
                new Row(
                        whole ? 0 : keyFrame.y(),
                        whole ? keyFrame.frameHeight() : keyFrame.height(),
                        keyFrame.livePartition(),
                        keyFrame.liveOffset());
        long epoch = keyFrame.epoch();
        long captureMillis = keyFrame.captureMillis();
        Picture picture = pictures.computeIfAbsent(keyFrame.session(), name -> new Picture());
        if (epoch < picture.epoch) {
            return;
        }
        if (epoch > picture.epoch) {
            picture.rows.clear();
            picture.epoch = epoch;
        }
        Collection<Row> rows = picture.rows.values();
        rows.removeIf(known -> known.overlaps(row) && known.isBefore(row));
        if (rows.stream().noneMatch(known -> known.overlaps(row) && row.isBefore(known))) {
            picture.rows.put(row.y(), row);
        }
        picture.lastMillis = Math.max(picture.lastMillis, captureMillis);
    }

    /** All that there are, also those whose screen is gone. */
    Set<String> sessions() {
        return pictures.keySet();
    }

    /**
     * From where on a partition of the live topic has all of the pictures.
     *
     * @param end where to begin if it has none
     */
    long beginning(int livePartition, long end) {
        return pictures.values().stream()
                .filter(picture -> clock.getAsLong() - picture.lastMillis < RECENT.toMillis())
                .map(picture -> picture.rows.values())
                .flatMap(Collection::stream)
                .filter(row -> row.livePartition() == livePartition)
                .mapToLong(Row::liveOffset)
                .reduce(end, Math::min);
    }
}
