// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The runs of one tool with one workload and codec: at least one. */
record RepeatedRuns(String workload, String codec, String tool, List<WorkloadRun> runs) {

    /** All runs by what they repeat, in the order of their first ones. */
    static List<RepeatedRuns> of(List<WorkloadRun> runs) {
        Map<List<String>, List<WorkloadRun>> groups = new LinkedHashMap<>();
        for (WorkloadRun run : runs) {
            List<String> what = List.of(run.workload(), run.codec(), run.tool());
            groups.computeIfAbsent(what, key -> new ArrayList<>()).add(run);
        }
        return groups.values().stream().map(RepeatedRuns::ofGroup).toList();
    }

    private static RepeatedRuns ofGroup(List<WorkloadRun> group) {
        WorkloadRun first = group.get(0);
        return new RepeatedRuns(first.workload(), first.codec(), first.tool(), List.copyOf(group));
    }

    /** A figure of these runs; empty where the tool does not tell it. */
    Optional<Spread> spread(Function<WorkloadRun, Double> figure) {
        List<Double> values = runs.stream().map(figure).filter(Objects::nonNull).toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** What the runs cost the machine: the tool and the X server. */
    Spread cost() {
        return Spread.of(runs.stream().map(WorkloadRun::costPercent).toList());
    }

    /** Thousands of bytes a second. */
    Spread kilobytes() {
        return Spread.of(runs.stream().map(WorkloadRun::kilobytesPerSecond).toList());
    }
}
