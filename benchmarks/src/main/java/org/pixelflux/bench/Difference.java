// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Locale;

/** What repeated runs of two builds tell about a figure of theirs. */
public enum Difference {
    /** The ranges have a value in common: the runs of one build differ as much. */
    NONE,
    /** Every run after has less than every run before. */
    LESS,
    /** Every run after has more than every run before. */
    MORE;

    /** The word for {@link #NONE}. */
    static final String NO_WORD = "none";

    public static Difference between(Spread before, Spread after) {
        if (after.max() < before.min()) {
            return LESS;
        }
        return after.min() > before.max() ? MORE : NONE;
    }

    /** The word for it in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
