// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.WorkloadTurns.Contestant;
import org.pixelflux.bench.tool.Build;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.tool.Tools;
import org.pixelflux.bench.workload.WorkloadKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Do rectangles pay? The mode mixed of a build beside the modes jpeg and h264 of the build before,
 * with a verdict for each target.
 */
@Command(
        name = "mixed",
        description = {
            "What the mode mixed costs beside jpeg and h264 of the build before, with a verdict for"
                    + " each target, and whether h264 became cheaper. All take turns (ABBA).",
            "Ends with code 1 if a run gave no figures; a target that is missed is no error."
        },
        mixinStandardHelpOptions = true)
public final class MixedCost implements Callable<Integer> {

    private static final List<CaptureMode> KNOWN = List.of(CaptureMode.JPEG, CaptureMode.H264);

    @Option(
            names = "--before",
            required = true,
            paramLabel = "DIRECTORY",
            description =
                    "the build to compare with: a checkout that was built, or a folder with a"
                            + " benchmarks.jar")
    private Path before;

    @Option(
            names = "--after",
            required = true,
            paramLabel = "DIRECTORY",
            description = "the build that has the mode")
    private Path after;

    @Option(names = "--mode", description = "that is judged (default: ${DEFAULT-VALUE})")
    private String mode = "mixed";

    @Option(
            names = "--h264",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "whether the mode h264 of the build after is measured too (default: yes)")
    private boolean h264;

    @Option(
            names = "--workloads",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    private List<WorkloadKind> workloads = List.of(WorkloadKind.values());

    @Option(
            names = "--large-workloads",
            split = ",",
            arity = "0..1",
            description =
                    "those of --workloads that are measured on a screen of 3840x2160 too (default:"
                            + " ${DEFAULT-VALUE})")
    private List<WorkloadKind> largeWorkloads = MixedTargets.OF_ONE_SIZE;

    @Mixin private MeasuredTime time;

    @Option(
            names = "--repeats",
            description = "how often each run is made (default: ${DEFAULT-VALUE})")
    private int repeats = 5;

    @Option(
            names = "--changes",
            description = "of each run of latency; 0 leaves it out (default: ${DEFAULT-VALUE})")
    private int changes = 200;

    @Option(names = "--json", description = "also write all runs to this file")
    private Path json;

    @Option(names = "--report", description = "also write the report to this file, as Markdown")
    private Path report;

    @Spec private CommandSpec spec;

    private Build buildBefore;
    private Build buildAfter;
    private CaptureMode judged;
    private String loadBefore;
    private WorkloadTurns usual;
    private WorkloadTurns large;
    private final List<LatencyRun> latencies = new ArrayList<>();

    MixedCost() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new MixedCost()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        check();
        Tool toolBefore = Tools.ofBuild(buildBefore, "pixelflux").orElseThrow();
        Tool toolAfter = Tools.ofBuild(buildAfter, "pixelflux").orElseThrow();
        List<Contestant> contestants = new ArrayList<>();
        KNOWN.forEach(known -> contestants.add(new Contestant(toolBefore, known)));
        contestants.add(new Contestant(toolAfter, judged));
        if (h264 && judged != CaptureMode.H264) {
            contestants.add(new Contestant(toolAfter, CaptureMode.H264));
        }
        usual = new WorkloadTurns(contestants, repeats);
        large = new WorkloadTurns(List.of(new Contestant(toolAfter, judged)), repeats);
        WorkloadMeasurement onUsual = screen(FrameSize.FULL_HD);
        WorkloadMeasurement onLarge = screen(FrameSize.UHD);
        loadBefore = Machine.load();
        measureLatency();
        for (WorkloadKind workload : workloads) {
            usual.measure(onUsual, workload);
            if (largeWorkloads.contains(workload)) {
                large.measure(onLarge, workload);
            }
            write(); // who ends a long measurement early keeps what there is
        }
        MixedResult result = write();
        System.out.print(result.report());
        return result.failures().isEmpty() ? 0 : 1;
    }

    private void check() {
        time.check();
        require("--repeats", repeats, 1, WorkloadTurns.MOST_REPEATS);
        require("--changes", changes, 0, 10_000);
        buildBefore = build("--before", MixedFigures.BEFORE, before);
        buildAfter = build("--after", MixedFigures.AFTER, after);
        for (CaptureMode known : CaptureMode.values()) {
            if (known.optionValue().equalsIgnoreCase(mode)) {
                judged = known;
            }
        }
        if (judged == null || !buildAfter.has(judged)) {
            throw invalid("--mode", mode, "a mode of " + after);
        }
    }

    private Build build(String option, String name, Path directory) {
        try {
            return Build.in(name, directory);
        } catch (IOException e) {
            throw invalid(option, "" + directory, "a build: " + e.getMessage());
        }
    }

    private void require(String option, int value, int least, int most) {
        OptionChecks.require(spec, option, value, least, most);
    }

    private ParameterException invalid(String option, String value, String allowed) {
        return OptionChecks.invalid(spec, option, value, allowed);
    }

    private WorkloadMeasurement screen(FrameSize size) {
        return new WorkloadMeasurement(
                size.width, size.height, 1, time.seconds(), time.warmupSeconds());
    }

    private void measureLatency() throws IOException, InterruptedException {
        if (changes == 0) {
            return;
        }
        BuildLatency latency = new BuildLatency(changes);
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Build build : WorkloadTurns.order(List.of(buildBefore, buildAfter), repeat)) {
                System.err.println("latency, " + build.name() + " " + repeat + "/" + repeats);
                latencies.addAll(
                        build == buildBefore
                                ? latency.of(build, repeat)
                                : latency.of(build, judged, repeat));
            }
        }
    }

    private MixedResult write() throws IOException {
        List<String> failures = new ArrayList<>(usual.failures());
        large.failures().forEach(failure -> failures.add("large: " + failure));
        MixedResult result =
                new MixedResult(
                        CommandText.of("mixed", spec),
                        Machine.here(),
                        buildBefore,
                        buildAfter,
                        FrameSize.FULL_HD.text(),
                        FrameSize.UHD.text(),
                        time.seconds(),
                        time.warmupSeconds(),
                        repeats,
                        changes,
                        loadBefore,
                        Machine.load(),
                        new MixedFigures(
                                judged.optionValue(), usual.runs(), large.runs(), latencies),
                        failures);
        if (json != null) {
            ResultFiles.write(json, result);
        }
        if (report != null) {
            Files.writeString(report, result.report());
        }
        return result;
    }
}
