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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pixelflux.bench.BuildComparison;
import org.pixelflux.bench.Difference;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.Spread;
import org.pixelflux.bench.WorkloadReport;
import org.pixelflux.bench.WorkloadRun;
import org.pixelflux.bench.tool.ScreenKind;

/** What benchmarks/run workloads and those of its kind have measured. */
final class WorkloadTables {

    private static final String RUNS = "/runs";
    private static final List<String> CODECS = List.of("jpeg", "h264", "mixed");

    /** Figures of a run, with the digits that their units need. */
    private record Compared(String title, String pointer, int digits) {}

    private static List<Compared> compared(ScreenKind screen) {
        return List.of(
                new Compared("CPU, % of a core", "/cpuPercent", 2),
                new Compared(screen.server() + ", % more", "/xServerPercent", 2),
                new Compared("frames/s", "/framesPerSecond", 1),
                new Compared("stripes/s", "/stripesPerSecond", 1),
                new Compared("kB/s", "/kilobytesPerSecond", 1));
    }

    private WorkloadTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put(
                "workload-runs",
                ResultTable.ofOne(file -> WorkloadReport.table(file.screen(), runs(file))));
        for (String codec : CODECS) {
            tables.put(
                    "workload-overview-" + codec,
                    ResultTable.ofOne(
                            file -> WorkloadReport.overview(file.screen(), codec, runs(file))));
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
        return Table.of(
                file.groups(RUNS, "/workload", "/codec", "/tool"),
                Column.name("workload", 0),
                Column.name("codec", 1),
                Column.name("tool", 2),
                ifKnown("pictures", "/quality/pictures", 0, ""),
                ifKnown("SSIM", "/quality/ssim", 4, "quality unknown"),
                ifKnown("PSNR, dB", "/quality/decibels", 1, ""),
                ifKnown("kB a picture", "/quality/kilobytesPerPicture", 1, ""));
    }

    private static Column ifKnown(String title, String pointer, int digits, String otherwise) {
        return new Column(
                title,
                one ->
                        one.spread("/quality/ssim").isEmpty()
                                ? otherwise
                                : one.text(pointer, digits));
    }

    private static List<WorkloadRun> runs(Measured file) {
        return ResultFiles.values(file.elements(RUNS), WorkloadRun.class);
    }

    /** The rows of runs without what only peers are compared by. */
    static String narrow(List<JsonNode> runs) {
        return Table.of(
                Repeats.of(runs, "/workload", "/codec", "/tool"),
                Column.name("workload", 0),
                Column.name("codec", 1),
                Column.name("tool", 2),
                Column.figure("CPU, % of a core", "/cpuPercent", 2),
                Column.figure("X server, % more", "/xServerPercent", 2),
                Column.figure("frames/s", "/framesPerSecond", 1),
                Column.figure("kB/s", "/kilobytesPerSecond", 1));
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
            for (Compared figure : compared(file.screen())) {
                List<String> cells =
                        new ArrayList<>(List.of(one.name(0), one.name(1), figure.title()));
                Optional<Spread> first = Optional.empty();
                for (String tool : tools) {
                    Optional<Spread> spread =
                            byTool.stream()
                                    .filter(runsOfIt -> runsOfIt.name(0).equals(tool))
                                    .findFirst()
                                    .flatMap(runsOfIt -> runsOfIt.spread(figure.pointer()));
                    cells.add(beside(first, spread, figure.digits()));
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
                        file.screen(),
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
        List<String> titles =
                new ArrayList<>(
                        List.of(
                                "CPU and "
                                        + files.get(0).screen().server()
                                        + ", % of a core / kB/s"));
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
        return Table.of(
                file.groups("/paintedAlone", "/workload"),
                Column.name("painted, not captured", 0),
                Column.figure(file.screen().server() + ", % of a core", "/xServerPercent", 2),
                Column.figure("paints/s", "/paintsPerSecond", 1));
    }

    /** What each tool holds, and how soon after its start the first picture leaves it. */
    private static String footprint(Measured file) {
        if (file.elements(RUNS + "/0/footprint").isEmpty()) {
            return Table.NOT_YET; // older figures have none
        }
        return Table.of(
                file.groups(RUNS, "/codec", "/tool"),
                Column.name("codec", 0),
                Column.name("tool", 1),
                Column.figure("memory, MiB", "/footprint/residentMebibytes", 0),
                Column.figure("threads", "/footprint/threads", 0),
                Column.figure("first output after, ms", "/footprint/firstOutputMillis", 0));
    }
}
