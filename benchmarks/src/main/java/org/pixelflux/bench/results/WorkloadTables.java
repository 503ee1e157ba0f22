// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixelflux.bench.BuildComparison;
import org.pixelflux.bench.Difference;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.Spread;
import org.pixelflux.bench.WorkloadReport;
import org.pixelflux.bench.WorkloadRun;

/** What benchmarks/run workloads and those of its kind have measured. */
final class WorkloadTables {

    private static final String RUNS = "/runs";
    private static final List<String> CODECS = List.of("jpeg", "h264", "mixed");

    /** Figures of a run, with the digits that their units need. */
    private record Column(String title, String pointer, int digits) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("CPU, % of a core", "/cpuPercent", 2),
                    new Column("X server, % more", "/xServerPercent", 2),
                    new Column("frames/s", "/framesPerSecond", 1),
                    new Column("stripes/s", "/stripesPerSecond", 1),
                    new Column("kB/s", "/kilobytesPerSecond", 1));

    private WorkloadTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new java.util.TreeMap<>();
        tables.put("workload-runs", ResultTable.ofOne(file -> WorkloadReport.table(runs(file))));
        for (String codec : CODECS) {
            tables.put(
                    "workload-overview-" + codec,
                    ResultTable.ofOne(file -> WorkloadReport.overview(codec, runs(file))));
        }
        tables.put("workload-variants", ResultTable.ofOne(WorkloadTables::variants));
        tables.put("workload-builds", ResultTable.ofOne(WorkloadTables::builds));
        tables.put("workload-sizes", WorkloadTables::sizes);
        tables.put("calibration", ResultTable.ofOne(WorkloadTables::calibration));
        tables.put("painted-alone", ResultTable.ofOne(WorkloadTables::paintedAlone));
        tables.put("workload-footprint", ResultTable.ofOne(WorkloadTables::footprint));
        tables.put("quality", ResultTable.ofOne(WorkloadTables::quality));
        return tables;
    }

    /** What ffmpeg finds between decoded pictures and those that were shown. */
    private static String quality(Measured file) {
        Table table =
                new Table(
                        "workload",
                        "codec",
                        "tool",
                        "pictures",
                        "SSIM",
                        "PSNR, dB",
                        "kB a picture");
        for (Repeats one : file.groups(RUNS, "/workload", "/codec", "/tool")) {
            if (one.spread("/quality/ssim").isEmpty()) {
                table.row(one.name(0), one.name(1), one.name(2), "", "quality unknown", "", "");
                continue;
            }
            table.row(
                    one.name(0),
                    one.name(1),
                    one.name(2),
                    one.text("/quality/pictures", 0),
                    one.text("/quality/ssim", 4),
                    one.text("/quality/decibels", 1),
                    one.text("/quality/kilobytesPerPicture", 1));
        }
        return table.text();
    }

    private static List<WorkloadRun> runs(Measured file) {
        return ResultFiles.values(file.elements(RUNS), WorkloadRun.class);
    }

    /** The rows of runs without what only peers are compared by. */
    static String narrow(List<JsonNode> runs) {
        Table table =
                new Table(
                        "workload",
                        "codec",
                        "tool",
                        "CPU, % of a core",
                        "X server, % more",
                        "frames/s",
                        "kB/s");
        for (Repeats one : Repeats.of(runs, "/workload", "/codec", "/tool")) {
            table.row(
                    one.name(0),
                    one.name(1),
                    one.name(2),
                    one.text("/cpuPercent", 2),
                    one.text("/xServerPercent", 2),
                    one.text("/framesPerSecond", 1),
                    one.text("/kilobytesPerSecond", 1));
        }
        return table.text();
    }

    /** A column for each tool; the second and later ones are compared with the first. */
    private static String variants(Measured file) {
        List<JsonNode> runs = file.elements(RUNS);
        Set<String> tools = new LinkedHashSet<>();
        runs.forEach(run -> tools.add(run.path("tool").asText()));
        List<String> titles = new ArrayList<>(List.of("workload", "codec", "figure"));
        tools.forEach(tool -> titles.add("`" + tool + "`"));
        Table table = new Table(titles);
        for (Repeats one : Repeats.of(runs, "/workload", "/codec")) {
            List<Repeats> byTool = Repeats.of(one.runs(), "/tool");
            for (Column column : COLUMNS) {
                List<String> cells =
                        new ArrayList<>(List.of(one.name(0), one.name(1), column.title()));
                Optional<Spread> first = Optional.empty();
                for (String tool : tools) {
                    Optional<Spread> spread =
                            byTool.stream()
                                    .filter(runsOfIt -> runsOfIt.name(0).equals(tool))
                                    .findFirst()
                                    .flatMap(runsOfIt -> runsOfIt.spread(column.pointer()));
                    cells.add(beside(first, spread, column.digits()));
                    first = first.or(() -> spread);
                }
                table.row(cells);
            }
        }
        return table.text();
    }

    /**
     * Median and range, and how often the first one's median that is, or that there is no
     * difference.
     */
    private static String beside(Optional<Spread> first, Optional<Spread> spread, int digits) {
        if (spread.isEmpty()) {
            return "–";
        }
        String text = spread.get().text(digits);
        if (first.isEmpty() || first.get().median() <= 0) {
            return text;
        }
        return text + ", " + ratio(first.get(), spread.get());
    }

    /** Of medians, as a factor; "none" if the ranges have a value in common. */
    static String ratio(Spread base, Spread value) {
        return Difference.between(base, value) == Difference.NONE
                ? Difference.NONE.word()
                : String.format(Locale.ROOT, "×%.2f", value.median() / base.median());
    }

    private static String builds(Measured file) {
        JsonNode builds = file.at("/builds");
        return new BuildComparison(
                        builds.path(0).path("name").asText(),
                        builds.path(1).path("name").asText(),
                        runs(file))
                .table();
    }

    /** A row for each file's size and tool, a column for each workload. */
    private static String sizes(List<Measured> files) {
        Set<String> workloads = new LinkedHashSet<>();
        files.forEach(
                file ->
                        file.elements(RUNS)
                                .forEach(run -> workloads.add(run.path("workload").asText())));
        List<String> titles = new ArrayList<>(List.of("CPU and X server, % of a core / kB/s"));
        titles.addAll(workloads);
        Table table = new Table(titles);
        Stream<String> codecs =
                files.stream()
                        .flatMap(file -> file.elements(RUNS).stream())
                        .map(run -> run.path("codec").asText())
                        .distinct();
        for (String codec : codecs.toList()) {
            for (Measured file : files) {
                List<JsonNode> coded =
                        file.elements(RUNS).stream()
                                .filter(run -> run.path("codec").asText().equals(codec))
                                .toList();
                for (Repeats tool : Repeats.of(coded, "/tool")) {
                    List<String> cells =
                            new ArrayList<>(
                                    List.of(
                                            codec
                                                    + ", "
                                                    + file.at("/size").asText()
                                                    + ", `"
                                                    + tool.name(0)
                                                    + "`"));
                    for (String workload : workloads) {
                        cells.add(sizeCell(tool, workload));
                    }
                    table.row(cells);
                }
            }
        }
        return table.text();
    }

    private static String sizeCell(Repeats tool, String workload) {
        List<JsonNode> runs =
                tool.runs().stream()
                        .filter(run -> run.path("workload").asText().equals(workload))
                        .toList();
        if (runs.isEmpty()) {
            return "–";
        }
        List<Double> costs =
                runs.stream()
                        .map(
                                run ->
                                        run.path("cpuPercent").asDouble()
                                                + run.path("xServerPercent").asDouble())
                        .toList();
        return Spread.of(costs).text(2)
                + " / "
                + new Repeats(List.of(), runs).text("/kilobytesPerSecond", 0);
    }

    private static String calibration(Measured file) {
        Table table = new Table("one frame of the video, one thread alone", "ms");
        file.at("/calibrationMillis")
                .fieldNames()
                .forEachRemaining(
                        name ->
                                table.row(
                                        name, file.whole().text("/calibrationMillis/" + name, 2)));
        return table.text();
    }

    private static String paintedAlone(Measured file) {
        Table table = new Table("painted, not captured", "X server, % of a core", "paints/s");
        for (Repeats one : file.groups("/paintedAlone", "/workload")) {
            table.row(one.name(0), one.text("/xServerPercent", 2), one.text("/paintsPerSecond", 1));
        }
        return table.text();
    }

    /** What each tool holds, and how soon after its start the first picture leaves it. */
    private static String footprint(Measured file) {
        Table table =
                new Table("codec", "tool", "memory, MiB", "threads", "first output after, ms");
        for (Repeats one : file.groups(RUNS, "/codec", "/tool")) {
            table.row(
                    one.name(0),
                    one.name(1),
                    one.text("/footprint/residentMebibytes", 0),
                    one.text("/footprint/threads", 0),
                    one.text("/footprint/firstOutputMillis", 0));
        }
        return table.text();
    }
}
