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
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.FrameRectangle;
import org.pixelflux.RectangleKind;
import org.pixelflux.bench.workload.Photo;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * When is a photo that fills a 1920x1080 screen exact in mode mixed, what does that cost, and do
 * changes come later for it? With usePaintOverQuality and without, in turns.
 *
 * <p>Times run from just before the request to the X server is sent until {@code next()} has
 * returned in this JVM.
 */
@Command(
        name = "photo",
        description = "When a photo at rest is exact in mode mixed, and what that costs.",
        mixinStandardHelpOptions = true)
public final class PhotoAtRest implements Callable<Integer> {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int SIDE = 200;
    private static final int CHANGES_OF_A_PHOTO = 12;
    private static final int PATIENCE_SECONDS = 60;

    @Option(names = "--repeats", description = "photos each (default: ${DEFAULT-VALUE})")
    private int repeats = 5;

    @Option(
            names = "--changes",
            description =
                    "of 200x200 while a photo becomes exact, each (default: ${DEFAULT-VALUE})")
    private int changes = 240;

    @Option(names = "--seed", description = "of photos and places (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private PhotoAtRest() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PhotoAtRest()).execute(arguments));
    }

    /** A frame that has left {@link FrameReader#next()}. */
    private record Arrival(long nanos, long captured, long bytes, boolean filled) {

        static Arrival of(Frame frame) {
            long bytes = 0;
            boolean filled = false;
            for (FrameRectangle rectangle : frame.rectangles()) {
                bytes += rectangle.payloadSize();
                filled |= rectangle.kind() == RectangleKind.FILL;
            }
            return new Arrival(System.nanoTime(), frame.captureNanos(), bytes, filled);
        }
    }

    /** A capture and what has come of it. */
    private static final class Watched implements AutoCloseable {

        private final FrameReader capture;
        private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> taker;

        Watched(String display, boolean paintOver) {
            capture =
                    FrameReader.open(
                            CaptureSettings.builder()
                                    .display(display)
                                    .mode(CaptureMode.MIXED)
                                    .usePaintOverQuality(paintOver)
                                    .build());
            taker =
                    CompletableFuture.runAsync(
                            this::take, task -> new Thread(task, "taker").start());
        }

        private void take() {
            for (Frame frame; (frame = capture.next()) != null; ) {
                arrivals.add(Arrival.of(frame));
            }
        }

        /** What arrives until nothing has for a second. */
        List<Arrival> untilQuiet() throws InterruptedException {
            List<Arrival> all = new ArrayList<>();
            for (Arrival next; (next = arrivals.poll(1, TimeUnit.SECONDS)) != null; ) {
                all.add(next);
            }
            return all;
        }

        /** The frame that has what was painted then, by what it has to have. */
        Arrival after(long paintedNanos, boolean filled) throws InterruptedException {
            Arrival next;
            do {
                next = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IllegalStateException("a change did not come");
                }
            } while (next.captured() < paintedNanos || (filled && !next.filled()));
            return next;
        }

        @Override
        public void close() {
            capture.close();
            taker.join();
        }
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        String command = "benchmarks/run photo --repeats " + repeats + " --changes " + changes;
        result.put("command", command);
        result.put("machine", Machine.here());
        result.put("loadBefore", Machine.load());
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name())) {
            paint.keep(0, Photo.of(seed, WIDTH, HEIGHT));
            paint.keep(1, Photo.of(seed + 100, WIDTH, HEIGHT));
            Map<String, List<Map<String, Double>>> rests = new LinkedHashMap<>();
            Map<String, List<Double>> latencies = new LinkedHashMap<>();
            rest(display, paint, true); // the JVM compiles
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (boolean on : new boolean[] {repeat % 2 == 0, repeat % 2 != 0}) {
                    String name = on ? "exact" : "asSent";
                    rests.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(rest(display, paint, on));
                    latencies
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .addAll(latencies(display, paint, on, repeat));
                }
            }
            result.put("rests", rests);
            result.put("latencyMillis", latencies);
            print(rests, latencies);
        }
        result.put("loadAfter", Machine.load());
        if (json != null) {
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private static X11Paint.Done show(X11Paint paint, int photo) {
        return paint.carryOut(
                List.of(new X11Paint.Copy(photo, new Area(0, 0, WIDTH, HEIGHT), 0, 0)));
    }

    /** A photo in place of another one, until nothing more comes. */
    private static Map<String, Double> rest(XvfbDisplay display, X11Paint paint, boolean on)
            throws InterruptedException {
        show(paint, 0);
        try (Watched watched = new Watched(display.name(), on)) {
            watched.untilQuiet();
            ProcessorTime before = ProcessorTime.ofThisProcess();
            X11Paint.Done painted = show(paint, 1);
            List<Arrival> arrivals = watched.untilQuiet();
            long used = ProcessorTime.ofThisProcess().since(before);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("firstFrameMillis", millis(painted, arrivals.get(0)));
            figures.put("lastFrameMillis", millis(painted, arrivals.get(arrivals.size() - 1)));
            figures.put("frames", (double) arrivals.size());
            figures.put("kilobytes", arrivals.stream().mapToLong(Arrival::bytes).sum() / 1000.0);
            figures.put("processorMillis", used / 1e6);
            return figures;
        }
    }

    private static double millis(X11Paint.Done painted, Arrival arrival) {
        return (arrival.nanos() - painted.beforeNanos()) / 1e6;
    }

    /** Of changes that come while a photo becomes exact, or would. */
    private List<Double> latencies(XvfbDisplay display, X11Paint paint, boolean on, int repeat)
            throws InterruptedException {
        Random random = new Random(seed + repeat);
        List<Double> latencies = new ArrayList<>();
        try (Watched watched = new Watched(display.name(), on)) {
            watched.untilQuiet();
            for (int i = 0; i < changes / repeats; i++) {
                if (i % CHANGES_OF_A_PHOTO == 0) {
                    watched.after(show(paint, i / CHANGES_OF_A_PHOTO % 2).beforeNanos(), false);
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                // Part of the workload: the pause makes the change come at no moment of a piece.
                TimeUnit.MICROSECONDS.sleep(40_000 + random.nextInt(100_000));
                X11Paint.Done painted =
                        paint.fill(
                                random.nextInt(WIDTH - SIDE),
                                random.nextInt(HEIGHT - SIDE),
                                SIDE,
                                SIDE,
                                random.nextInt(0x1000000));
                latencies.add(millis(painted, watched.after(painted.beforeNanos(), true)));
            }
        }
        return latencies;
    }

    private static void print(
            Map<String, List<Map<String, Double>>> rests, Map<String, List<Double>> latencies) {
        System.out.println("| figure | exact | as sent |\n|---|---|---|");
        for (String figure : rests.get("exact").get(0).keySet()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s |%n",
                    figure,
                    spread(rests.get("exact"), figure),
                    spread(rests.get("asSent"), figure));
        }
        Distribution exact = new Distribution(latencies.get("exact"));
        Distribution asSent = new Distribution(latencies.get("asSent"));
        for (int percent : new int[] {50, 95, 99}) {
            System.out.printf(
                    Locale.ROOT,
                    "| a change, p%d, ms | %.2f | %.2f |%n",
                    percent,
                    exact.percentile(percent),
                    asSent.percentile(percent));
        }
    }

    private static String spread(List<Map<String, Double>> rests, String figure) {
        return Spread.of(rests.stream().map(rest -> rest.get(figure)).toList()).text(1);
    }
}
