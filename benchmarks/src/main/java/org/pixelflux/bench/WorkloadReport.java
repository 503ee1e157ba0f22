// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A result as Markdown. */
final class WorkloadReport {

    private static final String PIXELFLUX = "pixelflux";

    private final WorkloadResult result;

    WorkloadReport(WorkloadResult result) {
        this.result = result;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        Machine machine = result.machine();
        line(
                text,
                "%s, %d cores, Linux %s, %s, Java %s; load %s before, %s after.",
                machine.processor(),
                machine.cores(),
                machine.kernel(),
                machine.system(),
                machine.java(),
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
        text.append(table(result.runs()));
        line(text, "");
        result.tools().forEach((name, what) -> line(text, "- %s: %s", name, what));
        result.missing().forEach((name, what) -> line(text, "- %s is **missing**: %s", name, what));
        for (String failure : result.failures()) {
            line(text, "- **failed**: %s", failure);
        }
        return text.toString();
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
            Optional<WorkloadRun> base =
                    runs.stream()
                            .filter(other -> other.tool().equals(PIXELFLUX))
                            .filter(other -> other.workload().equals(run.workload()))
                            .filter(other -> other.codec().equals(run.codec()))
                            .findFirst();
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
