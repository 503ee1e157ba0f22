// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.Output;
import org.pixelflux.bench.tool.RunningTool;
import org.pixelflux.bench.tool.Screen;
import org.pixelflux.bench.tool.Tools;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does it cost to send a screen's stripes somewhere? The examples that write files, send to
 * Kafka and serve WebSockets, each as a process of its own on the same synthetic picture, beside a
 * program that only captures it.
 */
@Command(
        name = "routes",
        description = {
            "What it costs to send a screen to files, to Kafka and to WebSocket viewers, beside"
                    + " capturing it alone.",
            "Ends with code 1 if a program does not run."
        },
        mixinStandardHelpOptions = true)
public final class RoutesCost implements Callable<Integer> {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FPS = 30;
    private static final int CONNECT_SECONDS = 30;

    @Option(names = "--seconds", description = "to measure each (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--warmup", description = "seconds before that (default: ${DEFAULT-VALUE})")
    private int warmupSeconds = 15;

    @Option(
            names = "--viewers",
            split = ",",
            description = "of the WebSocket, one run each (default: ${DEFAULT-VALUE})")
    private List<Integer> viewers = List.of(1, 10, 100);

    @Option(
            names = "--examples",
            required = true,
            description = "the directory of the examples; benchmarks/run names it")
    private Path examples;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private final List<Cost> costs = new ArrayList<>();
    private double stripesPerSecond;

    /**
     * Processor time in percent of one core.
     *
     * @param others of what the program started, such as a broker
     * @param microsPerStripe of the program, beyond capturing alone
     */
    record Cost(String route, double percent, double others, double microsPerStripe) {}

    private RoutesCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RoutesCost()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        captureAlone();
        files();
        program("kafka", "screen-to-kafka", List.of());
        for (int count : viewers) {
            webSocket(count);
        }
        if (json != null) {
            ResultFiles.write(
                    json,
                    Map.of(
                            "machine", Machine.here(),
                            "seconds", seconds,
                            "stripesPerSecond", stripesPerSecond,
                            "routes", costs));
        }
        return 0;
    }

    private static List<String> picture(String prefix) {
        return Stream.of(
                        "source=synthetic",
                        "syntheticPattern=window",
                        "fps=" + FPS,
                        "mode=jpeg",
                        "width=" + WIDTH,
                        "height=" + HEIGHT)
                .map(option -> prefix + option)
                .toList();
    }

    private void captureAlone() throws IOException, InterruptedException {
        String tool = "pixelflux?" + String.join("&", picture(""));
        Screen screen = new Screen("", WIDTH, HEIGHT);
        try (RunningTool running =
                Tools.named(tool).orElseThrow().start(screen, CaptureMode.JPEG)) {
            TimeUnit.SECONDS.sleep(warmupSeconds);
            Output before = running.output();
            long start = System.nanoTime();
            Cost cost = measure("captured alone", ProcessHandle.of(running.pid()).orElseThrow());
            double elapsed = (System.nanoTime() - start) / 1e9;
            stripesPerSecond = running.output().since(before).stripes() / elapsed;
            tell(cost);
        }
    }

    private void files() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("routes-cost");
        try {
            program("files", "screen-to-files", List.of("stripes", "--to", directory.toString()));
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** An example that needs nobody to send to. */
    private void program(String route, String example, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(examples.resolve(example).resolve("run").toString());
        command.addAll(arguments);
        command.addAll(picture("--"));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            TimeUnit.SECONDS.sleep(warmupSeconds);
            if (!process.isAlive()) {
                throw new IOException(example + " has ended; its errors are above");
            }
            tell(measure(route, process.toHandle()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void webSocket(int count) throws Exception {
        WebSocketClient client = StreamViewer.client();
        Path run = examples.resolve("screen-to-browser").resolve("run");
        try (BrowserProgram program = BrowserProgram.start(run, picture("--"))) {
            client.start();
            List<StreamViewer> connected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                connected.add(
                        StreamViewer.connect(client, program.stream(), 0)
                                .get(CONNECT_SECONDS, TimeUnit.SECONDS));
            }
            TimeUnit.SECONDS.sleep(warmupSeconds);
            connected.forEach(StreamViewer::take);
            ProcessHandle process = ProcessHandle.of(program.pid()).orElseThrow();
            Cost cost = measure("WebSocket, viewers: " + count, process);
            for (StreamViewer viewer : connected) {
                if (viewer.take().frames() == 0) {
                    throw new IOException("a viewer got no frame");
                }
            }
            tell(cost);
        } finally {
            client.stop();
        }
    }

    private Cost measure(String route, ProcessHandle process) throws InterruptedException {
        List<Long> children = process.descendants().map(ProcessHandle::pid).toList();
        ProcessorTime before = ProcessorTime.of(process.pid());
        List<ProcessorTime> childrenBefore = children.stream().map(ProcessorTime::of).toList();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double nanos = System.nanoTime() - start;
        double percent = ProcessorTime.of(process.pid()).since(before) / nanos * 100;
        double others = 0;
        for (int i = 0; i < children.size(); i++) {
            ProcessorTime now = ProcessorTime.of(children.get(i));
            others += now.since(childrenBefore.get(i)) / nanos * 100;
        }
        double beyond = costs.isEmpty() ? 0 : percent - costs.get(0).percent();
        double micros = beyond == 0 ? 0 : beyond / 100 * 1e6 / stripesPerSecond;
        return new Cost(route, percent, others, micros);
    }

    private void tell(Cost cost) {
        costs.add(cost);
        System.out.printf(
                Locale.ROOT,
                "%-24s %6.2f %% of a core, what it started %6.2f %%, %6.1f us a stripe more%n",
                cost.route(),
                cost.percent(),
                cost.others(),
                cost.microsPerStripe());
    }
}
