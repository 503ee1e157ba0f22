// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * What a reader in mode mixed lacks, for {@link Capture#requestRefresh(RefreshRequest)}.
 *
 * @param since the last frame that the reader is whole as of; null if it has nothing
 * @param mostBytes what the refresh should have at most, for a reader behind a slow link, which
 *     would show an old picture for as long as an exact one takes; 0 and more, {@link #ANY_SIZE}:
 *     any number. What would have more comes as images that are coarser, down to a JPEG quality of
 *     15, and it may still have more than that. Whoever takes such a refresh asks again for what is
 *     coarse in it, by {@code again}: nobody else does that. Nothing is coarse where nothing is
 *     refined: without usePaintOverQuality, unless the bit rate is constant
 * @param again areas that come exactly, whatever they cost and whether they have changed or not; at
 *     most {@link #MOST_AREAS}
 */
public record RefreshRequest(@Nullable FrameNumber since, long mostBytes, List<PictureArea> again) {

    /** No size is too large. */
    public static final long ANY_SIZE = Long.MAX_VALUE;

    /** Of {@link #again}. It bounds what requests that wait for a frame can pile up. */
    public static final int MOST_AREAS = 256;

    /** Of somebody who has nothing. */
    public static final RefreshRequest EVERYTHING = new RefreshRequest(null, ANY_SIZE, List.of());

    /**
     * @throws IllegalArgumentException if a number is below 0, or there are too many areas
     */
    public RefreshRequest {
        if (since != null && (since.epoch() < 0 || since.frame() < 0)) {
            throw new IllegalArgumentException(
                    "no frame is number " + since.frame() + " of epoch " + since.epoch());
        }
        if (mostBytes < 0) {
            throw new IllegalArgumentException(
                    "mostBytes: " + mostBytes + " is out of range, allowed 0 and more");
        }
        again = List.copyOf(again);
        if (again.size() > MOST_AREAS) {
            throw new IllegalArgumentException(
                    "again: " + again.size() + " areas, allowed at most " + MOST_AREAS);
        }
    }

    /**
     * Of a reader that has missed what followed this frame; of any size.
     *
     * @param since null if it has nothing
     */
    public static RefreshRequest since(@Nullable FrameNumber since) {
        return new RefreshRequest(since, ANY_SIZE, List.of());
    }

    /**
     * One request that serves both: since the older frame, or since nothing if one has nothing or
     * they are of two epochs. It is of any size if one of them is, else of the smaller one. Areas
     * beyond {@link #MOST_AREAS} are left out; who lacks them asks again.
     */
    public RefreshRequest joined(RefreshRequest other) {
        Objects.requireNonNull(other, "other");
        boolean anySize = mostBytes == ANY_SIZE || other.mostBytes == ANY_SIZE;
        return new RefreshRequest(
                older(since, other.since),
                anySize ? ANY_SIZE : Math.min(mostBytes, other.mostBytes),
                Stream.concat(again.stream(), other.again.stream())
                        .distinct()
                        .limit(MOST_AREAS)
                        .toList());
    }

    private static @Nullable FrameNumber older(@Nullable FrameNumber a, @Nullable FrameNumber b) {
        if (a == null || b == null || a.epoch() != b.epoch()) {
            return null;
        }
        return a.frame() <= b.frame() ? a : b;
    }
}
