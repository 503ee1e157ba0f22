// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pixelflux.bench.LatencyRun;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.MixedFigures;
import org.pixelflux.bench.MixedTargets;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.WorkloadRun;

/** What benchmarks/run mixed has measured. */
final class MixedTables {

    private static final String USUAL = "/figures/usual";
    private static final String LARGE = "/figures/large";
    private static final String LATENCIES = "/figures/latencies";

    private MixedTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put(
                "mixed-targets",
                ResultTable.ofOne(file -> new MixedTargets(figures(file)).table()));
        tables.put(
                "mixed-runs",
                ResultTable.ofOne(file -> WorkloadTables.narrow(file.elements(USUAL))));
        tables.put(
                "mixed-large",
                ResultTable.ofOne(file -> WorkloadTables.narrow(file.elements(LARGE))));
        tables.put("mixed-latency", ResultTable.ofOne(MixedTables::latency));
        return tables;
    }

    private static MixedFigures figures(Measured file) {
        return new MixedFigures(
                file.at("/figures/mode").asText(),
                ResultFiles.values(file.elements(USUAL), WorkloadRun.class),
                ResultFiles.values(file.elements(LARGE), WorkloadRun.class),
                ResultFiles.values(file.elements(LATENCIES), LatencyRun.class));
    }

    private static String latency(Measured file) {
        Table table = new Table("sporadic change, ms", "changes", "p50", "p95");
        for (Repeats one : file.groups(LATENCIES, "/build", "/mode")) {
            table.row(
                    String.join(" ", List.of(one.name(0), one.name(1))),
                    "" + one.samples("/millis"),
                    one.percentile("/millis", 50, 2),
                    one.percentile("/millis", 95, 2));
        }
        return table.text();
    }
}
