// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.Spread;

/** How soon something is known, shown or exact; each with the number of samples behind it. */
final class LatencyTables {

    private static final List<String> MODES = List.of("jpeg", "h264", "mixed");

    private LatencyTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put("first-stripe", ResultTable.ofOne(LatencyTables::firstStripe));
        tables.put("cold", LatencyTables::cold);
        tables.put("wayland", ResultTable.ofOne(LatencyTables::wayland));
        tables.put("photo", ResultTable.ofOne(LatencyTables::photo));
        tables.put("photo-changes", ResultTable.ofOne(LatencyTables::photoChanges));
        return tables;
    }

    private static String firstStripe(Measured file) {
        Table table =
                new Table(
                        "mode",
                        "changes",
                        "p50, ms",
                        "p95, ms",
                        "p99 of all, ms",
                        "max, ms",
                        "lost");
        Repeats all = file.whole();
        int asked = all.values("/changes").stream().mapToInt(Double::intValue).sum();
        for (String mode : MODES) {
            String millis = millis(mode);
            if (all.samples(millis) > 0) {
                List<String> cells = cells(mode, all, millis, 50, 95);
                cells.add(all.pooled(millis, 99, 2));
                cells.add(all.pooled(millis, 100, 2));
                cells.add("" + (asked - all.samples(millis)));
                table.row(cells);
            }
        }
        return table.text();
    }

    private static String millis(String mode) {
        return "/" + mode + "Millis";
    }

    /** The first change that a new JVM sees, beside those of one that has seen many. */
    private static String cold(List<Measured> files) {
        Table table = new Table("mode", "new JVMs", "p50, ms", "max, ms", "p50 of a warm one, ms");
        Repeats cold = files.get(0).whole();
        Repeats warm = files.get(1).whole();
        for (String mode : MODES) {
            String millis = millis(mode);
            if (cold.samples(millis) > 0) {
                table.row(
                        mode,
                        "" + cold.samples(millis),
                        cold.pooled(millis, 50, 2),
                        cold.pooled(millis, 100, 2),
                        warm.percentile(millis, 50, 2));
            }
        }
        return table.text();
    }

    private static String wayland(Measured file) {
        Table table =
                new Table(
                        "screen",
                        "changes",
                        "p50, ms",
                        "p95, ms",
                        "max, ms",
                        "% of a core, each round",
                        "server, % of a core");
        Repeats all = file.whole();
        for (String screen : names(file.at("/latencyMillis"))) {
            String millis = "/latencyMillis/" + screen;
            List<JsonNode> costs = file.elements("/costs/" + screen);
            List<String> rounds =
                    costs.stream()
                            .map(
                                    cost ->
                                            Spread.of(List.of(cost.path("percent").asDouble()))
                                                    .text(2))
                            .toList();
            List<String> cells = cells(screen, all, millis, 50, 95, 100);
            cells.add(String.join(", ", rounds));
            cells.add(new Repeats(List.of(), costs).text("/serverPercent", 2));
            table.row(cells);
        }
        return table.text();
    }

    /** A name, the number of samples, and percentiles of them. */
    private static List<String> cells(String name, Repeats all, String millis, int... percents) {
        List<String> cells = new ArrayList<>(List.of(name, "" + all.samples(millis)));
        for (int percent : percents) {
            cells.add(all.percentile(millis, percent, 2));
        }
        return cells;
    }

    private static String photo(Measured file) {
        List<String> ways = names(file.at("/rests"));
        List<String> titles = new ArrayList<>(List.of("a photo of 1920x1080"));
        titles.addAll(ways);
        Table table = new Table(titles);
        row(table, file, ways, "the picture is there (first frame), ms", "/firstFrameMillis", 0);
        row(table, file, ways, "nothing more comes (last frame), ms", "/lastFrameMillis", 0);
        row(table, file, ways, "frames", "/frames", 0);
        row(table, file, ways, "kB", "/kilobytes", 0);
        row(table, file, ways, "processor time of the JVM, ms", "/processorMillis", 0);
        return table.text();
    }

    private static void row(
            Table table,
            Measured file,
            List<String> ways,
            String title,
            String pointer,
            int digits) {
        List<String> cells = new ArrayList<>(List.of(title));
        for (String way : ways) {
            Repeats rests = new Repeats(List.of(), file.elements("/rests/" + way));
            cells.add(rests.text(pointer, digits));
        }
        table.row(cells);
    }

    private static String photoChanges(Measured file) {
        Repeats all = file.whole();
        List<String> ways = names(file.at("/latencyMillis"));
        List<String> titles = new ArrayList<>(List.of("a change meanwhile, ms"));
        ways.forEach(way -> titles.add(way + ", of " + all.samples("/latencyMillis/" + way)));
        Table table = new Table(titles);
        for (int percent : List.of(50, 95, 99)) {
            List<String> cells = new ArrayList<>(List.of("p" + percent));
            ways.forEach(way -> cells.add(all.percentile("/latencyMillis/" + way, percent, 2)));
            table.row(cells);
        }
        return table.text();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
