// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.List;
import org.pixelflux.bench.Repeats;

/** A table of Markdown, row by row. */
final class Table {

    /** In place of a table for which there are no figures. */
    static final String NOT_YET = "Not measured yet.\n";

    private final int columns;
    private final StringBuilder text = new StringBuilder();

    Table(List<String> titles) {
        columns = titles.size();
        row(titles);
        text.append("|---".repeat(columns)).append("|\n");
    }

    Table(String... titles) {
        this(List.of(titles));
    }

    /**
     * A row for each thing that was measured; if there is none, older figures have no such thing.
     */
    static String of(List<Repeats> things, List<Column> columns) {
        if (things.isEmpty()) {
            return NOT_YET;
        }
        Table table = new Table(columns.stream().map(Column::title).toList());
        for (Repeats one : things) {
            table.row(columns.stream().map(column -> column.cell().apply(one)).toList());
        }
        return table.text();
    }

    static String of(List<Repeats> things, Column... columns) {
        return of(things, List.of(columns));
    }

    Table row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(
                    cells.size() + " cells in a table of " + columns + " columns: " + cells);
        }
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    String text() {
        return text.toString();
    }
}
