// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pixelflux.support.NativeBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What do x264 and OpenH264 make of the same pictures at the same quantizers? */
@Command(
        name = "libraries",
        description =
                "Processor time, bytes and SSIM of pictures that x264 and OpenH264 encode at the same"
                        + " quantizers, by the native program h264_bench and ffmpeg.",
        mixinStandardHelpOptions = true)
public final class LibrariesCost implements Callable<Integer> {

    @Option(names = "--patterns", split = ",", description = "default: ${DEFAULT-VALUE}")
    private List<String> patterns = List.of("film", "scroll", "drag", "text");

    @Option(names = "--frames", description = "of each pattern (default: ${DEFAULT-VALUE})")
    private int frames = 20;

    @Option(
            names = "--script",
            required = true,
            description = "native/bench/h264_quality; benchmarks/run names it")
    private Path script;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    @Spec private CommandSpec spec;

    private LibrariesCost() {}

    public static void main(String[] arguments) {
        System.exit(PlainErrors.of(new LibrariesCost()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        OptionChecks.require(spec, "--frames", frames, 2, 1000);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", Machine.here());
        result.put("loadBefore", Machine.load());
        result.put("frames", frames);
        List<LibraryRun> runs = new ArrayList<>(measure("stripes", patterns));
        runs.addAll(measure("films", List.of("film"), "film"));
        result.put("runs", runs);
        result.put("loadAfter", Machine.load());
        if (json != null) {
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private List<LibraryRun> measure(String encodedAs, List<String> shown, String... kind)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.add(NativeBuild.program("h264_bench").getParent().toString());
        command.addAll(List.of(kind));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("FRAMES", "" + frames);
        builder.environment().put("QUANTIZERS", "22 28");
        builder.environment().put("PATTERNS", String.join(" ", shown));
        return ProgramLines.of(builder, line -> System.out.println(encodedAs + ", " + line))
                .stream()
                .map(line -> LibraryRun.parse(encodedAs, line))
                .toList();
    }
}
