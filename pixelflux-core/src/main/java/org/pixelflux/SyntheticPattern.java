// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/**
 * What the synthetic picture shows. Its <i>moving rows</i> are {@link
 * CaptureSettings#syntheticChange} percent of the region's rows, those in the middle.
 */
public enum SyntheticPattern implements OptionWord {
    /** Shaded blocks of 32x32 pixels, of which the moving rows go 2 pixels to the left a frame. */
    SHIFT,

    /** A page of text, of which the moving rows scroll up by a line of 16 pixels a frame. */
    SCROLL,

    /**
     * A window with text that goes 8 pixels across and 4 down a frame over still blocks, and turns
     * at the region's edges. It is a third of the region wide, and as high as there are moving
     * rows.
     */
    WINDOW,

    /**
     * Pixels without any order, the hardest for a codec. Those of the moving rows are new in each
     * frame.
     */
    NOISE,

    /**
     * A still page of text, over which one more character of 8x16 pixels is typed in each frame,
     * along the lines of the moving rows.
     */
    TEXT,

    /**
     * A still chart of colour bars, a grey ramp, columns of red and of blue one pixel wide, and red
     * text; nothing of it moves.
     */
    CHART,

    /** As {@link #SCROLL} by 57 pixels a frame, with lines in three tones. */
    SCROLL57,

    /** As {@link #SCROLL} by 120 pixels a frame. */
    SCROLL120,

    /** A page of text, of which the moving rows scroll to the left by 16 pixels a frame. */
    SIDEWAYS,

    /**
     * As {@link #SCROLL}, with a film in the moving rows of the region's right third: shaded blocks
     * that go 2 pixels to the left a frame, with grain of each frame's own.
     */
    FILM,

    /**
     * A window with text and a photograph that goes 13 pixels across and 7 down a frame over a
     * still page of text, and turns at the region's edges. It is as large as that of {@link
     * #WINDOW}.
     */
    DRAG
}
