// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The tables that pages of results can have, by the names that their markers use. */
final class ResultTables {

    static final Map<String, ResultTable> ALL = all();

    private ResultTables() {}

    private static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put("measured", MeasuredTable::of);
        tables.put("profile", ResultTable.ofOne(ProfileTable::of));
        tables.put("bitrate", ResultTable.ofOne(BitrateTable::of));
        tables.put("gateway", ResultTable.ofOne(GatewayTable::of));
        tables.putAll(AreaTables.all());
        tables.putAll(CostTables.all());
        tables.putAll(JmhTables.all());
        tables.putAll(LatencyTables.all());
        tables.putAll(MixedTables.all());
        tables.putAll(PageTables.all());
        tables.putAll(PerformanceTables.all());
        tables.putAll(WorkloadTables.all());
        return Collections.unmodifiableMap(tables);
    }
}
