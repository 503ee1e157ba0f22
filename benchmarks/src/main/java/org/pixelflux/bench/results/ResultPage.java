// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.ResultFiles;

/**
 * A page of prose with tables between markers, which are written from the JSON beside it:
 *
 * <pre>
 * &lt;!-- table: NAME from FILE.json --&gt;
 * | … |
 * &lt;!-- end --&gt;
 * </pre>
 *
 * {@code table when measured:} says that nothing was measured yet where the JSON is not there.
 */
final class ResultPage {

    private static final String TABLE = "<!-- table";
    private static final String END = "<!-- end -->";
    private static final Pattern MARKER =
            Pattern.compile(
                    "<!-- table( when measured)?: ([a-z0-9-]+)"
                            + " from ([A-Za-z0-9._/-]+(?: [A-Za-z0-9._/-]+)*) -->");

    private final Path file;
    private final List<String> lines;

    private ResultPage(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static ResultPage read(Path file) throws IOException {
        return of(file, Files.readString(file));
    }

    /**
     * @param file beside which the JSON lies; it need not exist itself
     */
    static ResultPage of(Path file, String text) {
        return new ResultPage(file, text.lines().toList());
    }

    /**
     * The page with each marked table written anew.
     *
     * @throws IOException naming page and line, if a marker is not closed, names no known table, or
     *     names a file that is not there or has not the figures
     */
    String written(Map<String, ResultTable> tables) throws IOException {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            written.add(line);
            if (line.startsWith(TABLE)) {
                int end = end(i);
                written.addAll(table(i, tables).lines().toList());
                written.add(END);
                i = end;
            } else if (line.equals(END)) {
                throw problem(i, "'" + END + "' ends no table");
            }
        }
        return String.join("\n", written) + "\n";
    }

    private int end(int marker) throws IOException {
        for (int i = marker + 1; i < lines.size() && !lines.get(i).startsWith(TABLE); i++) {
            if (lines.get(i).equals(END)) {
                return i;
            }
        }
        throw problem(marker, "the table is not ended by '" + END + "'");
    }

    private String table(int line, Map<String, ResultTable> tables) throws IOException {
        Matcher marker = MARKER.matcher(lines.get(line));
        if (!marker.matches()) {
            throw problem(line, "a marker reads '<!-- table: NAME from FILE.json -->'");
        }
        ResultTable table =
                Optional.ofNullable(tables.get(marker.group(2)))
                        .orElseThrow(
                                () ->
                                        problem(
                                                line,
                                                "there is no table '"
                                                        + marker.group(2)
                                                        + "', but "
                                                        + String.join(", ", tables.keySet())));
        List<Measured> figures = new ArrayList<>();
        for (String name : marker.group(3).split(" ")) {
            Path json = file.resolveSibling(name);
            if (!Files.isRegularFile(json)) {
                if (marker.group(1) != null) {
                    return Table.NOT_YET;
                }
                throw problem(line, name + " is not beside it");
            }
            try {
                figures.add(Measured.of(ResultFiles.read(json)));
            } catch (JsonProcessingException e) {
                throw problem(line, name + " is no JSON: " + e.getOriginalMessage());
            }
        }
        try {
            return table.of(figures);
        } catch (RuntimeException e) {
            IOException problem =
                    problem(line, marker.group(2) + " of " + marker.group(3) + ": " + e);
            problem.initCause(e);
            throw problem;
        }
    }

    private IOException problem(int line, String what) {
        return new IOException(file + ":" + (line + 1) + ": " + what);
    }

    /** The first line of each table with a figure in it that stands between no markers. */
    List<String> tablesByHand() {
        List<String> titles = new ArrayList<>();
        boolean marked = false;
        boolean counted = false;
        String title = null;
        for (String line : lines) {
            marked = line.startsWith(TABLE) || marked && !line.equals(END);
            if (!line.startsWith("|")) {
                title = null;
            } else if (title == null) {
                title = line;
                counted = false;
            } else if (!marked && !counted && line.matches(".*\\d.*")) {
                titles.add(title);
                counted = true;
            }
        }
        return titles;
    }
}
