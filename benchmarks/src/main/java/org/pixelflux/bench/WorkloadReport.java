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

/** A result as Markdown. */
final class WorkloadReport {

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
                "%s, %d s each after %d s of warm-up, seed %d.",
                result.size(),
                result.seconds(),
                result.warmupSeconds(),
                result.seed());
        line(text, "");
        line(text, "| one frame of the video, one thread alone | ms |");
        line(text, "|---|---|");
        result.calibrationMillis()
                .forEach((name, millis) -> line(text, "| %s | %.2f |", name, millis));
        line(text, "");
        line(text, "| painted, not captured | X server, %% of a core | paints/s |");
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
        for (String codec : names(result.runs(), WorkloadRun::codec)) {
            text.append(overview(codec, result.runs()));
            line(text, "");
        }
        text.append(table(result.runs()));
        line(text, "");
        result.tools().forEach((name, what) -> line(text, "- %s: %s", name, what));
        result.missing().forEach((name, what) -> line(text, "- %s is **missing**: %s", name, what));
        for (String failure : result.failures()) {
            line(text, "- **failed**: %s", failure);
        }
        return text.toString();
    }

    /** What each tool costs with each workload, and how often pixelflux's cost that is. */
    static String overview(String codec, List<WorkloadRun> runs) {
        List<WorkloadRun> coded = runs.stream().filter(run -> run.codec().equals(codec)).toList();
        Set<String> workloads = names(coded, WorkloadRun::workload);
        StringBuilder text = new StringBuilder();
        line(text, "| %s: CPU and X server, %% of a core | %s |", codec, join(workloads.stream()));
        line(text, "|---|%s", "---|".repeat(workloads.size()));
        for (String tool : names(coded, WorkloadRun::tool)) {
            Stream<String> cells =
                    workloads.stream().map(workload -> cell(coded, tool, workload, codec));
            line(text, "| %s | %s |", tool, join(cells));
        }
        return text.toString();
    }

    private static String cell(List<WorkloadRun> runs, String tool, String workload, String codec) {
        Optional<WorkloadRun> base = run(runs, PIXELFLUX, workload, codec);
        return run(runs, tool, workload, codec)
                .map(WorkloadRun::costPercent)
                .map(
                        cost ->
                                String.format(Locale.ROOT, cost < 10 ? "%.2f" : "%.1f", cost)
                                        + (tool.equals(PIXELFLUX)
                                                ? ""
                                                : times(cost, base.map(WorkloadRun::costPercent))))
                .orElse("–");
    }

    private static String times(double value, Optional<Double> base) {
        String ratio = ratio(value, base);
        return ratio.equals("–") ? "" : " (×" + ratio + ")";
    }

    private static Optional<WorkloadRun> run(
            List<WorkloadRun> runs, String tool, String workload, String codec) {
        return runs.stream()
                .filter(run -> run.tool().equals(tool))
                .filter(run -> run.workload().equals(workload))
                .filter(run -> run.codec().equals(codec))
                .findFirst();
    }

    private static Set<String> names(List<WorkloadRun> runs, Function<WorkloadRun, String> name) {
        return runs.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String join(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | "));
    }

    /** The runs, each beside pixelflux's with the same workload and codec. */
    static String table(List<WorkloadRun> runs) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "| workload | codec | tool | CPU, %% of a core | X server, %% more | both, of"
                        + " pixelflux's | frames/s | stripes/s | kB/s | kB/s, of pixelflux's | paints/s |");
        line(text, "|---|---|---|---|---|---|---|---|---|---|---|");
        for (WorkloadRun run : runs) {
            Optional<WorkloadRun> base = run(runs, PIXELFLUX, run.workload(), run.codec());
            line(
                    text,
                    "| %s | %s | %s | %.2f | %.2f | %s | %s | %s | %.1f | %s | %.1f |",
                    run.workload(),
                    run.codec(),
                    run.tool(),
                    run.cpuPercent(),
                    run.xServerPercent(),
                    ratio(run.costPercent(), base.map(WorkloadRun::costPercent)),
                    rate(run.framesPerSecond()),
                    rate(run.stripesPerSecond()),
                    run.kilobytesPerSecond(),
                    ratio(run.kilobytesPerSecond(), base.map(WorkloadRun::kilobytesPerSecond)),
                    run.paintsPerSecond());
        }
        return text.toString();
    }

    private static String ratio(double value, Optional<Double> base) {
        if (base.isEmpty() || base.get() <= 0) {
            return "–";
        }
        double ratio = value / base.get();
        return String.format(Locale.ROOT, ratio < 100 ? "%.2f" : "%.0f", ratio);
    }

    private static String rate(Double perSecond) {
        return perSecond == null ? "–" : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
