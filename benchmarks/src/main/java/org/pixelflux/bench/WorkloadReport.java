// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelflux.bench.tool.ScreenKind;

/** A result as Markdown. */
public final class WorkloadReport {

    private static final String PIXELFLUX = "pixelflux";

    private final WorkloadResult result;

    WorkloadReport(WorkloadResult result) {
        this.result = result;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s; load %s before, %s after.",
                result.machine().description(),
                result.loadBefore(),
                result.loadAfter());
        line(
                text,
                "%s, %d s each after %d s of warm-up, %s, seed %d; steal %s %% of all cores' time.",
                result.size(),
                result.seconds(),
                result.warmupSeconds(),
                result.repeats() == 1
                        ? "once"
                        : result.repeats() + " times in turn, median (range)",
                result.seed(),
                steal(result.runs()));
        line(text, "");
        line(text, "    %s", result.command());
        line(text, "");
        line(text, "| one frame of the video, one thread alone | ms |");
        line(text, "|---|---|");
        result.calibrationMillis()
                .forEach((name, millis) -> line(text, "| %s | %.2f |", name, millis));
        line(text, "");
        line(
                text,
                "| painted, not captured | %s, %% of a core | paints/s |",
                result.screen().server());
        line(text, "|---|---|---|");
        for (PaintedAlone alone : result.paintedAlone()) {
            line(
                    text,
                    "| %s | %.2f | %.1f |",
                    alone.workload(),
                    alone.xServerPercent(),
                    alone.paintsPerSecond());
        }
        line(text, "");
        result.comparison()
                .ifPresentOrElse(comparison -> text.append(comparison.table()), () -> tables(text));
        line(text, "");
        result.tools().forEach((name, what) -> line(text, "- %s: %s", name, what));
        result.missing().forEach((name, what) -> line(text, "- %s is **missing**: %s", name, what));
        for (String failure : result.failures()) {
            line(text, "- **failed**: %s", failure);
        }
        return text.toString();
    }

    private void tables(StringBuilder text) {
        for (String codec : names(result.runs(), WorkloadRun::codec)) {
            text.append(overview(result.screen(), codec, result.runs()));
            line(text, "");
        }
        text.append(table(result.screen(), result.runs()));
    }

    private static String steal(List<WorkloadRun> runs) {
        return runs.isEmpty()
                ? "unknown"
                : Spread.of(runs.stream().map(WorkloadRun::stealPercent).toList()).text(1);
    }

    /** What each tool costs with each workload, and how often pixelflux's cost that is. */
    public static String overview(ScreenKind screen, String codec, List<WorkloadRun> runs) {
        List<RepeatedRuns> coded =
                RepeatedRuns.of(runs).stream().filter(one -> one.codec().equals(codec)).toList();
        Set<String> workloads = names(coded, RepeatedRuns::workload);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "| %s: CPU and %s, %% of a core | %s |",
                codec,
                screen.server(),
                join(workloads.stream()));
        line(text, "|---|%s", "---|".repeat(workloads.size()));
        for (String tool : names(coded, RepeatedRuns::tool)) {
            Stream<String> cells =
                    workloads.stream().map(workload -> cell(coded, tool, workload, codec));
            line(text, "| %s | %s |", tool, join(cells));
        }
        return text.toString();
    }

    private static String cell(
            List<RepeatedRuns> runs, String tool, String workload, String codec) {
        Optional<Spread> base = find(runs, PIXELFLUX, workload, codec).map(RepeatedRuns::cost);
        return find(runs, tool, workload, codec)
                .map(RepeatedRuns::cost)
                .map(
                        cost ->
                                String.format(
                                                Locale.ROOT,
                                                cost.median() < 10 ? "%.2f" : "%.1f",
                                                cost.median())
                                        + (tool.equals(PIXELFLUX) ? "" : times(cost, base)))
                .orElse("–");
    }

    private static String times(Spread value, Optional<Spread> base) {
        String ratio = ratio(value, base);
        return switch (ratio) {
            case "–" -> "";
            case Difference.NO_WORD -> " (" + ratio + ")";
            default -> " (×" + ratio + ")";
        };
    }

    private static Optional<RepeatedRuns> find(
            List<RepeatedRuns> runs, String tool, String workload, String codec) {
        return runs.stream()
                .filter(run -> run.tool().equals(tool))
                .filter(run -> run.workload().equals(workload))
                .filter(run -> run.codec().equals(codec))
                .findFirst();
    }

    private static <T> Set<String> names(List<T> runs, Function<T, String> name) {
        return runs.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String join(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | "));
    }

    /** The tools' figures, each beside pixelflux's with the same workload and codec. */
    public static String table(ScreenKind screen, List<WorkloadRun> runs) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "| workload | codec | tool | CPU, %% of a core | %s, %% more | both, of"
                        + " pixelflux's | frames/s | stripes/s | kB/s | kB/s, of pixelflux's | paints/s |",
                screen.server());
        line(text, "|---|---|---|---|---|---|---|---|---|---|---|");
        List<RepeatedRuns> repeated = RepeatedRuns.of(runs);
        for (RepeatedRuns run : repeated) {
            Optional<RepeatedRuns> base = find(repeated, PIXELFLUX, run.workload(), run.codec());
            line(
                    text,
                    "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
                    run.workload(),
                    run.codec(),
                    run.tool(),
                    figure(run, WorkloadRun::cpuPercent, 2),
                    figure(run, WorkloadRun::xServerPercent, 2),
                    ratio(run.cost(), base.map(RepeatedRuns::cost)),
                    figure(run, WorkloadRun::framesPerSecond, 1),
                    figure(run, WorkloadRun::stripesPerSecond, 1),
                    figure(run, WorkloadRun::kilobytesPerSecond, 1),
                    ratio(run.kilobytes(), base.map(RepeatedRuns::kilobytes)),
                    figure(run, WorkloadRun::paintsPerSecond, 1));
        }
        return text.toString();
    }

    private static String figure(
            RepeatedRuns runs, Function<WorkloadRun, Double> figure, int digits) {
        return runs.spread(figure).map(spread -> spread.text(digits)).orElse("–");
    }

    /** Of medians; a word where the runs of one differ as much as the two do. */
    private static String ratio(Spread value, Optional<Spread> base) {
        if (base.isEmpty() || base.get().median() <= 0) {
            return "–";
        }
        boolean itself = value.equals(base.get());
        if (!itself && Difference.between(base.get(), value) == Difference.NONE) {
            return Difference.NO_WORD;
        }
        double ratio = value.median() / base.get().median();
        return String.format(Locale.ROOT, ratio < 100 ? "%.2f" : "%.0f", ratio);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
