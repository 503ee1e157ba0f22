// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.Map;
import java.util.TreeMap;
import org.pixelflux.bench.LatencyRun;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.MixedFigures;
import org.pixelflux.bench.MixedTargets;
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
        return Table.of(
                file.groups(LATENCIES, "/build", "/mode"),
                new Column("sporadic change, ms", one -> one.name(0) + " " + one.name(1)),
                new Column("changes", one -> "" + one.samples("/millis")),
                new Column("p50", one -> one.percentile("/millis", 50, 2)),
                new Column("p95", one -> one.percentile("/millis", 95, 2)));
    }
}
