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
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.bench.FrameViewer.Received;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.Workload;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.support.SlowLink;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What do viewers behind slow links see of mode mixed, and what do they cost the capture? Starts
 * examples/screen-to-browser on a display that shows a workload, and connects clients, some of them
 * over links of a certain speed.
 */
@Command(
        name = "links",
        description = "What viewers of mode mixed see over slow links, and what they cost.",
        mixinStandardHelpOptions = true)
public final class LinksCost implements Callable<Integer> {

    @Option(names = "--workload", description = "what the screen shows (${DEFAULT-VALUE})")
    private WorkloadKind kind = WorkloadKind.SCROLL57;

    @Option(
            names = "--viewers",
            split = ",",
            description =
                    "FASTxSLOW@MEGABITS: how many of each, one run for each such word"
                            + " (default: ${DEFAULT-VALUE})")
    private List<String> viewers = List.of("1x0@1", "20x0@1", "10x10@1", "0x1@1", "0x1@4");

    @Option(names = "--seconds", description = "to measure each (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(
            names = "--warmup",
            description =
                    "seconds before, from when the viewers have connected; longer, if one has no picture"
                            + " by then (default: ${DEFAULT-VALUE})")
    private int warmupSeconds = 5;

    @Option(names = "--repeats", description = "of all runs, in turns (default: ${DEFAULT-VALUE})")
    private int repeats = 1;

    @Option(names = "--fps", description = "of the capture at most (default: ${DEFAULT-VALUE})")
    private int fps = 60;

