// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.pixelflux.bench.Difference;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.Spread;

/**
 * What the figures mean for whoever chooses a tool or a mode: the tables of docs/performance.md.
 */
final class PerformanceTables {

    private static final String OURS = "pixelflux";
    private static final String SIMPLER = "polling";
    private static final List<String> MODES = List.of("jpeg", "h264", "mixed");
    private static final String KILOBYTES = "kilobytesPerSecond";
    private static final double CORE = 100;

    private PerformanceTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put(
                "rivals-cpu",
                ResultTable.ofOne(
                        file ->
                                rivals(
                                        file,
                                        "% of a core, with the X server",
                                        PerformanceTables::cost)));
        tables.put(
                "rivals-bytes",
                ResultTable.ofOne(
                        file -> rivals(file, "kB/s", run -> run.path(KILOBYTES).asDouble())));
        tables.put("modes", ResultTable.ofOne(PerformanceTables::modes));
        tables.put("screens-a-core", ResultTable.ofOne(PerformanceTables::screens));
        tables.put("viewer-share", ResultTable.ofOne(PerformanceTables::viewers));
        tables.put("headline", PerformanceTables::headline);
        return tables;
    }

    private static double cost(JsonNode run) {
        return run.path("cpuPercent").asDouble() + run.path("xServerPercent").asDouble();
    }

    /** A tool in one of its modes, with one workload. */
    private record Contestant(String tool, String codec, Spread figure) {

        static Contestant of(Repeats runs, ToDoubleFunction<JsonNode> figure) {
            List<Double> values = runs.runs().stream().map(figure::applyAsDouble).toList();
            return new Contestant(runs.name(0), runs.name(1), Spread.of(values));
        }

        boolean isOurs() {
            return tool.equals(OURS);
        }

        /** What of us has other settings, or is a simpler design of ours, is no rival. */
        boolean isRival() {
            return !tool.equals(SIMPLER) && !tool.startsWith(OURS);
        }

        double median() {
            return figure.median();
        }

        /** Without settings; with the codec if the tool has more than one. */
        String text(boolean hasModes) {
            String name = tool.replaceFirst("\\?.*", "");
            return number(figure.median())
                    + " ("
                    + (isOurs() ? codec : hasModes ? name + " " + codec : name)
                    + ")";
        }
    }

    private static List<Contestant> contestants(
            Repeats workload, ToDoubleFunction<JsonNode> figure) {
        return Repeats.of(workload.runs(), "/tool", "/codec").stream()
                .map(runs -> Contestant.of(runs, figure))
                .toList();
    }

    /** The least of ours and the least of all others, by workload, and who takes less. */
    private static String rivals(Measured file, String unit, ToDoubleFunction<JsonNode> figure) {
        Table table =
                new Table(
                        "workload",
                        "least of ours, " + unit,
                        "nearest other",
                        "takes, of ours",
                        "who takes less");
        Comparator<Contestant> byMedian = Comparator.comparingDouble(Contestant::median);
        for (Repeats workload : file.groups("/runs", "/workload")) {
            List<Contestant> all = contestants(workload, figure);
            Optional<Contestant> ours = all.stream().filter(Contestant::isOurs).min(byMedian);
            Optional<Contestant> other = all.stream().filter(Contestant::isRival).min(byMedian);
            if (ours.isPresent() && other.isPresent()) {
                Contestant one = ours.get();
                Contestant two = other.get();
                long codecs = all.stream().filter(any -> any.tool.equals(two.tool)).count();
                table.row(
                        workload.name(0),
                        one.text(true),
                        two.text(codecs > 1),
                        one.median() > 0 ? "×" + number(two.median() / one.median()) : "–",
                        winner(one, two));
            }
        }
        return table.text();
    }

    private static String winner(Contestant ours, Contestant other) {
        return switch (Difference.between(ours.figure, other.figure)) {
            case NONE -> "none";
            case MORE -> OURS;
            case LESS -> "**" + other.tool.replaceFirst("\\?.*", "") + "**";
        };
    }

    /** What each of our modes takes, by workload, and which takes least. */
    private static String modes(Measured file) {
        Table table =
                new Table(
                        "workload",
                        "CPU and X server, % of a core: jpeg",
                        "h264",
                        "mixed",
                        "least",
                        "kB/s: jpeg",
                        "h264",
                        "mixed",
                        "least");
        for (Repeats workload : file.groups("/runs", "/workload")) {
            List<String> cells = new ArrayList<>(List.of(workload.name(0)));
            addModes(cells, contestants(workload, PerformanceTables::cost));
            addModes(cells, contestants(workload, run -> run.path(KILOBYTES).asDouble()));
            table.row(cells);
        }
        return table.text();
    }

    private static void addModes(List<String> cells, List<Contestant> all) {
        List<Contestant> ours = all.stream().filter(Contestant::isOurs).toList();
        MODES.forEach(
                mode -> cells.add(ofMode(ours, mode).map(PerformanceTables::text).orElse("–")));
        Contestant least =
                ours.stream().min(Comparator.comparingDouble(Contestant::median)).orElseThrow();
        boolean alone =
                ours.stream()
                        .filter(one -> one != least)
                        .allMatch(
                                one ->
                                        Difference.between(least.figure, one.figure)
                                                == Difference.MORE);
        cells.add(alone ? least.codec : "none");
    }

    private static Optional<Contestant> ofMode(List<Contestant> ours, String mode) {
        return ours.stream().filter(one -> one.codec.equals(mode)).findFirst();
    }

    private static String text(Contestant one) {
        return number(one.median());
    }

    /** How many such screens a core can capture, if nothing else needs it. */
    private static String screens(Measured file) {
        Table table = new Table("screens that a core captures", "jpeg", "h264", "mixed");
        for (Repeats workload : file.groups("/runs", "/workload")) {
            List<Contestant> ours =
                    contestants(workload, PerformanceTables::cost).stream()
                            .filter(Contestant::isOurs)
                            .toList();
            List<String> cells = new ArrayList<>(List.of(workload.name(0)));
            MODES.forEach(
                    mode ->
                            cells.add(
                                    ofMode(ours, mode)
                                            .filter(one -> one.median() > 0)
                                            .map(one -> whole(CORE / one.median()))
                                            .orElse("–")));
            table.row(cells);
        }
        return table.text();
    }

    /** What a program takes for few and for many viewers. */
    private static String viewers(Measured file) {
        Table table =
                new Table(
                        "viewers",
                        "program, % of a core",
                        "each further viewer, % of a core",
                        "viewers that a core serves beside one capture");
        List<Repeats> counts = file.groups("/runs", "/viewers");
        Repeats first = counts.get(0);
        double alone = percent(first);
        for (Repeats count : counts) {
            int more = Integer.parseInt(count.name(0)) - Integer.parseInt(first.name(0));
            double each = more == 0 ? 0 : (percent(count) - alone) / more;
            table.row(
                    count.name(0),
                    count.text("/programPercent", 1),
                    each <= 0 ? "" : String.format(Locale.ROOT, "%.2f", each),
                    each <= 0 ? "" : whole((CORE - alone) / each));
        }
        return table.text();
    }

    private static double percent(Repeats count) {
        return count.spread("/programPercent").orElseThrow().median();
    }

    /** Of idle.json, latency.json and jmh.json. */
    private static String headline(List<Measured> files) {
        Repeats idle = files.get(0).whole();
        Repeats latency = files.get(1).whole();
        Table table = new Table("", "jpeg", "h264", "mixed");
        row(
                table,
                "a still screen, whole JVM, % of a core",
                mode -> idle.text("/" + mode + "/jvmPercent", 2));
        row(
                table,
                "from a change on a calm screen to its stripe in Java, median, ms",
                mode -> latency.percentile("/" + mode + "Millis", 50, 2));
        row(table, "the same, p95, ms", mode -> latency.percentile("/" + mode + "Millis", 95, 2));
        List<Repeats> frames = files.get(2).groups("", "/params/changedPercent", "/params/codec");
        row(
                table,
                "processor time of a frame in which 1 % of the rows changed, ms",
                mode ->
                        frames.stream()
                                .filter(frame -> frame.name(0).equals("1"))
                                .filter(frame -> frame.name(1).equalsIgnoreCase(mode))
                                .findFirst()
                                .map(frame -> JmhTables.metric(frame, "frame.cpu", 1e-3, 2))
                                .orElse("–"));
        return table.text();
    }

    private static void row(Table table, String title, Function<String, String> cell) {
        List<String> cells = new ArrayList<>(List.of(title));
        MODES.forEach(mode -> cells.add(cell.apply(mode)));
        table.row(cells);
    }

    /** With three digits that count. */
    private static String number(double value) {
        String format = Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", Math.floor(value));
    }
}
