// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelflux.bench.workload.WorkloadKind;

/**
 * What was measured of a mode, of the modes that were there before, and of the build before.
 *
 * @param mode that is judged, of the build after
 * @param usual the runs on the usual screen
 * @param large those on the large screen, of that mode alone
 */
public record MixedFigures(
        String mode, List<WorkloadRun> usual, List<WorkloadRun> large, List<LatencyRun> latencies) {

    static final String BEFORE = "before";
    static final String AFTER = "after";

    /** A figure's median and range, with the words for what it is of. */
    record Value(String workload, Figure figure, Spread spread, String name) {

        String text() {
            return name + " " + figure.text(spread);
        }
    }

    Optional<Value> judged(WorkloadKind workload, Figure figure) {
        return value(usual, workload, AFTER, mode, figure, mode);
    }

    Optional<Value> judgedLarge(WorkloadKind workload, Figure figure) {
        return value(large, workload, AFTER, mode, figure, mode + ", large");
    }

    /** Of the build after in a mode that was there before. */
    Optional<Value> after(WorkloadKind workload, String known, Figure figure) {
        return value(usual, workload, AFTER, known, figure, known);
    }

    Optional<Value> before(WorkloadKind workload, String known, Figure figure) {
        return value(usual, workload, BEFORE, known, figure, known + " before");
    }

    private static Optional<Value> value(
            List<WorkloadRun> runs,
            WorkloadKind workload,
            String tool,
            String mode,
            Figure figure,
            String name) {
        String word = workload.optionValue();
        return RepeatedRuns.of(runs).stream()
                .filter(one -> one.workload().equals(word))
                .filter(one -> one.tool().equals(tool) && one.codec().equals(mode))
                .findFirst()
                .flatMap(figure::of)
                .map(spread -> new Value(word, figure, spread, name));
    }

    /** Milliseconds that at least that share of the changes took at most, in percent. */
    Optional<Spread> latency(String build, String mode, int percent) {
        List<Double> values = new ArrayList<>();
        for (LatencyRun run : latencies) {
            if (run.build().equals(build) && run.mode().equals(mode)) {
                values.add(new Distribution(run.millis()).percentile(percent));
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }
}
