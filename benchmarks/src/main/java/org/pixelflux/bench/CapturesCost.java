// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.CapturesTool;
import org.pixelflux.bench.tool.Output;
import org.pixelflux.bench.tool.RunningTool;
import org.pixelflux.bench.tool.Screen;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What do several captures in one JVM cost? Each number of them has a JVM of its own, which
 * captures the same workload on one display under Xvfb.
 */
@Command(
        name = "captures",
        description = "What several captures of one 1920x1080 screen in one JVM cost.",
        mixinStandardHelpOptions = true)
public final class CapturesCost implements Callable<Integer> {

    private static final Screen SIZE = new Screen("", 1920, 1080);

    @Option(names = "--captures", split = ",", description = "default: ${DEFAULT-VALUE}")
    private List<Integer> captures = List.of(1, 4, 16);

    @Option(
            names = "--workloads",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private List<WorkloadKind> workloads =
            List.of(WorkloadKind.IDLE, WorkloadKind.TYPING, WorkloadKind.SCROLL);

    @Option(
            names = "--modes",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private List<CaptureMode> modes = List.of(CaptureMode.JPEG, CaptureMode.H264);

    @Mixin private MeasuredTime time;

    @Option(names = "--seed", description = "chooses the content (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private CapturesCost() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new CapturesCost())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    /**
     * @param cpuPercent processor time of the JVM, in percent of one core
     * @param framesPerSecond of each capture
     */
    private record Run(
            String workload,
            String codec,
            int captures,
            double cpuPercent,
            double framesPerSecond,
            double kilobytesPerSecond,
            double paintsPerSecond,
            double residentMebibytes) {}

    @Override
    public Integer call() throws Exception {
        time.check();
        String loadBefore = Machine.load();
        List<Run> runs = new ArrayList<>();
        System.out.println(
                "| workload | codec | captures | CPU, % of a core | of a capture"
                        + " | frames/s each | kB/s each | paints/s | RSS, MiB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (WorkloadKind workload : workloads) {
            try (XvfbDisplay display = XvfbDisplay.start(SIZE.width(), SIZE.height())) {
                Stage stage = new Stage(SIZE.width(), SIZE.height(), seed);
                try (Painter painter = new Painter(display.name(), stage, workload.on(stage))) {
                    for (CaptureMode mode : modes) {
                        for (int count : captures) {
                            Run run = measure(display, painter, workload, mode, count);
                            print(run);
                            runs.add(run);
                        }
                    }
                }
            }
        }
        if (json != null) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("machine", Machine.here());
            result.put("loadBefore", loadBefore);
            result.put("loadAfter", Machine.load());
            result.put("seconds", time.seconds());
            result.put("warmupSeconds", time.warmupSeconds());
            result.put("runs", runs);
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private Run measure(
            XvfbDisplay display,
            Painter painter,
            WorkloadKind workload,
            CaptureMode mode,
            int count)
            throws IOException, InterruptedException {
        Screen screen = new Screen(display.name(), SIZE.width(), SIZE.height());
        painter.start();
        try (RunningTool running = new CapturesTool(count).start(screen, mode)) {
            FirstOutput.await(running);
            TimeUnit.SECONDS.sleep(time.warmupSeconds());
            Output before = running.output();
            long paints = painter.paints();
            ProcessorTime processor = ProcessorTime.of(running.pid());
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(time.seconds());
            long used = ProcessorTime.of(running.pid()).since(processor);
            double nanos = System.nanoTime() - start;
            double span = nanos / TimeUnit.SECONDS.toNanos(1);
            Output output = running.output().since(before);
            if (workload != WorkloadKind.IDLE && output.frames() == 0) {
                throw new IOException(count + " captures of " + workload + " sent nothing");
            }
            return new Run(
                    workload.optionValue(),
                    mode.optionValue(),
                    count,
                    used / nanos * 100,
                    output.frames() / span / count,
                    output.bytes() / span / 1000 / count,
                    (painter.paints() - paints) / span,
                    ResidentMemory.mebibytes(running.pid()));
        }
    }

    private static void print(Run run) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.2f | %.2f | %.1f | %.1f | %.1f | %.0f |%n",
                run.workload,
                run.codec,
                run.captures,
                run.cpuPercent,
                run.cpuPercent / run.captures,
                run.framesPerSecond,
                run.kilobytesPerSecond,
                run.paintsPerSecond,
                run.residentMebibytes);
    }
}
