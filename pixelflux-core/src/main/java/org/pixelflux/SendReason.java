// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * Why a capture sent a stripe or a frame. Where several reasons apply, the first of them in this
 * order counts; what is sent may serve the others, too.
 */
public enum SendReason {
    /** Something looks different than before: the screen, the cursor or the watermark in it. */
    CHANGE("change"),

    /**
     * It had to come whole, and nothing in it is known to have changed: it is the first of its
     * stream or epoch, somebody asked for a key frame, or {@code keyframeIntervalSeconds} is over.
     */
    KEY_FRAME("keyFrame"),

    /** A stripe stayed still and comes again, better than it was. */
    PAINT_OVER("paintOver"),

    /** In mode mixed: it repeats what a reader has missed, or all of the picture by interval. */
    REFRESH("refresh"),

    /** In mode mixed: what was sent as an image stayed still and comes as exact pixels. */
    REFINEMENT("refinement"),

    /** A stripe did not change, and h264StreamingMode sends all of them in each frame. */
    STREAMING("streaming");

    private final String word;

    SendReason(String word) {
        this.word = word;
    }

    /** The word that stands for this reason in the headers of messages: keyFrame for KEY_FRAME. */
    public String word() {
        return word;
    }
}
