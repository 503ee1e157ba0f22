// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Optional;
import java.util.function.Function;
import org.pixelflux.bench.tool.ScreenKind;

/** What is compared of runs, with the digits that its unit needs. */
enum Figure {
    CPU("CPU, % of a core", 2, WorkloadRun::cpuPercent),
    SERVER("% more", 2, WorkloadRun::xServerPercent),
    FRAMES("frames/s", 1, WorkloadRun::framesPerSecond),
    KILOBYTES("kB/s", 1, WorkloadRun::kilobytesPerSecond);

    private final String title;
    private final int digits;
    private final Function<WorkloadRun, Double> of;

    Figure(String title, int digits, Function<WorkloadRun, Double> of) {
        this.title = title;
        this.digits = digits;
        this.of = of;
    }

    /** With its unit. */
    String title(ScreenKind screen) {
        return this == SERVER ? screen.server() + ", " + title : title;
    }

    /** Of these runs; empty where the tool does not tell it. */
    Optional<Spread> of(RepeatedRuns runs) {
        return runs.spread(of);
    }

    /** Median and range. */
    String text(Spread spread) {
        return spread.text(digits);
    }
}
