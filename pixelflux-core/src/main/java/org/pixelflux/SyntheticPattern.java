// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** What the synthetic picture shows. */
public enum SyntheticPattern implements OptionWord {
    /** Shaded blocks that move sideways in some of the rows. */
    SHIFT,

    /** Rows that move upwards, as a page that is scrolled. */
    SCROLL,

    /** A window that moves over a still ground. */
    WINDOW,

    /** Pixels without any order, the hardest for a codec. */
    NOISE,

    /** Lines of text. */
    TEXT,

    /** A test chart of colours and edges. */
    CHART
}
