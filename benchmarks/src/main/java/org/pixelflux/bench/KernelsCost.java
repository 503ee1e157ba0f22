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
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does each step of a frame cost alone? Runs the native programs kernel_bench, regions_bench
 * and damage_bench under Xvfb.
 */
@Command(
        name = "kernels",
        description =
                "What each step of a frame costs one thread alone, beside memcpy of the same bytes or"
                        + " the encoder's library alone; the steps of mode mixed; finding out what"
                        + " changed.",
        mixinStandardHelpOptions = true)
public final class KernelsCost implements Callable<Integer> {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    @Option(names = "--rounds", description = "calls of each (default: ${DEFAULT-VALUE})")
    private int rounds = 400;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private KernelsCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KernelsCost()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", Machine.here());
        result.put("loadBefore", Machine.load());
        result.put("rounds", rounds);
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name())) {
            paint.fill(0, 0, WIDTH, HEIGHT, 0x2f4f6f);
            List<KernelResult> kernels =
                    lines(display, "kernel_bench").stream().map(KernelResult::parse).toList();
            System.out.print(KernelResult.table(kernels));
            result.put("kernels", kernels);
            result.put(
                    "regions",
                    lines(display, "regions_bench").stream()
                            .filter(RegionStep::isOne)
                            .map(RegionStep::parse)
                            .toList());
            result.put(
                    "damage",
                    lines(display, "damage_bench", "" + display.pid()).stream()
                            .map(DamageStep::parse)
                            .toList());
        }
        result.put("loadAfter", Machine.load());
        if (json != null) {
            ResultFiles.write(json, result);
        }
        return 0;
    }

    /** What a program says of its rounds. */
    private List<String> lines(XvfbDisplay display, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(NativeBuild.program(program).toString(), "" + rounds));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DISPLAY", display.name());
        return ProgramLines.of(builder, line -> System.err.println(line.replace('\t', ' ')));
    }
}
