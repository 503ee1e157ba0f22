// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;

/**
 * Finds the whole pictures among the frames of a session in mode mixed, for the topic of key
 * frames: complete frames as they are, and refreshes since nothing, which may be split over several
 * frames, as one complete frame. One thread at a time.
 */
final class WholePictures {

    /**
     * A frame that any reader can begin with.
     *
     * @param bytes in the form of docs/wire.md; it is complete
     * @param offset of the first record that has something of it
     */
    record Whole(byte[] bytes, long offset) {}

    /** Of a refresh since nothing, from its first one on. */
    private final List<MixedFrame> parts = new ArrayList<>();

    private long firstOffset;

    /**
     * Takes the next frame that is in the live topic.
     *
     * @param offset of its first record
     */
    Optional<Whole> take(MixedFrame frame, long offset) {
        if (frame.complete()) {
            parts.clear();
            return Optional.of(new Whole(frame.sharedBytes(), offset));
        }
        Refresh refresh = frame.refresh();
        boolean exact = refresh != null && refresh.fromNothing() && !refresh.coarse();
        if (!exact || !begins(frame) && !goesOn(frame)) {
            parts.clear();
            return Optional.empty();
        }
        if (begins(frame)) {
            parts.clear();
            firstOffset = offset;
        }
        parts.add(frame);
        if (!refresh.lastPart()) {
            return Optional.empty();
        }
        Whole whole = new Whole(MixedFrame.completeBytes(parts), firstOffset);
        parts.clear();
        return Optional.of(whole);
    }

    private static boolean begins(MixedFrame frame) {
        return frame.refresh().start() == frame.id();
    }

    private boolean goesOn(MixedFrame frame) {
        if (parts.isEmpty()) {
            return false;
        }
        MixedFrame last = parts.get(parts.size() - 1);
        return last.epoch() == frame.epoch()
                && last.id() == frame.previous()
                && parts.get(0).id() == frame.refresh().start();
    }
}
