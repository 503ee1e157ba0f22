// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.WorkloadMeasurement.Painted;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.Workload;
import org.pixelflux.bench.workload.WorkloadKind;

/** Who is measured when, and what came of it. */
final class WorkloadTurns {

    /** Of one run. */
    static final int MOST_REPEATS = 100;

    private final List<Contestant> contestants;
    private final int repeats;
    private final int firstTurn;
    private final List<PaintedAlone> alone = new ArrayList<>();
    private final List<WorkloadRun> runs = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** A tool in one of its modes. */
    record Contestant(Tool tool, CaptureMode mode) {}

    WorkloadTurns(List<Contestant> contestants, int repeats) {
        this(contestants, repeats, 1);
    }

    /**
     * @param firstTurn the number of the first repeat, if others were or will be made by other
     *     calls
     */
    WorkloadTurns(List<Contestant> contestants, int repeats, int firstTurn) {
        this.contestants = contestants;
        this.repeats = repeats;
        this.firstTurn = firstTurn;
    }

    /** Each mode with all tools that have it. */
    static List<Contestant> contestants(List<Tool> tools, List<CaptureMode> modes) {
        return modes.stream()
                .flatMap(
                        mode ->
                                tools.stream()
                                        .filter(tool -> tool.has(mode))
                                        .map(tool -> new Contestant(tool, mode)))
                .toList();
    }

    /** Measures each, as often as it is repeated, with one workload. */
    void measure(WorkloadMeasurement measurement, WorkloadKind workload)
            throws IOException, InterruptedException {
        measure(measurement, workload.optionValue(), workload::on);
    }

    /**
     * Measures each, as often as it is repeated, with a workload.
     *
     * @param name by which results call it
     */
    void measure(WorkloadMeasurement measurement, String name, Function<Stage, Workload> workload)
            throws IOException, InterruptedException {
        for (boolean damage : List.of(true, false)) {
            List<Contestant> group =
                    contestants.stream().filter(one -> one.tool().needsDamage() == damage).toList();
            if (!group.isEmpty()) {
                try (Painted painted = measurement.paint(name, workload, damage)) {
                    measure(painted, name, group);
                }
            }
        }
    }

    private void measure(Painted painted, String workload, List<Contestant> group)
            throws InterruptedException {
        boolean first =
                alone.stream().noneMatch(one -> one.workload().equals(painted.alone().workload()));
        if (first) {
            alone.add(painted.alone());
        }
        progress(workload, "painted alone", painted.alone().summary());
        for (int repeat = firstTurn; repeat < firstTurn + repeats; repeat++) {
            for (Contestant one : order(group, repeat)) {
                measure(painted, workload, one, repeat);
            }
        }
    }

    /**
     * Back and forth, ABBA, so that a machine that becomes slower or busier does so for all.
     *
     * @param repeat counted from 1
     */
    static <T> List<T> order(List<T> group, int repeat) {
        List<T> order = new ArrayList<>(group);
        if (repeat % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private void measure(Painted painted, String workload, Contestant one, int repeat)
            throws InterruptedException {
        String what = one.tool().name() + " " + one.mode().optionValue();
        if (repeats > 1) {
            what += " " + repeat + "/" + (firstTurn + repeats - 1);
        }
        try {
            WorkloadRun run = painted.run(one.tool(), one.mode(), repeat);
            runs.add(run);
            progress(workload, what, run.summary());
        } catch (IOException | RuntimeException e) {
            failures.add(workload + ", " + what + ": " + e.getMessage());
            progress(workload, what, "FAILED: " + e.getMessage());
        }
    }

    private static void progress(String workload, String what, String outcome) {
        System.err.printf(Locale.ROOT, "%s, %s: %s%n", workload, what, outcome);
    }

    /** What each workload costs while nothing captures. */
    List<PaintedAlone> alone() {
        return alone;
    }

    List<WorkloadRun> runs() {
        return runs;
    }

    /** Runs that gave no figures, and why. */
    List<String> failures() {
        return failures;
    }
}
