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
        tables.put("libraries", ResultTable.ofOne(CostTables::libraries));
        tables.put("damage", ResultTable.ofOne(CostTables::damage));
        tables.put("regions", ResultTable.ofOne(CostTables::regions));
        tables.put("telling-x264", ResultTable.ofOne(CostTables::telling));
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
        return Table.of(
                file.groups("/ways", "/way"),
                Column.name("way", 0),
                Column.figure(PERCENT, "/percent", 2),
                Column.figure("taken a second", "/takenPerSecond", 1),
                Column.figure("encoder calls a second", "/encodedPerSecond", 2));
    }

    private static String recording(Measured file) {
        return Table.of(
                file.groups("/ways", "/workload", "/way"),
                Column.name("workload", 0),
                Column.name("way", 1),
                Column.figure("seconds", "/seconds", 0),
                Column.figure(PERCENT, "/percent", 3),
                Column.figure("bytes", "/bytes", 0));
    }

    private static String routes(Measured file) {
        return Table.of(
                file.groups("/routes", "/route"),
                Column.name("route", 0),
                Column.figure("program, " + PERCENT, "/percent", 1),
                Column.figure("what it started, " + PERCENT, "/others", 1),
                Column.figure("µs a stripe more", "/microsPerStripe", 0));
    }

    private static String captures(Measured file) {
        return Table.of(
                file.groups("/runs", "/workload", "/codec", "/captures"),
                Column.name("workload", 0),
                Column.name("codec", 1),
                Column.name("captures", 2),
                Column.figure("CPU, " + PERCENT, "/cpuPercent", 2),
                new Column(
                        "of a capture",
                        one -> one.text("/cpuPercent", 1.0 / Integer.parseInt(one.name(2)), 2)),
                Column.figure("frames/s each", "/framesPerSecond", 1),
                Column.figure("kB/s each", "/kilobytesPerSecond", 1),
                Column.figure("paints/s", "/paintsPerSecond", 1),
                Column.figure("RSS, MiB", "/residentMebibytes", 0));
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
                        "frames behind each p99",
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
                        one.text("/ages", 0),
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
                        "slow: first picture after, ms",
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
            cells.add(slow ? one.text("/slowFirstMillisMax", 0) : "");
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
        return kernels(file.groups("/kernels", "/step", "/limit", "/rows"));
    }

    /** What it saves to tell x264 what did not change. */
    private static String telling(Measured file) {
        return kernels(
                file.groups("/kernels", "/step", "/limit", "/rows").stream()
                        .filter(step -> step.name(1).equals("not told"))
                        .toList());
    }

    /** What each library of H.264 makes of the same pictures. */
    private static String libraries(Measured file) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.name("encoded as", 0));
        columns.add(new Column("pattern", one -> "`" + one.name(1) + "`"));
        columns.add(Column.name("quantiser", 2));
        for (String library : List.of("x264", "openh264")) {
            columns.add(library("CPU ms, ", library, "/millis", 1));
        }
        for (String library : List.of("x264", "openh264")) {
            columns.add(library("bytes, ", library, "/bytes", 0));
        }
        for (String library : List.of("x264", "openh264")) {
            columns.add(library("SSIM, ", library, "/ssim", 4));
        }
        return Table.of(file.groups("/runs", "/encodedAs", "/pattern", "/quantizer"), columns);
    }

    private static Column library(String title, String library, String pointer, int digits) {
        return new Column(
                title + library,
                one ->
                        Repeats.of(one.runs(), "/library").stream()
                                .filter(runs -> runs.name(0).equals(library))
                                .findFirst()
                                .map(runs -> runs.text(pointer, digits))
                                .orElse("–"));
    }

    private static String regions(Measured file) {
        return Table.of(
                file.groups("/regions", "/step"),
                Column.name("step", 0),
                Column.figure("ms", "/millis", 3));
    }

    private static String damage(Measured file) {
        return Table.of(
                file.groups("/damage", "/percent", "/pixels"),
                Column.name("% of the pixels", 0),
                Column.name("pixels", 1),
                Column.figure("alone: all change, ms", "/alone", 3),
                Column.figure("of the X server", "/aloneServer", 3),
                Column.figure("none, ms", "/aloneSame", 3),
                Column.figure("for stripes: all change, ms", "/rows", 3),
                Column.figure("of the X server", "/rowsServer", 3),
                Column.figure("none, ms", "/rowsSame", 3),
                Column.figure("memcpy, ms", "/memcpy", 3),
                Column.figure("memcmp, ms", "/memcmp", 3));
    }

    private static String kernels(List<Repeats> steps) {
        return Table.of(
                steps,
                Column.name("step", 0),
                Column.name("rows", 2),
                Column.figure("ms", "/millis", 4),
                Column.name("limit", 1),
                Column.figure("ms", "/limitMillis", 4),
                new Column("of the limit", CostTables::ofTheLimit),
                new Column("bytes", CostTables::bytes));
    }

    private static String ofTheLimit(Repeats step) {
        List<Double> ratios = new ArrayList<>();
        List<Double> millis = step.values("/millis");
        List<Double> limits = step.values("/limitMillis");
        for (int i = 0; i < millis.size(); i++) {
            ratios.add(millis.get(i) / limits.get(i));
        }
        return Spread.of(ratios).text(2);
    }

    private static String bytes(Repeats step) {
        String bytes = step.text("/bytes", 0);
        return bytes.equals("0") ? "" : bytes;
    }
}
