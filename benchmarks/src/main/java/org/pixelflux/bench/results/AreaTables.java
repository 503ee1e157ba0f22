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
        Set<String> modes = modes(file);
        List<String> titles =
                new ArrayList<>(
                        List.of(
                                "changes, 30 a second",
                                "memcpy, % of a core",
                                "memcmp, % of a core"));
        modes.forEach(mode -> titles.add(mode + ", % of a core"));
        modes.forEach(mode -> titles.add(mode + ", kB/s"));
        Table table = new Table(titles);
        for (Repeats one : file.groups("/runs", "/workload")) {
            List<String> cells = new ArrayList<>(List.of(one.name(0)));
            for (String work : List.of("memcpy", "memcmp")) {
                String pointer = "/calibrationMillis/" + one.name(0) + "/" + work;
                double percents = ChangedArea.RATE / MILLIS_A_SECOND * 100;
                cells.add(file.whole().text(pointer, percents, 2));
            }
            modes.forEach(mode -> cells.add(mode(one, mode, "/cpuPercent", 2)));
            modes.forEach(mode -> cells.add(mode(one, mode, "/kilobytesPerSecond", 1)));
            table.row(cells);
        }
        return table.text();
    }

    private static Optional<Repeats> ofMode(Repeats workload, String mode) {
        return Repeats.of(workload.runs(), "/codec").stream()
                .filter(runs -> runs.name(0).equals(mode))
                .findFirst();
    }

    private static String mode(Repeats workload, String mode, String pointer, int digits) {
        return ofMode(workload, mode).map(runs -> runs.text(pointer, digits)).orElse("–");
    }

    /** What the mode mixed takes by the others. */
    private static String ratios(Measured file) {
        Table table =
                new Table(
                        "changes, 30 a second",
                        "CPU by jpeg",
                        "CPU by h264",
                        "bytes by jpeg",
                        "bytes by h264");
        for (Repeats one : file.groups("/runs", "/workload")) {
            table.row(
                    one.name(0),
                    ratio(one, "jpeg", "/cpuPercent"),
                    ratio(one, "h264", "/cpuPercent"),
                    ratio(one, "jpeg", "/kilobytesPerSecond"),
                    ratio(one, "h264", "/kilobytesPerSecond"));
        }
        return table.text();
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
