// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.function.Function;
import org.pixelflux.bench.Repeats;

/**
 * A column of a table that has a row for each thing that was measured.
 *
 * @param cell of a thing, once or more often measured
 */
record Column(String title, Function<Repeats, String> cell) {

    /** A part of what the thing is. */
    static Column name(String title, int index) {
        return new Column(title, one -> one.name(index));
    }

    /** Median and range of a figure. */
    static Column figure(String title, String pointer, int digits) {
        return new Column(title, one -> one.text(pointer, digits));
    }
}