    @Option(
            names = "--run",
            required = true,
            description = "the example's run script; benchmarks/run names it")
    private Path run;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private LinksCost() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new LinksCost())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Map<String, Object>> results = new ArrayList<>();
        System.out.println(
                "viewers       program, capture, % of a core | slow: first picture, ms  frames/s"
                        + "  refreshes/s  kB/s each"
                        + "  age when it comes p50  oldest shown p50/p95/max ms | fast: kB/s each"
                        + "  oldest shown max ms");
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (String word : viewers) {
                results.add(measure(word));
            }
        }
        if (json != null) {
            ResultFiles.write(
                    json,
                    Map.of("workload", kind.optionValue(), "seconds", seconds, "runs", results));
        }
        return 0;
    }

    private Map<String, Object> measure(String word) throws Exception {
        String[] parts = word.split("[x@]");
        int fastCount = Integer.parseInt(parts[0]);
        int slowCount = Integer.parseInt(parts[1]);
        double megabits = Double.parseDouble(parts[2]);
        WebSocketClient client = StreamViewer.client();
        Stage stage = new Stage(1920, 1080, 1);
        Workload workload = kind.on(stage);
        List<AutoCloseable> opened = new ArrayList<>();
        try (XvfbDisplay display = XvfbDisplay.start(stage.width(), stage.height());
                Painter painter = new Painter(display.name(), stage, workload);
                BrowserProgram program = BrowserProgram.start(run, arguments(display.name()))) {
            painter.start();
            client.start();
            int port = program.stream().getPort();
            List<FrameViewer> fast = new ArrayList<>();
            List<FrameViewer> slow = new ArrayList<>();
            for (int i = 0; i < fastCount; i++) {
                fast.add(FrameViewer.connect(client, port));
            }
            for (int i = 0; i < slowCount; i++) {
                SlowLink link = new SlowLink(port, megabits);
                opened.add(link);
                slow.add(FrameViewer.connect(client, link.port()));
            }
            opened.addAll(fast);
            opened.addAll(slow);
            TimeUnit.SECONDS.sleep(warmupSeconds);
            // The program begins to capture when somebody looks, and on a busy machine takes long.
            for (List<FrameViewer> some : List.of(fast, slow)) {
                for (FrameViewer viewer : some) {
                    viewer.awaitFrame();
                }
            }
            return measure(word, program.pid(), fast, slow);
        } finally {
            for (AutoCloseable one : opened) {
                one.close();
            }
            client.stop();
        }
    }

    private Map<String, Object> measure(
            String word, long pid, List<FrameViewer> fast, List<FrameViewer> slow)
            throws InterruptedException, IOException {
        fast.forEach(FrameViewer::take);
        slow.forEach(FrameViewer::take);
        ProcessorTime before = ProcessorTime.of(pid);
        ProcessorTime captureBefore = ProcessorTime.of(pid, LinksCost::captures);
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double nanos = System.nanoTime() - start;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("viewers", word);
        result.put("programPercent", ProcessorTime.of(pid).since(before) / nanos * 100);
        ProcessorTime capture = ProcessorTime.of(pid, LinksCost::captures);
        result.put("capturePercent", capture.since(captureBefore) / nanos * 100);
        Figures slowOnes = new Figures(slow, nanos / 1e9);
        Figures fastOnes = new Figures(fast, nanos / 1e9);
        result.put("slowFirstMillisMax", slowOnes.firstMax);
        result.put("slowFramesPerSecond", slowOnes.frames);
        result.put("slowRefreshesPerSecond", slowOnes.refreshes);
        result.put("slowKilobytesPerSecond", slowOnes.kilobytes);
        result.put("slowNewestMillisP50", slowOnes.newestP50);
        result.put("slowOldestMillisP50", slowOnes.oldestP50);
        result.put("slowOldestMillisP95", slowOnes.oldestP95);
        result.put("slowOldestMillisMax", slowOnes.oldestMax);
        result.put("fastKilobytesPerSecond", fastOnes.kilobytes);
        result.put("fastOldestMillisMax", fastOnes.oldestMax);
        System.out.printf(
                Locale.ROOT,
                "%-13s %17.1f %9.1f | %23.0f %9.1f %12.2f %10.1f %22.0f %13.0f /%6.0f /%6.0f | %15.1f %20.0f%n",
                result.values().toArray());
        if (slowOnes.unusable + fastOnes.unusable > 0) {
            throw new IOException("a viewer was sent frames that it could not draw");
        }
        if (slowOnes.gotNothing + fastOnes.gotNothing > 0) {
            throw new IOException("a viewer was sent nothing");
        }
        return result;
    }

    /**
     * The threads that read the screen, decide and encode. The route's passes frames on as well,
     * and sends them as far as the sockets take them at once.
     */
    private static boolean captures(String thread) {
        return thread.startsWith("Camel (") || thread.startsWith("pf-enc");
    }

    /** Of some viewers, each. */
    private static final class Figures {
        double firstMax;
        double frames;
        double refreshes;
        double kilobytes;
        double newestP50;
        double oldestP50;
        double oldestP95;
        double oldestMax;
        long unusable;
        long gotNothing;

        Figures(List<FrameViewer> viewers, double seconds) {
            List<Double> newest = new ArrayList<>();
            List<Double> oldest = new ArrayList<>();
            for (FrameViewer viewer : viewers) {
                Received received = viewer.take();
                firstMax = Math.max(firstMax, viewer.firstMillis());
                frames += received.frames() / seconds / viewers.size();
                refreshes += received.refreshes() / seconds / viewers.size();
                kilobytes += received.bytes() / seconds / 1000 / viewers.size();
                unusable += received.unusable();
                gotNothing += received.frames() == 0 ? 1 : 0;
                newest.addAll(received.newestMillis());
                oldest.addAll(received.oldestMillis());
            }
            if (!oldest.isEmpty()) {
                newestP50 = new Distribution(newest).percentile(50);
                oldestP50 = new Distribution(oldest).percentile(50);
                oldestP95 = new Distribution(oldest).percentile(95);
                oldestMax = new Distribution(oldest).max();
            }
        }
    }

    private List<String> arguments(String display) {
        return List.of("--mode", "mixed", "--fps", "" + fps, "--display", display);
    }
}
