// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.Build;

/** Runs {@code benchmarks/run latency} of a build, perhaps an older one. */
final class BuildLatency {

    /** Those of benchmarks/run; the painting program is this build's. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.awt.headless=true",
                    "-Dpixelflux.test.native=" + System.getProperty("pixelflux.test.native"));

    private final int changes;

    BuildLatency(int changes) {
        this.changes = changes;
    }

    /** All modes of a build: older ones have no option for them. */
    List<LatencyRun> of(Build build, int repeat) throws IOException, InterruptedException {
        return run(build, List.of(), repeat);
    }

    /** One mode of a build that has an option for it. */
    List<LatencyRun> of(Build build, CaptureMode mode, int repeat)
            throws IOException, InterruptedException {
        return run(build, List.of("--modes", mode.optionValue()), repeat);
    }

    private List<LatencyRun> run(Build build, List<String> options, int repeat)
            throws IOException, InterruptedException {
        Path json = Files.createTempFile("latency-", ".json");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(FLAGS);
            command.addAll(List.of("-cp", build.jar().toString()));
            command.add(FirstStripeLatency.class.getName());
            command.addAll(List.of("--changes", "" + changes, "--json", json.toString()));
            command.addAll(options);
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.INHERIT)
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException("ended with code " + process.exitValue() + ": " + command);
            }
            return runs(build, repeat, ResultFiles.read(json));
        } finally {
            Files.delete(json);
        }
    }

    private static List<LatencyRun> runs(Build build, int repeat, JsonNode result) {
        List<LatencyRun> runs = new ArrayList<>();
        for (CaptureMode mode : CaptureMode.values()) {
            JsonNode millis = result.get(mode.optionValue() + "Millis");
            if (millis != null) {
                List<Double> values = new ArrayList<>();
                millis.forEach(value -> values.add(value.asDouble()));
                runs.add(new LatencyRun(build.name(), mode.optionValue(), repeat, values));
            }
        }
        return runs;
    }
}
