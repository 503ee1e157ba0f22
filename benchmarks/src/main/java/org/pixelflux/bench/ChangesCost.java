// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.ChangePolicy;
import org.pixelflux.ChangeReader;
import org.pixelflux.FrameReader;
import org.pixelflux.PictureFormat;
import org.pixelflux.ScreenChange;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does it cost to know what changes on a 1920x1080 screen on which somebody types, and to have
 * a picture of it once a second?
 *
 * <p>Processor time of the threads that take changes or frames, by Camel of those of its context,
 * and of those that encode, from the kernel's scheduler; not of the X server, and not of this JVM's
 * other threads.
 */
@Command(
        name = "changes",
        description = "What changes and pictures of a screen cost on which somebody types.",
        mixinStandardHelpOptions = true)
public final class ChangesCost implements Callable<Integer> {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final String THREAD = "taker";

    @Option(names = "--seconds", description = "to measure each (default: ${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(names = "--warmup", description = "seconds before that (default: ${DEFAULT-VALUE})")
    private int warmupSeconds = 10;

    @Option(
            names = "--only",
            paramLabel = "WAY",
            description = "measure those ways alone whose names begin so (default: all)")
    private String only = "";

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    /** Counted by the thread that takes. */
    private final AtomicLong taken = new AtomicLong();

    private final AtomicLong encoded = new AtomicLong();

    private final List<Cost> costs = new ArrayList<>();

    private ChangesCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChangesCost()).execute(arguments));
    }

    /** Something that takes changes or frames until it is closed. */
    private interface Taker extends AutoCloseable {

        /** False at the end. */
        boolean take();

        @Override
        void close();
    }

    /**
     * What one way costs.
     *
     * @param percent of one core
     */
    record Cost(String way, double percent, double takenPerSecond, double encodedPerSecond) {}

    @Override
    public Integer call() throws Exception {
        System.out.println("way                        % of a core   taken/s   encoded/s");
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT)) {
            Stage stage = new Stage(WIDTH, HEIGHT, 1);
            try (Painter painter =
                    new Painter(display.name(), stage, WorkloadKind.TYPING.on(stage))) {
                CaptureSettings settings =
                        CaptureSettings.builder().display(display.name()).build();
                painter.start();
                ChangePolicy all = ChangePolicy.EVERY_CHANGE;
                measure("changes", () -> changes(settings, all, null, false));
                measure("changes, by Camel", () -> new CamelTaker(display.name()));
                measure("changes, with hashes", () -> changes(settings, all, null, true));
                ChangePolicy once = all.withMinInterval(Duration.ofSeconds(1));
                for (PictureFormat format : PictureFormat.values()) {
                    String way = format.optionValue() + ", minInterval=1s";
                    measure(way, () -> changes(settings, once, format, false));
                }
                for (CaptureMode mode : CaptureMode.values()) {
                    measure("mode=" + mode.optionValue(), () -> frames(settings, mode));
                }
            }
        }
        if (json != null) {
            ResultFiles.write(
                    json, Map.of("machine", Machine.here(), "seconds", seconds, "ways", costs));
        }
        return 0;
    }

    private Taker changes(
            CaptureSettings settings, ChangePolicy policy, PictureFormat format, boolean hashed) {
        ChangeReader reader = ChangeReader.open(settings, policy);
        return new Taker() {
            @Override
            public boolean take() {
                ScreenChange change = reader.next();
                if (change != null && format != null) {
                    reader.picture().encode(format);
                    encoded.incrementAndGet();
                }
                if (change != null && hashed) {
                    reader.picture().contentHash();
                }
                return change != null;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    private Taker frames(CaptureSettings settings, CaptureMode mode) {
        FrameReader reader = FrameReader.open(settings.toBuilder().mode(mode).build());
        return new Taker() {
            @Override
            public boolean take() {
                boolean open = reader.next() != null;
                encoded.incrementAndGet();
                return open;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    /** A route, whose thread takes. */
    private final class CamelTaker implements Taker {

        private final DefaultCamelContext context = new DefaultCamelContext();
        private final CountDownLatch closed = new CountDownLatch(1);

        CamelTaker(String display) throws Exception {
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("pixelflux:screen?delivery=changes&display=" + display)
                                    .process(exchange -> taken.incrementAndGet());
                        }
                    });
            context.start();
        }

        @Override
        public boolean take() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        @Override
        public void close() {
            context.stop();
            closed.countDown();
        }
    }

    private void measure(String way, Callable<Taker> opener) throws Exception {
        if (!way.startsWith(only)) {
            return;
        }
        Taker taker = opener.call();
        CompletableFuture<Void> taking =
                CompletableFuture.runAsync(
                        () -> {
                            while (taker.take()) {
                                taken.incrementAndGet();
                            }
                        },
                        task -> new Thread(task, THREAD).start());
        try {
            TimeUnit.SECONDS.sleep(warmupSeconds);
            ProcessorTime before = used();
            long takenBefore = taken.get();
            long encodedBefore = encoded.get();
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            double nanos = System.nanoTime() - start;
            Cost cost =
                    new Cost(
                            way,
                            used().since(before) / nanos * 100,
                            (taken.get() - takenBefore) / nanos * 1e9,
                            (encoded.get() - encodedBefore) / nanos * 1e9);
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %11.3f %9.1f %11.2f%n",
                    way,
                    cost.percent,
                    cost.takenPerSecond,
                    cost.encodedPerSecond);
            costs.add(cost);
        } finally {
            taker.close();
            taking.join();
        }
    }

    private static ProcessorTime used() {
        return ProcessorTime.of(
                ProcessHandle.current().pid(),
                name ->
                        name.equals(THREAD)
                                || name.startsWith("pf-enc")
                                || name.startsWith("Camel ("));
    }
}
