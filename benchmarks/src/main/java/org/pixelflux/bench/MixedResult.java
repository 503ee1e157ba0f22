// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pixelflux.bench.tool.Build;
import org.pixelflux.bench.tool.ScreenKind;

/**
 * All that one call of {@code benchmarks/run mixed} found.
 *
 * @param command what was called
 * @param loadBefore the machine's load averages
 * @param changes of each run of latency
 * @param failures runs that gave no figures, and why
 */
record MixedResult(
        String command,
        Machine machine,
        Build before,
        Build after,
        String size,
        String largeSize,
        int seconds,
        int warmupSeconds,
        int repeats,
        int changes,
        String loadBefore,
        String loadAfter,
        MixedFigures figures,
        List<String> failures) {

    /** As Markdown: a verdict for each target, and what it follows from. */
    String report() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s; load %s before, %s after; steal %s %% of all cores' time.",
                machine.description(),
                loadBefore,
                loadAfter,
                steal());
        line(
                text,
                "%s, and %s for what is called large; %d s each after %d s of warm-up, %d times in"
                        + " turn, median (range); latency of %d changes each.",
                size,
                largeSize,
                seconds,
                warmupSeconds,
                repeats,
                changes);
        line(text, "");
        line(text, "    %s", command);
        line(text, "");
        line(text, "- %s: %s", before.name(), before.description());
        line(text, "- %s: %s", after.name(), after.description());
        failures.forEach(failure -> line(text, "- **failed**: %s", failure));
        line(text, "");
        MixedTargets targets = new MixedTargets(figures);
        line(text, "%s", targets.summary());
        line(text, "");
        text.append(targets.table());
        line(text, "");
        text.append(WorkloadReport.table(ScreenKind.XVFB, figures.usual()));
        if (!figures.large().isEmpty()) {
            line(text, "");
            line(text, "The same at %s:", largeSize);
            line(text, "");
            text.append(WorkloadReport.table(ScreenKind.XVFB, figures.large()));
        }
        if (!figures.latencies().isEmpty()) {
            line(text, "");
            text.append(latencies());
        }
        return text.toString();
    }

    private String steal() {
        List<Double> steals =
                Stream.concat(figures.usual().stream(), figures.large().stream())
                        .map(WorkloadRun::stealPercent)
                        .toList();
        return steals.isEmpty() ? "unknown" : Spread.of(steals).text(1);
    }

    private String latencies() {
        StringBuilder text = new StringBuilder();
        line(text, "| sporadic change, ms | p50 | p95 |");
        line(text, "|---|---|---|");
        figures.latencies().stream()
                .map(run -> List.of(run.build(), run.mode()))
                .distinct()
                .forEach(
                        which ->
                                line(
                                        text,
                                        "| %s %s | %s | %s |",
                                        which.get(0),
                                        which.get(1),
                                        latency(which, 50),
                                        latency(which, 95)));
        return text.toString();
    }

    private String latency(List<String> which, int percent) {
        return figures.latency(which.get(0), which.get(1), percent).orElseThrow().text(2);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
