// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.picture.FrameNumber;

/**
 * The last whole picture in mode mixed and what followed it, while that is less than a whole
 * picture. A viewer that subscribes later begins with these frames. One thread at a time.
 */
final class KnownFrames {

    /** A viewer should not be busy with old frames for long. */
    static final int MOST_FOLLOWING = 240;

    /** As a frame has at most; a stranger's parts could go on for ever. */
    static final long MOST_PICTURE_BYTES = 64L << 20;

    private static final int MOST_PARTS = 1 << 14;

    /** A complete frame, or all parts of a refresh since nothing, and what followed; or nothing. */
    private final List<RelayFrame> shown = new ArrayList<>();

    private long wholeBytes;
    private long followingBytes;
    private int following;
    private @Nullable RelayFrame last;

    /**
     * A refresh since nothing that goes on. With what is own: a viewer that had another connection
     * before may be whole as of the frame before any of them.
     */
    private final List<RelayFrame> parts = new ArrayList<>();

    private long partBytes;

    void clear() {
        forget();
        forgetParts();
        last = null;
    }

    /** Remembers that the picture is that of this frame now. */
    void take(FrameCuts frame) {
        RelayFrame own = frame.own();
        if (own.mixed().complete()) {
            begin(List.of(own));
        } else if (last == null || !own.follows(last.number())) {
            forget();
            forgetParts();
        } else if (!shown.isEmpty()) {
            follow(own);
        }
        last = own;
        takePart(frame.all());
    }

    private void follow(RelayFrame own) {
        shown.add(own);
        following++;
        followingBytes += own.wireBytes().length;
        if (following > MOST_FOLLOWING || followingBytes > wholeBytes) {
            forget();
        }
    }

    private void takePart(RelayFrame frame) {
        Refresh refresh = frame.mixed().complete() ? null : frame.mixed().refresh();
        if (refresh == null || !refresh.fromNothing() || refresh.coarse()) {
            forgetParts();
            return;
        }
        if (refresh.start() == frame.frameId()) {
            forgetParts();
        } else if (parts.isEmpty() || parts.get(0).frameId() != refresh.start()) {
            forgetParts();
            return;
        }
        parts.add(frame);
        partBytes += frame.wireBytes().length;
        if (refresh.lastPart()) {
            begin(parts);
            forgetParts();
        } else if (partBytes > MOST_PICTURE_BYTES || parts.size() > MOST_PARTS) {
            forgetParts();
        }
    }

    /** A refresh that goes on does not become what is shown. */
    void forgetParts() {
        parts.clear();
        partBytes = 0;
    }

    private void begin(Collection<RelayFrame> whole) {
        shown.clear();
        shown.addAll(whole);
        wholeBytes = shown.stream().mapToLong(frame -> frame.wireBytes().length).sum();
        followingBytes = 0;
        following = 0;
    }

    private void forget() {
        shown.clear();
    }

    /** Frames that lead from nothing to the picture of now; empty if they are not known. */
    List<RelayFrame> shown() {
        return List.copyOf(shown);
    }

    /** The last frame; null if there was none. */
    @Nullable FrameNumber end() {
        return last == null ? null : last.number();
    }
}
