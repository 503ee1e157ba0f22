// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.WorkloadMeasurement.Painted;
import org.pixelflux.bench.tool.RunningTool;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.tool.Tools;
import org.pixelflux.bench.workload.WorkloadKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where does the processor time of a capture go? */
@Command(
        name = "profile",
        description = {
            "On what a program that captures a 1920x1080 screen spends its processor time, by"
                    + " library, as perf tells.",
            "Ends with code 1 if a run gave no figures, or, without figures, if perf cannot profile."
        },
        mixinStandardHelpOptions = true)
public final class WorkloadProfile implements Callable<Integer> {

    private static final FrameSize SIZE = FrameSize.FULL_HD;

    @Option(
            names = "--workloads",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private List<WorkloadKind> workloads =
            List.of(
                    WorkloadKind.TYPING,
                    WorkloadKind.SCROLL,
                    WorkloadKind.SCROLL57,
                    WorkloadKind.SCROLL120,
                    WorkloadKind.DRAG,
                    WorkloadKind.VIDEO);

    @Option(
            names = "--modes",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    private List<CaptureMode> modes = List.of(CaptureMode.values());

    @Mixin private MeasuredTime time = new MeasuredTime(7, 6);

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    @Spec private CommandSpec spec;

    private final List<ProfiledRun> runs = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private WorkloadProfile() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new WorkloadProfile())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        time.check();
        Optional<String> lack = Perf.missing();
        if (lack.isPresent()) {
            System.err.println(lack.get());
            return 1;
        }
        String loadBefore = Machine.load();
        // What a workload costs alone is no question here, so a second of that is enough.
        WorkloadMeasurement measurement =
                new WorkloadMeasurement(SIZE.width, SIZE.height, 1, 1, time.warmupSeconds());
        for (WorkloadKind workload : workloads) {
            try (Painted painted = measurement.paint(workload.optionValue(), workload::on, true)) {
                for (CaptureMode mode : modes) {
                    profile(painted, workload.optionValue(), mode);
                }
            }
        }
        if (json != null) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("command", CommandText.of("profile", spec));
            result.put("machine", Machine.here());
            result.put("loadBefore", loadBefore);
            result.put("loadAfter", Machine.load());
            result.put("seconds", time.seconds());
            result.put("warmupSeconds", time.warmupSeconds());
            result.put("samplesPerSecond", Perf.SAMPLES_A_SECOND);
            result.put("runs", runs);
            result.put("failures", failures);
            ResultFiles.write(json, result);
        }
        return failures.isEmpty() ? 0 : 1;
    }

    private void profile(Painted painted, String workload, CaptureMode mode)
            throws InterruptedException {
        String what = workload + ", " + mode.optionValue() + ": ";
        Tool tool = Tools.named("pixelflux").orElseThrow();
        painted.restart();
        try (RunningTool running = painted.start(tool, mode)) {
            if (!FirstOutput.await(running)) {
                throw new IOException("sent nothing");
            }
            TimeUnit.SECONDS.sleep(time.warmupSeconds());
            List<String> report = Perf.byLibrary(running.pid(), time.seconds());
            ProfiledRun run = ProfiledRun.of(workload, mode.optionValue(), report);
            runs.add(run);
            System.out.println(what + run.summary());
        } catch (IOException e) {
            failures.add(what + e.getMessage());
            System.out.println(what + "FAILED: " + e.getMessage());
        }
    }
}
