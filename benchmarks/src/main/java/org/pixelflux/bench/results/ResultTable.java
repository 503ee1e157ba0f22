// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.List;
import java.util.function.Function;
import org.pixelflux.bench.Measured;

/** A way to write figures as a table of Markdown. */
@FunctionalInterface
interface ResultTable {

    /**
     * The table, each line ended.
     *
     * @param files those that the marker names, in its order
     */
    String of(List<Measured> files);

    /** A table of one file. */
    static ResultTable ofOne(Function<Measured, String> table) {
        return files -> {
            if (files.size() != 1) {
                throw new IllegalArgumentException("is written from one file, not " + files.size());
            }
            return table.apply(files.get(0));
        };
    }
}
