// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelflux.Codec;
import org.pixelflux.bench.WorkloadMeasurement.Painted;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.tool.Tools;
import org.pixelflux.bench.workload.WorkloadKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What does it cost to capture a live screen, by workload and codec, beside what people would use
 * instead? Each tool captures the same pixels, painted at the same rate on a display under Xvfb.
 */
@Command(
        name = "workloads",
        description = {
            "What it costs to capture a live screen, by workload and codec, with pixelflux and its"
                    + " peers.",
            "Ends with code 1 if a run gave no figures, or if a tool that was asked for by name is"
                    + " missing."
        },
        mixinStandardHelpOptions = true)
public final class WorkloadsCost implements Callable<Integer> {

    @Option(names = "--seconds", description = "to measure each run (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--warmup", description = "seconds before that (default: ${DEFAULT-VALUE})")
    private int warmupSeconds = 10;

    @Option(
            names = "--workloads",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    private List<WorkloadKind> workloads = List.of(WorkloadKind.values());

    @Option(
            names = "--modes",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: both)")
    private List<Codec> codecs = List.of(Codec.values());

    @Option(
            names = "--tools",
            split = ",",
            description =
                    "some of pixelflux, polling, ffmpeg, gstreamer, x0vncserver, javacv, robot (default: those"
                            + " that are installed); pixelflux?NAME=VALUE&NAME=VALUE is pixelflux"
                            + " with options")
    private List<String> tools = List.of();

    @Option(names = "--size", description = "of the screen (default: ${DEFAULT-VALUE})")
    private String size = "1920x1080";

    @Option(names = "--seed", description = "chooses the content (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    @Option(names = "--report", description = "also write the report to this file, as Markdown")
    private Path report;

    @Spec private CommandSpec spec;

    private final Map<String, String> missing = new LinkedHashMap<>();
    private final List<PaintedAlone> alone = new ArrayList<>();
    private final List<WorkloadRun> runs = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private WorkloadsCost() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new WorkloadsCost())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!size.matches("[1-9][0-9]{1,4}x[1-9][0-9]{1,4}")) {
            throw new ParameterException(spec.commandLine(), "not WIDTHxHEIGHT: " + size);
        }
        String[] sides = size.split("x");
        List<Tool> present = present();
        WorkloadMeasurement measurement =
                new WorkloadMeasurement(
                        Integer.parseInt(sides[0]),
                        Integer.parseInt(sides[1]),
                        seed,
                        seconds,
                        warmupSeconds);
        String loadBefore = Machine.load();
        Map<String, Double> calibration = measurement.calibrate();
        for (WorkloadKind workload : workloads) {
            for (boolean damage : List.of(true, false)) {
                List<Tool> group =
                        present.stream().filter(tool -> tool.needsDamage() == damage).toList();
                if (!group.isEmpty()) {
                    try (Painted painted = measurement.paint(workload, damage)) {
                        measure(painted, workload, group);
                    }
                }
            }
        }
        Map<String, String> descriptions = new LinkedHashMap<>();
        present.forEach(tool -> descriptions.put(tool.name(), tool.description()));
        WorkloadResult result =
                new WorkloadResult(
                        Machine.here(),
                        size,
                        seconds,
                        warmupSeconds,
                        seed,
                        loadBefore,
                        Machine.load(),
                        calibration,
                        descriptions,
                        missing,
                        alone,
                        runs,
                        failures);
        return publish(result);
    }

    private List<Tool> present() {
        List<Tool> wanted = tools.isEmpty() ? Tools.ALL : tools.stream().map(this::named).toList();
        List<Tool> present = new ArrayList<>();
        for (Tool tool : wanted) {
            Optional<String> lack = tool.missing();
            lack.ifPresentOrElse(what -> missing.put(tool.name(), what), () -> present.add(tool));
        }
        return present;
    }

    private Tool named(String name) {
        return Tools.named(name)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "no tool " + name));
    }

    private void measure(Painted painted, WorkloadKind workload, List<Tool> group)
            throws InterruptedException {
        boolean first =
                alone.stream().noneMatch(one -> one.workload().equals(painted.alone().workload()));
        if (first) {
            alone.add(painted.alone());
        }
        progress(workload, "painted alone", painted.alone().summary());
        for (Tool tool : group) {
            for (Codec codec : codecs) {
                if (tool.has(codec)) {
                    measure(painted, workload, tool, codec);
                }
            }
        }
    }

    private void measure(Painted painted, WorkloadKind workload, Tool tool, Codec codec)
            throws InterruptedException {
        String what = tool.name() + " " + codec.word();
        try {
            WorkloadRun run = painted.run(tool, codec);
            runs.add(run);
            progress(workload, what, run.summary());
        } catch (IOException | RuntimeException e) {
            failures.add(workload.optionValue() + ", " + what + ": " + e.getMessage());
            progress(workload, what, "FAILED: " + e.getMessage());
        }
    }

    private static void progress(WorkloadKind workload, String what, String outcome) {
        System.err.printf(Locale.ROOT, "%s, %s: %s%n", workload.optionValue(), what, outcome);
    }

    private int publish(WorkloadResult result) throws IOException {
        String text = new WorkloadReport(result).text();
        System.out.print(text);
        if (report != null) {
            Files.writeString(report, text);
        }
        if (json != null) {
            ResultFiles.write(json, result);
        }
        boolean complete = result.failures().isEmpty() && (tools.isEmpty() || missing.isEmpty());
        return complete ? 0 : 1;
    }
}
