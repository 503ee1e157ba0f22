// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelflux.bench.tool.Build;
import org.pixelflux.bench.tool.ScreenKind;

/**
 * All that one call of {@code benchmarks/run workloads} found.
 *
 * @param command what was called
 * @param screen what showed the workloads
 * @param builds that were compared: two, or none
 * @param size such as 1920x1080
 * @param cpus the processors that a tool might use; empty for all
 * @param quotaPercent of one core that a tool might use; 0 if nothing limits it
 * @param loadBefore the machine's load averages
 * @param calibrationMillis what work on one frame of the video workload takes one thread alone
 * @param tools what each name stands for
 * @param missing tools that are not on this machine, and what they lack
 * @param failures runs that gave no figures, and why
 */
record WorkloadResult(
        String command,
        Machine machine,
        ScreenKind screen,
        List<Build> builds,
        String size,
        String cpus,
        int quotaPercent,
        int seconds,
        int warmupSeconds,
        int repeats,
        long seed,
        String loadBefore,
        String loadAfter,
        Map<String, Double> calibrationMillis,
        Map<String, String> tools,
        Map<String, String> missing,
        List<PaintedAlone> paintedAlone,
        List<WorkloadRun> runs,
        List<String> failures) {

    /** The builds beside each other; empty if none were compared. */
    Optional<BuildComparison> comparison() {
        return builds.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new BuildComparison(
                                screen, builds.get(0).name(), builds.get(1).name(), runs));
    }
}
