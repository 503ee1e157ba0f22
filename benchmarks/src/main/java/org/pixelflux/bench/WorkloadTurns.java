// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.pixelflux.Codec;
import org.pixelflux.bench.WorkloadMeasurement.Painted;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.workload.WorkloadKind;

/** Who is measured when, and what came of it. */
final class WorkloadTurns {

    private final List<Tool> tools;
    private final List<Codec> codecs;
    private final int repeats;
    private final List<PaintedAlone> alone = new ArrayList<>();
    private final List<WorkloadRun> runs = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    WorkloadTurns(List<Tool> tools, List<Codec> codecs, int repeats) {
        this.tools = tools;
        this.codecs = codecs;
        this.repeats = repeats;
    }

    /** Measures every tool, as often as it is repeated, with one workload. */
    void measure(WorkloadMeasurement measurement, WorkloadKind workload)
            throws IOException, InterruptedException {
        for (boolean damage : List.of(true, false)) {
            List<Tool> group = tools.stream().filter(tool -> tool.needsDamage() == damage).toList();
            if (!group.isEmpty()) {
                try (Painted painted = measurement.paint(workload, damage)) {
                    measure(painted, workload, group);
                }
            }
        }
    }

    private void measure(Painted painted, WorkloadKind workload, List<Tool> group)
            throws InterruptedException {
        boolean first =
                alone.stream().noneMatch(one -> one.workload().equals(painted.alone().workload()));
        if (first) {
            alone.add(painted.alone());
        }
        progress(workload, "painted alone", painted.alone().summary());
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Codec codec : codecs) {
                for (Tool tool : order(group, repeat)) {
                    if (tool.has(codec)) {
                        measure(painted, workload, tool, codec, repeat);
                    }
                }
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

    private void measure(Painted painted, WorkloadKind workload, Tool tool, Codec codec, int repeat)
            throws InterruptedException {
        String what = tool.name() + " " + codec.word();
        if (repeats > 1) {
            what += " " + repeat + "/" + repeats;
        }
        try {
            WorkloadRun run = painted.run(tool, codec, repeat);
            runs.add(run);
            progress(workload, what, run.summary());
        } catch (IOException | RuntimeException e) {
            failures.add(workload.optionValue() + ", " + what + ": " + e.getMessage());
            progress(workload, what, "FAILED: " + e.getMessage());
        }
    }

    private static void progress(WorkloadKind workload, String what, String outcome) {
        System.err.printf(Locale.ROOT, "%s, %s: %s%n", workload.optionValue(), what, outcome);
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
