// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.Screen;
import org.pixelflux.bench.tool.ScreenKind;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.tool.Tools;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Slides;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.Video;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.support.Picture;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What do the pictures that a tool sends look like, beside what the screen showed? */
@Command(
        name = "quality",
        description = {
            "SSIM and PSNR of the pictures that pixelflux and its peers send, decoded and compared"
                    + " by ffmpeg with what the screen showed, of a film and of slides that fill the"
                    + " screen. Processor time is not measured here.",
            "Ends with code 1 if the pictures of a tool that writes some could not be compared."
        },
        mixinStandardHelpOptions = true)
public final class QualityCost implements Callable<Integer> {

    /** Workloads that show whole pictures, and how many. */
    private static final Map<WorkloadKind, Integer> SHOWN =
            Map.of(WorkloadKind.VIDEO, Video.PICTURES, WorkloadKind.SLIDES, Slides.PICTURES);

    @Option(
            names = "--tools",
            split = ",",
            description =
                    "as those of benchmarks/run workloads (default: those that are installed)")
    private List<String> tools = List.of();

    @Option(names = "--modes", split = ",", description = "jpeg, h264 (default: both)")
    private List<CaptureMode> modes = List.of(CaptureMode.JPEG, CaptureMode.H264);

    @Option(names = "--seconds", description = "of each (default: ${DEFAULT-VALUE})")
    private int seconds = 8;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    @Spec private CommandSpec spec;

    private boolean failed;

    private QualityCost() {}

    public static void main(String[] arguments) {
        System.exit(
                PlainErrors.of(new QualityCost())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    /**
     * What one tool's pictures look like.
     *
     * @param quality null if it is unknown
     * @param why it is unknown; null if it is not
     */
    record Run(String workload, String codec, String tool, DecodedQuality quality, String why) {}

    @Override
    public Integer call() throws Exception {
        OptionChecks.require(spec, "--seconds", seconds, 1, 600);
        List<Tool> wanted = new ArrayList<>();
        for (String name : tools) {
            wanted.add(
                    Tools.named(name)
                            .orElseThrow(
                                    () -> OptionChecks.invalid(spec, "--tools", name, "a tool")));
        }
        List<Tool> measured = (tools.isEmpty() ? Tools.of(ScreenKind.XVFB) : wanted);
        List<Run> runs = new ArrayList<>();
        for (WorkloadKind kind : List.of(WorkloadKind.VIDEO, WorkloadKind.SLIDES)) {
            Stage stage = new Stage(FrameSize.FULL_HD.width, FrameSize.FULL_HD.height, 1);
            try (XvfbDisplay display = XvfbDisplay.start(stage.width(), stage.height());
                    Painter painter = new Painter(display.name(), stage, kind.on(stage))) {
                painter.start();
                List<Picture> pictures = stage.pictures();
                List<Picture> shown =
                        pictures.subList(pictures.size() - SHOWN.get(kind), pictures.size());
                Screen screen = new Screen(display.name(), stage.width(), stage.height());
                for (CaptureMode mode : modes) {
                    for (Tool tool : measured) {
                        if (tool.has(mode)) {
                            runs.add(run(kind.optionValue(), tool, mode, screen, shown));
                        }
                    }
                }
            }
        }
        if (json != null) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("machine", Machine.here());
            result.put("size", FrameSize.FULL_HD.text());
            result.put("seconds", seconds);
            result.put("runs", runs);
            ResultFiles.write(json, result);
        }
        return failed ? 1 : 0;
    }

    private Run run(
            String workload, Tool tool, CaptureMode mode, Screen screen, List<Picture> shown)
            throws IOException, InterruptedException {
        String codec = mode.optionValue();
        Optional<String> missing = tool.missing();
        Optional<List<String>> command =
                missing.isPresent() ? Optional.empty() : tool.pictures(screen, mode);
        Run run;
        if (command.isEmpty()) {
            String why = missing.orElse("its pictures do not come as one stream");
            run = new Run(workload, codec, tool.name(), null, why);
        } else {
            Path folder = Files.createTempDirectory("quality-");
            try {
                Path encoded = folder.resolve("encoded");
                record(command.get(), screen, encoded);
                String format = mode == CaptureMode.JPEG ? "mjpeg" : "h264";
                DecodedQuality quality = DecodedQuality.of(encoded, format, shown, folder);
                run = new Run(workload, codec, tool.name(), quality, null);
            } catch (IOException e) {
                failed = true;
                run = new Run(workload, codec, tool.name(), null, e.getMessage());
            } finally {
                delete(folder);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %s: %s%n",
                workload,
                codec,
                tool.name(),
                run.quality == null ? "quality unknown: " + run.why : run.quality.summary());
        return run;
    }

    private void record(List<String> command, Screen screen, Path encoded)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(Redirect.INHERIT)
                        .redirectOutput(encoded.toFile());
        builder.environment().put("DISPLAY", screen.display());
        Process process = builder.start();
        try {
            awaitFirst(encoded, process);
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("ended with code " + process.exitValue());
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /**
     * Returns when something is written, within a minute; on a busy machine a JVM starts slowly.
     */
    private static void awaitFirst(Path encoded, Process process)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (Files.size(encoded) == 0 && process.isAlive() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
