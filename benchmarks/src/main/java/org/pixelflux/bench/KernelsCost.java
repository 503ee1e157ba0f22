// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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

/** What does each step of a frame cost alone? Runs the native program kernel_bench under Xvfb. */
@Command(
        name = "kernels",
        description =
                "What each step of a frame costs one thread alone, beside memcpy of the same bytes or"
                        + " the encoder's library alone.",
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
        String loadBefore = Machine.load();
        List<KernelResult> results = measure();
        System.out.print(KernelResult.table(results));
        if (json != null) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("machine", Machine.here());
            result.put("loadBefore", loadBefore);
            result.put("loadAfter", Machine.load());
            result.put("rounds", rounds);
            result.put("kernels", results);
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private List<KernelResult> measure() throws IOException, InterruptedException {
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name())) {
            paint.fill(0, 0, WIDTH, HEIGHT, 0x2f4f6f);
            ProcessBuilder builder =
                    new ProcessBuilder(NativeBuild.program("kernel_bench").toString(), "" + rounds)
                            .redirectError(Redirect.INHERIT);
            builder.environment().put("DISPLAY", display.name());
            Process process = builder.start();
            List<KernelResult> results = new ArrayList<>();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    results.add(KernelResult.parse(line));
                    System.err.println(line.replace('\t', ' '));
                }
                if (process.waitFor() != 0) {
                    throw new IOException("kernel_bench has failed; its errors are above");
                }
            } finally {
                process.destroy();
            }
            return results;
        }
    }
}
