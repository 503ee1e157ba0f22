// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pixelflux.bench.KernelResult;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.Spread;

/** What the suites of one question each have measured. */
final class CostTables {

    private static final String PERCENT = "% of a core";

    private CostTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put("idle", ResultTable.ofOne(CostTables::idle));
        tables.put("changes", ResultTable.ofOne(CostTables::changes));
        tables.put("recording", ResultTable.ofOne(CostTables::recording));
        tables.put("routes", ResultTable.ofOne(CostTables::routes));
        tables.put("captures", ResultTable.ofOne(CostTables::captures));
        tables.put("viewers", CostTables::viewers);
        tables.put("links", ResultTable.ofOne(CostTables::links));
        tables.put("kernels", ResultTable.ofOne(CostTables::kernels));
        return tables;
    }

    private static String idle(Measured file) {
        Table table = new Table("mode", "JVM, " + PERCENT, "X server, " + PERCENT, "stripes");
        Repeats all = file.whole();
        for (String mode : List.of("jpeg", "h264", "mixed")) {
            if (file.calls().get(0).has(mode)) {
                table.row(
                        mode,
                        all.text("/" + mode + "/jvmPercent", 2),
                        all.text("/" + mode + "/xServerPercent", 2),
                        all.text("/" + mode + "/stripes", 0));
            }
        }
        return table.text();
    }

    private static String changes(Measured file) {
        Table table = new Table("way", PERCENT, "taken a second", "encoder calls a second");
        for (Repeats one : file.groups("/ways", "/way")) {
            table.row(
                    one.name(0),
                    one.text("/percent", 2),
                    one.text("/takenPerSecond", 1),
                    one.text("/encodedPerSecond", 2));
        }
        return table.text();
    }

    private static String recording(Measured file) {
        Table table = new Table("workload", "way", "seconds", PERCENT, "bytes");
        for (Repeats one : file.groups("/ways", "/workload", "/way")) {
            table.row(
                    one.name(0),
                    one.name(1),
                    one.text("/seconds", 0),
                    one.text("/percent", 3),
                    one.text("/bytes", 0));
        }
        return table.text();
    }

    private static String routes(Measured file) {
        Table table =
                new Table(
                        "route",
                        "program, " + PERCENT,
                        "what it started, " + PERCENT,
                        "µs a stripe more");
        for (Repeats one : file.groups("/routes", "/route")) {
            table.row(
                    one.name(0),
                    one.text("/percent", 1),
                    one.text("/others", 1),
                    one.text("/microsPerStripe", 0));
        }
        return table.text();
    }

    private static String captures(Measured file) {
        Table table =
                new Table(
                        "workload",
                        "codec",
                        "captures",
                        "CPU, " + PERCENT,
                        "of a capture",
                        "frames/s each",
                        "kB/s each",
                        "paints/s",
                        "RSS, MiB");
        for (Repeats one : file.groups("/runs", "/workload", "/codec", "/captures")) {
            table.row(
                    one.name(0),
                    one.name(1),
                    one.name(2),
                    one.text("/cpuPercent", 2),
                    one.text("/cpuPercent", 1.0 / Integer.parseInt(one.name(2)), 2),
                    one.text("/framesPerSecond", 1),
                    one.text("/kilobytesPerSecond", 1),
                    one.text("/paintsPerSecond", 1),
                    one.text("/residentMebibytes", 0));
        }
        return table.text();
    }

    private static String viewers(List<Measured> files) {
        Table table =
                new Table(
                        "mode",
                        "viewers",
                        "whole picture p50, ms",
                        "p99, ms",
                        "program, " + PERCENT,
                        "frames/s",
                        "kB/s each",
                        "age p50, ms",
                        "p99, ms",
                        "losses");
        for (Measured file : files) {
            for (Repeats one : file.groups("/runs", "/viewers")) {
                table.row(
                        file.at("/mode").asText(),
                        one.name(0),
                        one.text("/pictureMillisP50", 0),
                        one.text("/pictureMillisP99", 0),
                        one.text("/programPercent", 1),
                        one.text("/framesPerSecond", 1),
                        one.text("/kilobytesPerSecond", 1),
                        one.text("/ageMillisP50", 1),
                        one.text("/ageMillisP99", 1),
                        one.text("/losses", 0));
            }
        }
        return table.text();
    }

    private static String links(Measured file) {
        Table table =
                new Table(
                        "viewers",
                        "runs",
                        "program, " + PERCENT,
                        "capture, " + PERCENT,
                        "kB/s of each slow one",
                        "its refreshes a second",
                        "age, ms",
                        "oldest shown p50, ms",
                        "p95, ms",
                        "largest of all, ms",
                        "oldest that a fast one shows, ms");
        for (Repeats one : file.groups("/runs", "/viewers")) {
            String[] counts = one.name(0).split("[x@]");
            boolean fast = !counts[0].equals("0");
            boolean slow = !counts[1].equals("0");
            List<String> cells = new ArrayList<>();
            cells.add(viewers(counts[0], counts[1], counts[2]));
            cells.add("" + one.runs().size());
            cells.add(one.text("/programPercent", 1));
            cells.add(one.text("/capturePercent", 1));
            cells.add(slow ? one.text("/slowKilobytesPerSecond", 0) : "");
            cells.add(slow ? one.text("/slowRefreshesPerSecond", 2) : "");
            cells.add(slow ? one.text("/slowNewestMillisP50", 0) : "");
            cells.add(slow ? one.text("/slowOldestMillisP50", 0) : "");
            cells.add(slow ? one.text("/slowOldestMillisP95", 0) : "");
            cells.add(slow ? largest(one) : "");
            cells.add(fast ? one.text("/fastOldestMillisMax", 0) : "");
            table.row(cells);
        }
        return table.text();
    }

    private static String viewers(String fast, String slow, String megabits) {
        List<String> both = new ArrayList<>();
        if (!fast.equals("0")) {
            both.add(fast + " fast");
        }
        if (!slow.equals("0")) {
            both.add(slow + " at " + megabits + " Mbit/s");
        }
        return String.join(", ", both);
    }

    private static String largest(Repeats runs) {
        Optional<Spread> spread = runs.spread("/slowOldestMillisMax");
        return spread.map(all -> String.format(Locale.ROOT, "%.0f", all.max())).orElse("–");
    }

    /** The medians of repeated runs; a step has no range in its own table. */
    private static String kernels(Measured file) {
        if (file.calls().size() == 1) {
            return KernelResult.table(
                    ResultFiles.values(file.elements("/kernels"), KernelResult.class));
        }
        Table table = new Table("step", "rows", "ms", "limit", "ms", "of the limit", "bytes");
        for (Repeats one : file.groups("/kernels", "/step", "/limit", "/rows")) {
            List<Double> ratios = new ArrayList<>();
            List<Double> millis = one.values("/millis");
            List<Double> limits = one.values("/limitMillis");
            for (int i = 0; i < millis.size(); i++) {
                ratios.add(millis.get(i) / limits.get(i));
            }
            String bytes = one.text("/bytes", 0);
            table.row(
                    one.name(0),
                    one.name(2),
                    one.text("/millis", 4),
                    one.name(1),
                    one.text("/limitMillis", 4),
                    Spread.of(ratios).text(2),
                    bytes.equals("0") ? "" : bytes);
        }
        return table.text();
    }
}
