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

    /** By suite: the files of a page. */
    private static final Map<String, List<String>> KEPT =
            Map.of(
                    "area", List.of("area/area.json"),
                    "viewers", List.of("many-viewers/h264.json"),
                    "frame", List.of("frame-cost/jmh.json"),
                    "latency", List.of("first-stripe-latency/latency.json"),
                    "mixed", List.of("mixed/mixed.json"),
                    "modes", List.of("workloads/workloads.json", "workloads/more.json"),
                    "workloads", List.of("workloads/workloads.json"),
                    "soak", List.of("soak/soak.json"));

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
        for (Map.Entry<String, List<String>> kept : KEPT.entrySet()) {
            List<Path> files = kept.getValue().stream().map(results::resolve).toList();
            if (!files.stream().allMatch(Files::exists)) {
                continue; // a page may be gone, or have its figures in other files
            }
            List<Measured> measured = new ArrayList<>();
            for (Path file : files) {
                measured.add(Measured.of(ResultFiles.read(file)));
            }
            plots.addAll(
                    SuitePlots.draw(
                            kept.getKey(), Measured.together(measured), files.get(0).getParent()));
        }
        return plots;
    }
}
