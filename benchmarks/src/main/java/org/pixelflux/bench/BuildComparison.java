// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixelflux.bench.tool.ScreenKind;

/** What the repeated runs of two builds tell, figure by figure. */
public final class BuildComparison {

    /** A figure of both builds with one workload and codec. */
    private record Row(RepeatedRuns runs, Figure figure, Spread before, Spread after) {

        Difference difference() {
            return Difference.between(before, after);
        }

        String ratio() {
            return before.median() <= 0
                    ? "–"
                    : String.format(Locale.ROOT, "%.3f", after.median() / before.median());
        }

        String text(String before, ScreenKind screen) {
            // With options, a tool's name says which.
            String options = runs.tool().substring(before.length());
            return String.join(
                    " | ",
                    runs.workload(),
                    runs.codec() + options,
                    figure.title(screen),
                    figure.text(this.before),
                    figure.text(after),
                    ratio(),
                    difference().word());
        }
    }

    private final ScreenKind screen;
    private final String before;
    private final String after;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param screen what showed the workloads
     * @param runs of tools that have these names, or one of these names, "?" and their options
     */
    public BuildComparison(ScreenKind screen, String before, String after, List<WorkloadRun> runs) {
        this.screen = screen;
        this.before = before;
        this.after = after;
        List<RepeatedRuns> all = RepeatedRuns.of(runs);
        for (RepeatedRuns one : all) {
            if (one.tool().equals(before) || one.tool().startsWith(before + "?")) {
                counterpart(all, one).ifPresent(other -> add(one, other));
            }
        }
    }

    private Optional<RepeatedRuns> counterpart(List<RepeatedRuns> all, RepeatedRuns one) {
        String tool = after + one.tool().substring(before.length());
        return all.stream()
                .filter(other -> other.tool().equals(tool))
                .filter(other -> other.workload().equals(one.workload()))
                .filter(other -> other.codec().equals(one.codec()))
                .findFirst();
    }

    private void add(RepeatedRuns one, RepeatedRuns other) {
        for (Figure figure : Figure.values()) {
            Optional<Spread> here = figure.of(one);
            Optional<Spread> there = figure.of(other);
            if (here.isPresent() && there.isPresent()) {
                rows.add(new Row(one, figure, here.get(), there.get()));
            }
        }
    }

    /** A row for each figure: medians, ranges, the medians' ratio, and the difference in a word. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append("| workload | mode | figure | ");
        text.append(before).append(" | ").append(after).append(" | ");
        text.append(after).append('/').append(before).append(" | difference |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        rows.forEach(row -> text.append("| ").append(row.text(before, screen)).append(" |\n"));
        return text.toString();
    }

    /** The workloads and modes with which the second build needs more processor time or bytes. */
    List<String> worse() {
        Set<Figure> costs = Set.of(Figure.CPU, Figure.SERVER, Figure.KILOBYTES);
        Stream<Row> worse =
                rows.stream()
                        .filter(row -> costs.contains(row.figure))
                        .filter(row -> row.difference() == Difference.MORE);
        return worse.map(
                        row ->
                                row.runs.workload()
                                        + ", "
                                        + row.runs.codec()
                                        + ": "
                                        + row.figure.title(screen))
                .toList();
    }
}
