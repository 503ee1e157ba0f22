// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.bench.StreamViewer.Received;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does it cost to show one screen to many? Starts examples/screen-to-browser on the synthetic
 * source, connects so many WebSocket clients at once over loopback, and measures the program's
 * processor time, and at the clients what arrives and how old it is.
 */
@Command(
        name = "viewers",
        description = "What many viewers of one screen cost, over WebSockets on this machine.",
        mixinStandardHelpOptions = true)
public final class ViewersCost implements Callable<Integer> {

    private static final int START_SECONDS = 30;

    @Option(
            names = "--viewers",
            split = ",",
            description = "how many at once, one run each (default: ${DEFAULT-VALUE})")
    private List<Integer> viewers = List.of(1, 10, 50, 200);

    @Option(names = "--seconds", description = "to measure each (default: ${DEFAULT-VALUE})")
    private int seconds = 15;

    @Option(names = "--mode", description = "jpeg or h264 (default: ${DEFAULT-VALUE})")
    private String mode = "h264";

    @Option(
            names = "--run",
            required = true,
            description = "the example's run script; benchmarks/run names it")
    private Path run;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private ViewersCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ViewersCost()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Map<String, Object>> results = new ArrayList<>();
        System.out.println(
                "viewers  whole picture p50/p99 ms  program, % of a core  frames/s  kB/s each"
                        + "  age p50/p99 ms  key frames  losses");
        for (int count : viewers) {
            results.add(measure(count));
        }
        if (json != null) {
            ResultFiles.write(json, Map.of("mode", mode, "seconds", seconds, "runs", results));
        }
        return 0;
    }

    private Map<String, Object> measure(int count) throws Exception {
        List<StreamViewer> connected = new ArrayList<>();
        WebSocketClient client = StreamViewer.client();
        try (BrowserProgram program = BrowserProgram.start(run, arguments())) {
            client.start();
            URI uri = program.stream();
            int rows = warmUp(client, uri);
            long start = System.nanoTime();
            List<CompletableFuture<StreamViewer>> connections = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                connections.add(StreamViewer.connect(client, uri, rows));
            }
            List<Double> pictureMillis = new ArrayList<>();
            for (CompletableFuture<StreamViewer> connection : connections) {
                StreamViewer viewer = connection.get(START_SECONDS, TimeUnit.SECONDS);
                connected.add(viewer);
                long first = viewer.pictureNanos().get(START_SECONDS, TimeUnit.SECONDS);
                pictureMillis.add((first - start) / 1e6);
            }
            return measure(program.pid(), connected, new Distribution(pictureMillis));
        } finally {
            connected.forEach(StreamViewer::close);
            client.stop();
        }
    }

    private Map<String, Object> measure(
            long pid, List<StreamViewer> connected, Distribution picture)
            throws InterruptedException {
        connected.forEach(StreamViewer::take);
        ProcessorTime before = ProcessorTime.of(pid);
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double nanos = System.nanoTime() - start;
        double percent = ProcessorTime.of(pid).since(before) / nanos * 100;
        List<Received> received = connected.stream().map(StreamViewer::take).toList();

        double each = received.size() * nanos / 1e9;
        List<Double> ages = new ArrayList<>();
        received.forEach(one -> ages.addAll(one.ageMillis()));
        Distribution age = new Distribution(ages);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("viewers", received.size());
        result.put("pictureMillisP50", picture.percentile(50));
        result.put("pictureMillisP99", picture.percentile(99));
        result.put("programPercent", percent);
        result.put("framesPerSecond", received.stream().mapToLong(Received::frames).sum() / each);
        result.put(
                "kilobytesPerSecond",
                received.stream().mapToLong(Received::bytes).sum() / each / 1000);
        result.put("ageMillisP50", age.percentile(50));
        result.put("ageMillisP99", age.percentile(99));
        result.put("keyStripes", received.stream().mapToLong(Received::keyStripes).max().orElse(0));
        result.put("losses", received.stream().mapToLong(Received::losses).sum());
        System.out.printf(
                Locale.ROOT,
                "%7d %17.0f /%5.0f %20.1f %9.1f %10.1f %9.1f /%5.1f %11d %7d%n",
                result.values().toArray());
        result.put("ages", ages.size());
        return result;
    }

    /**
     * Uses the program until its code is compiled, as it is after a minute of use.
     *
     * @return how many rows make up its picture
     */
    private int warmUp(WebSocketClient client, URI uri) throws Exception {
        try (StreamViewer first =
                StreamViewer.connect(client, uri, 0).get(START_SECONDS, TimeUnit.SECONDS)) {
            TimeUnit.SECONDS.sleep(seconds);
            return first.rows();
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--source", "synthetic"));
        arguments.addAll(List.of("--syntheticPattern", "window", "--fps", "30", "--mode", mode));
        arguments.addAll(List.of("--width", "1280", "--height", "720"));
        // A viewer that has a stripe of each row has the whole picture.
        arguments.addAll(List.of("--jpegAdaptiveStripes", "false"));
        return arguments;
    }
}
