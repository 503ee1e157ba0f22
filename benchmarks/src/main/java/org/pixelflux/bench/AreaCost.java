// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.tool.Tools;
import org.pixelflux.bench.workload.ChangedArea;
import org.pixelflux.bench.workload.ChangedArea.Content;
import org.pixelflux.bench.workload.Stage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does what a capture costs grow with what changes on the screen? */
@Command(
        name = "area",
        description = {
            "What capturing a 1920x1080 screen costs by the share of it that changes, beside memcpy"
                    + " and memcmp of the same pixels."
        },
        mixinStandardHelpOptions = true)
public final class AreaCost implements Callable<Integer> {

    private static final FrameSize SIZE = FrameSize.FULL_HD;
    private static final double MILLIS = 1000;

    @Option(
            names = "--percent",
            split = ",",
            description = "of the screen that change (default: ${DEFAULT-VALUE})")
    private List<Integer> percents = List.of(1, 2, 5, 10, 25, 50, 100);

    @Option(
            names = "--contents",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    private List<Content> contents = List.of(Content.values());

    @Option(
            names = "--modes",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    private List<CaptureMode> modes = List.of(CaptureMode.values());

    @Mixin private MeasuredTime time;

    @Option(
            names = "--repeats",
            description = "how often each run is made (default: ${DEFAULT-VALUE})")
    private int repeats = 1;

    @Option(
            names = "--turn",
            description =
                    "which of several calls this is, counted from 1: tools take their turns back and"
                            + " forth (default: ${DEFAULT-VALUE})")
    private int turn = 1;

    @Option(names = "--json", description = "also write all runs to this file")
    private Path json;

    @Spec private CommandSpec spec;

    private AreaCost() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new AreaCost())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        time.check();
        OptionChecks.require(spec, "--repeats", repeats, 1, WorkloadTurns.MOST_REPEATS);
        OptionChecks.require(spec, "--turn", turn, 1, WorkloadTurns.MOST_REPEATS);
        for (int percent : percents) {
            OptionChecks.require(spec, "--percent", percent, 1, 100);
        }
        Tool tool = Tools.named("pixelflux").orElseThrow();
        WorkloadTurns turns =
                new WorkloadTurns(WorkloadTurns.contestants(List.of(tool), modes), repeats, turn);
        WorkloadMeasurement measurement =
                new WorkloadMeasurement(
                        SIZE.width, SIZE.height, 1, time.seconds(), time.warmupSeconds());
        Map<String, Map<String, Double>> calibrations = new LinkedHashMap<>();
        String loadBefore = Machine.load();
        for (Content content : contents) {
            for (int percent : percents) {
                String name = content.name().toLowerCase(Locale.ROOT) + " " + percent + " %";
                ChangedArea shown = area(new Stage(SIZE.width, SIZE.height, 1), percent, content);
                calibrations.put(name, Calibration.of(shown.pictures()));
                turns.measure(measurement, name, stage -> area(stage, percent, content));
            }
        }
        List<String> lines = new ArrayList<>();
        calibrations.forEach((name, millis) -> lines.add(line(name, millis, turns.runs())));
        System.out.printf(
                Locale.ROOT,
                "%s; load %s before, %s after. %d s each after %d s of warm-up, %d times in turn.%n%n",
                Machine.here().description(),
                loadBefore,
                Machine.load(),
                time.seconds(),
                time.warmupSeconds(),
                repeats);
        System.out.print(header());
        lines.forEach(System.out::println);
        turns.failures().forEach(failure -> System.out.println("- **failed**: " + failure));
        if (json != null) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("machine", Machine.here());
            result.put("loadBefore", loadBefore);
            result.put("loadAfter", Machine.load());
            result.put("seconds", time.seconds());
            result.put("warmupSeconds", time.warmupSeconds());
            result.put("calibrationMillis", calibrations);
            result.put("runs", turns.runs());
            result.put("failures", turns.failures());
            ResultFiles.write(json, result);
        }
        return turns.failures().isEmpty() ? 0 : 1;
    }

    private static ChangedArea area(Stage stage, int percent, Content content) {
        return new ChangedArea(stage, percent, content);
    }

    private String header() {
        StringBuilder text =
                new StringBuilder(
                        "| changes, 30 a second | memcpy, % of a core | memcmp, % of a core |");
        modes.forEach(
                mode -> text.append(' ').append(mode.optionValue()).append(", % of a core |"));
        modes.forEach(mode -> text.append(' ').append(mode.optionValue()).append(", kB/s |"));
        return text + "\n" + "|---".repeat(3 + 2 * modes.size()) + "|\n";
    }

    private String line(String name, Map<String, Double> millis, List<WorkloadRun> runs) {
        StringBuilder text = new StringBuilder("| " + name + " |");
        for (String work : List.of("memcpy", "memcmp")) {
            double percent = millis.get(work) * ChangedArea.RATE / MILLIS * 100;
            text.append(String.format(Locale.ROOT, " %.2f |", percent));
        }
        for (Figure figure : List.of(Figure.CPU, Figure.KILOBYTES)) {
            for (CaptureMode mode : modes) {
                text.append(' ').append(cell(name, mode, figure, runs)).append(" |");
            }
        }
        return text.toString();
    }

    private static String cell(
            String name, CaptureMode mode, Figure figure, List<WorkloadRun> runs) {
        return RepeatedRuns.of(runs).stream()
                .filter(one -> one.workload().equals(name))
                .filter(one -> one.codec().equals(mode.optionValue()))
                .findFirst()
                .flatMap(figure::of)
                .map(figure::text)
                .orElse("–");
    }
}
