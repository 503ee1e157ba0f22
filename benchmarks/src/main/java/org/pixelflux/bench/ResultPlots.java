// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws the kept results, as SVG and PNG beside the JSON that they are drawn from. */
@Command(
        name = "plots",
        description = "Draws the results as SVG and PNG beside their JSON.",
        mixinStandardHelpOptions = true)
public final class ResultPlots implements Callable<Integer> {

    private static final Map<String, String> KEPT =
            Map.of(
                    "area", "area/area.json",
                    "viewers", "many-viewers/h264.json",
                    "frame", "frame-cost/jmh.json",
                    "latency", "first-stripe-latency/latency.json",
                    "mixed", "mixed/mixed.json",
                    "workloads", "workloads/workloads.json",
                    "soak", "soak/soak.json");

    @Parameters(defaultValue = "docs/results", description = "default: ${DEFAULT-VALUE}")
    private Path results;

    private ResultPlots() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ResultPlots()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        draw(results).forEach(System.out::println);
        return 0;
    }

    /** The plots of all results that have some, in {@code docs/results}. */
    public static List<Path> draw(Path results) throws IOException {
        List<Path> plots = new ArrayList<>();
        for (Map.Entry<String, String> kept : KEPT.entrySet()) {
            Path json = results.resolve(kept.getValue());
            if (Files.exists(json)) { // a page may be gone, or have its figures in other files
                plots.addAll(
                        SuitePlots.draw(kept.getKey(), ResultFiles.read(json), json.getParent()));
            }
        }
        return plots;
    }
}
