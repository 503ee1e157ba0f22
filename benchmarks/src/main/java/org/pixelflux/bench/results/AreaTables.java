// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.Spread;
import org.pixelflux.bench.workload.ChangedArea;

/** What benchmarks/run area has measured. */
final class AreaTables {

    private static final double MILLIS_A_SECOND = 1000;

    private AreaTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put("area", ResultTable.ofOne(AreaTables::area));
        tables.put("area-ratios", ResultTable.ofOne(AreaTables::ratios));
        return tables;
    }

    private static Set<String> modes(Measured file) {
        Set<String> modes = new LinkedHashSet<>();
        file.elements("/runs").forEach(run -> modes.add(run.path("codec").asText()));
        return modes;
    }

    private static String area(Measured file) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.name("changes, 30 a second", 0));
        for (String work : List.of("memcpy", "memcmp")) {
            columns.add(new Column(work + ", % of a core", one -> alone(file, one.name(0), work)));
        }
        Set<String> modes = modes(file);
        modes.forEach(mode -> columns.add(mode(mode + ", % of a core", mode, "/cpuPercent", 2)));
        modes.forEach(mode -> columns.add(mode(mode + ", kB/s", mode, "/kilobytesPerSecond", 1)));
        return Table.of(file.groups("/runs", "/workload"), columns);
    }

    private static String alone(Measured file, String workload, String work) {
        double percents = ChangedArea.RATE / MILLIS_A_SECOND * 100;
        return file.whole().text("/calibrationMillis/" + workload + "/" + work, percents, 2);
    }

    private static Optional<Repeats> ofMode(Repeats workload, String mode) {
        return Repeats.of(workload.runs(), "/codec").stream()
                .filter(runs -> runs.name(0).equals(mode))
                .findFirst();
    }

    private static Column mode(String title, String mode, String pointer, int digits) {
        return new Column(
                title,
                one -> ofMode(one, mode).map(runs -> runs.text(pointer, digits)).orElse("–"));
    }

    /** What the mode mixed takes by the others. */
    private static String ratios(Measured file) {
        return Table.of(
                file.groups("/runs", "/workload"),
                Column.name("changes, 30 a second", 0),
                new Column("CPU by jpeg", one -> ratio(one, "jpeg", "/cpuPercent")),
                new Column("CPU by h264", one -> ratio(one, "h264", "/cpuPercent")),
                new Column("bytes by jpeg", one -> ratio(one, "jpeg", "/kilobytesPerSecond")),
                new Column("bytes by h264", one -> ratio(one, "h264", "/kilobytesPerSecond")));
    }

    /** Of medians; "none" where the ranges have a value in common. */
    private static String ratio(Repeats workload, String mode, String pointer) {
        Optional<Spread> value = ofMode(workload, "mixed").flatMap(runs -> runs.spread(pointer));
        Optional<Spread> base = ofMode(workload, mode).flatMap(runs -> runs.spread(pointer));
        return value.isEmpty() || base.isEmpty()
                ? "–"
                : WorkloadTables.ratio(base.get(), value.get());
    }
}
