// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pixelflux.ChangePolicy;
import org.pixelflux.ChangeReader;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon is a change of a calm 1920x1080 screen known, under Xvfb and under sway at 240 Hz, and
 * what do 60 small changes a second cost, when nothing is encoded?
 *
 * <p>The time runs from just before the request leaves the program that draws until {@code next()}
 * has returned in this JVM; both ends read CLOCK_MONOTONIC. The screens take turns.
 */
@Command(
        name = "wayland",
        description = "How soon a change is known on X11 and on Wayland, and what changes cost.",
        mixinStandardHelpOptions = true)
public final class WaylandCost implements Callable<Integer> {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final String THREAD = "taker";

    @Option(names = "--rounds", description = "of each screen (default: ${DEFAULT-VALUE})")
    private int rounds = 4;

    @Option(names = "--changes", description = "a round (default: ${DEFAULT-VALUE})")
    private int changes = 100;

    @Option(names = "--seconds", description = "of 60 changes each (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private WaylandCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WaylandCost()).execute(arguments));
    }

    /** A screen whose changes a thread of its own takes as they come. */
    private static final class Watched implements AutoCloseable {

        private final TestScreen screen;
        private final ChangeReader reader;
        private final BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> taker;

        Watched(TestScreen screen) {
            this.screen = screen;
            reader = ChangeReader.open(screen.settings().build(), ChangePolicy.EVERY_CHANGE);
            taker =
                    CompletableFuture.runAsync(
                            () -> {
                                while (reader.next() != null) {
                                    arrivals.add(System.nanoTime());
                                }
                            },
                            task -> new Thread(task, THREAD).start());
        }

        private X11Paint.Done change(Random random) {
            return screen.paint()
                    .fill(
                            random.nextInt(WIDTH - 12),
                            random.nextInt(HEIGHT - 20),
                            12,
                            20,
                            random.nextInt(0x1000000));
        }

        private void awaitCalm() throws InterruptedException {
            while (arrivals.poll(300, TimeUnit.MILLISECONDS) != null) {
                // What was drawn before.
            }
        }

        List<Double> latencies(Random random, int count) throws InterruptedException {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                awaitCalm();
                // Part of the workload: the change comes at no moment of a frame.
                TimeUnit.MICROSECONDS.sleep(random.nextInt(50_000));
                X11Paint.Done drawn = change(random);
                Long arrived = arrivals.poll(2, TimeUnit.SECONDS);
                if (arrived != null) {
                    millis.add((arrived - drawn.beforeNanos()) / 1e6);
                }
            }
            return millis;
        }

        @Override
        public void close() {
            reader.close();
            taker.join();
            screen.close();
        }
    }

    /**
     * @param percent of one core: of the thread that takes changes
     * @param serverPercent of the X server or compositor
     */
    record Cost(double percent, double serverPercent, double takenPerSecond) {}

    private Cost cost(Watched watched, Random random) throws InterruptedException {
        watched.awaitCalm();
        ProcessorTime before = taken();
        ProcessorTime serverBefore = server(watched);
        long start = System.nanoTime();
        for (int i = 0; i < 60 * seconds; i++) {
            long due = start + i * 1_000_000_000L / 60;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            watched.change(random);
        }
        double nanos = System.nanoTime() - start;
        return new Cost(
                taken().since(before) / nanos * 100,
                server(watched).since(serverBefore) / nanos * 100,
                watched.arrivals.size() / nanos * 1e9);
    }

    private static TestScreen start(String name) {
        return name.equals("x11")
                ? TestScreen.of(XvfbDisplay.start(WIDTH, HEIGHT))
                : TestScreen.sway(WIDTH, HEIGHT);
    }

    private static ProcessorTime taken() {
        return ProcessorTime.of(ProcessHandle.current().pid(), THREAD::equals);
    }

    private static ProcessorTime server(Watched watched) {
        return ProcessorTime.of(watched.screen.pid());
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", Machine.here());
        Map<String, List<Double>> latencies = new LinkedHashMap<>();
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String name : List.of("x11", "wayland")) {
                try (Watched watched = new Watched(start(name))) {
                    Random random = new Random(round);
                    latencies
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .addAll(watched.latencies(random, changes));
                    costs.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(cost(watched, random));
                }
            }
        }
        System.out.println(
                "screen    p50 ms  p95 ms  max ms   % of a core  server %  changes/s  (60 a second,"
                        + " each round)");
        latencies.forEach(
                (name, millis) -> {
                    Distribution distribution = new Distribution(millis);
                    for (Cost cost : costs.get(name)) {
                        System.out.printf(
                                Locale.ROOT,
                                "%-9s %7.2f %7.2f %7.2f %13.2f %9.2f %10.1f%n",
                                name,
                                distribution.percentile(50),
                                distribution.percentile(95),
                                distribution.max(),
                                cost.percent,
                                cost.serverPercent,
                                cost.takenPerSecond);
                    }
                });
        if (json != null) {
            result.put("latencyMillis", latencies);
            result.put("costs", costs);
            ResultFiles.write(json, result);
        }
        return 0;
    }
}
