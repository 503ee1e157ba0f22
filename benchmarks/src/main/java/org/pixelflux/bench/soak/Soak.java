// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.pixelflux.bench.BrowserProgram;
import org.pixelflux.bench.Machine;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.StreamViewer;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does a program keep working while everything changes? Runs examples/screen-to-browser while the
 * screen shows one workload after the other, is resized and crashes, viewers come and go and switch
 * codec and quality; looks now and then at what the program holds when nobody looks, and at the end
 * at the picture.
 */
@Command(
        name = "soak",
        description = {
            "Runs screen-to-browser for long while everything around it changes.",
            "Ends with code 1 if it dies, does not recover, holds more and more, shows a wrong"
                    + " picture, or takes longer than two seconds to end."
        },
        mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int PATIENCE_SECONDS = 30;
    private static final int END_SECONDS = 2;
    private static final int MOST_VIEWERS = 12;
    private static final int EVENT_MILLIS = 1500;

    /** What 4:2:0 keeps of smooth waves at high quality is far above; a stale stripe far below. */
    private static final double LEAST_DECIBELS = 30;

    private static final List<String> SWITCHES =
            List.of(
                    "{\"settings\": {\"mode\": \"jpeg\"}}",
                    "{\"settings\": {\"mode\": \"h264\"}}",
                    "{\"settings\": {\"quality\": \"low\"}}",
                    "{\"settings\": {\"quality\": \"medium\"}}",
                    "{\"keyFrame\": true}");

    @Option(names = "--minutes", description = "how long (default: ${DEFAULT-VALUE})")
    private double minutes = 10;

    @Option(names = "--seed", description = "of all that happens (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--run",
            required = true,
            description = "the example's run script; benchmarks/run names it")
    private Path run;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private final Deque<StreamViewer> viewers = new ArrayDeque<>();
    private final List<Double> recoveryMillis = new ArrayList<>();
    private final List<HeldResources> rest = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final WebSocketClient client = StreamViewer.client();
    private Random random;
    private ChangingScreen screen;
    private BrowserProgram program;
    private long start;
    private int arrivals;
    private int switches;
    private int workloads;
    private int resizes;
    private int crashes;

    private Soak() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        random = new Random(seed);
        List<String> arguments =
                List.of(
                        "--control",
                        // Its viewers read stripes.
                        "--mode",
                        "h264",
                        "--autoAdjustSize",
                        "true",
                        "--fps",
                        "30",
                        "--display");
        double decibels;
        try (ChangingScreen changing = new ChangingScreen(WIDTH, HEIGHT, seed)) {
            screen = changing;
            List<String> all = new ArrayList<>(arguments);
            all.add(screen.name());
            try (BrowserProgram started = BrowserProgram.start(run, all)) {
                program = started;
                client.start();
                start = System.nanoTime();
                soak();
                decibels = lastPicture();
                end();
            } finally {
                client.stop();
            }
        }
        RestCheck check = new RestCheck(rest);
        faults.addAll(check.faults());
        SoakResult result =
                new SoakResult(
                        Machine.here(),
                        minutes,
                        seed,
                        new SoakResult.Events(arrivals, switches, workloads, resizes, crashes),
                        recoveryMillis,
                        rest,
                        check.mebibytesPerHour(),
                        decibels,
                        faults);
        return publish(result);
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Ten times it is left alone and looked at. */
    private void soak() throws Exception {
        double end = minutes * 60;
        double nextRest = end / 10;
        while (seconds() < end && program.isAlive()) {
            event();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2 * EVENT_MILLIS));
            if (seconds() >= nextRest) {
                nextRest += end / 10;
                rest();
            }
        }
        if (!program.isAlive()) {
            throw new IOException("the program has ended after " + (long) seconds() + " s");
        }
    }

    private void event() throws Exception {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> come();
            case 5, 6, 7 -> go();
            case 8, 9, 10 -> switchSettings();
            case 11, 12, 13 -> {
                workloads++;
                screen.next();
            }
            case 14 -> {
                resizes++;
                screen.resize();
            }
            default -> crash();
        }
    }

    private StreamViewer come() throws Exception {
        if (viewers.size() >= MOST_VIEWERS) {
            go();
        }
        StreamViewer viewer =
                StreamViewer.connect(client, program.stream(), 0)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        viewers.add(viewer);
        arrivals++;
        return viewer;
    }

    private void go() {
        StreamViewer viewer = viewers.poll();
        if (viewer != null) {
            frames(viewer);
            viewer.close();
        }
    }

    /**
     * How many it got since the last call. Throws if its connection has ended, which nothing here
     * is a reason for.
     */
    private long frames(StreamViewer viewer) {
        StreamViewer.Received received = viewer.take();
        if (received.losses() > 0) {
            faults.add(received.losses() + " frames came incomplete at " + (long) seconds() + " s");
        }
        return received.frames();
    }

    private void switchSettings() {
        if (!viewers.isEmpty()) {
            viewers.peek().say(SWITCHES.get(random.nextInt(SWITCHES.size())));
            switches++;
        }
    }

    private void crash() throws Exception {
        StreamViewer viewer = come();
        crashes++;
        screen.crash();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2 * EVENT_MILLIS));
        frames(viewer);
        screen.comeBack();
        long back = System.nanoTime();
        while (frames(viewer) == 0) {
            if (System.nanoTime() - back > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                faults.add("no frame " + PATIENCE_SECONDS + " s after the display came back");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        recoveryMillis.add((System.nanoTime() - back) / 1e6);
    }

    private void rest() throws Exception {
        while (!viewers.isEmpty()) {
            go();
        }
        // The program notices that they are gone.
        TimeUnit.SECONDS.sleep(3);
        HeldResources held = HeldResources.of(program.pid(), seconds());
        rest.add(held);
        System.err.printf(
                Locale.ROOT,
                "%5.0f s: %.0f MiB, %d threads, %d descriptors, %d segments; %d viewers came, %d"
                        + " switches, %d workloads, %d resizes, %d crashes%n",
                held.seconds(),
                held.residentMebibytes(),
                held.threads(),
                held.descriptors(),
                held.segments(),
                arrivals,
                switches,
                workloads,
                resizes,
                crashes);
    }

    /** Of the worst rows of what a viewer shows that comes at the end. */
    private double lastPicture() throws Exception {
        Picture last = SmoothPicture.coloured(WIDTH, HEIGHT, 3);
        screen.end(last);
        come().say("{\"settings\": {\"mode\": \"h264\", \"quality\": \"high\"}}");
        // It comes after the switch and sees the outcome alone.
        TimeUnit.SECONDS.sleep(3);
        LastViewer viewer = new LastViewer();
        client.connect(viewer, program.stream()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        long began = System.nanoTime();
        while (!viewer.isQuiet(Duration.ofSeconds(2))) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                faults.add("the last picture does not come to rest");
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double decibels = viewer.picture(WIDTH, HEIGHT).worstLumaPsnr(last, 16);
        if (decibels < LEAST_DECIBELS) {
            faults.add(
                    String.format(
                            Locale.ROOT,
                            "the last picture is not what was painted: %.1f dB",
                            decibels));
        }
        return decibels;
    }

    /** While viewers are there: nobody may hold it up. */
    private void end() {
        long told = System.nanoTime();
        program.close();
        double seconds = (System.nanoTime() - told) / 1e9;
        System.out.printf(Locale.ROOT, "ended %.1f s after SIGTERM%n", seconds);
        if (seconds > END_SECONDS) {
            faults.add(
                    String.format(
                            Locale.ROOT,
                            "it ended %.1f s after SIGTERM, promised are %d",
                            seconds,
                            END_SECONDS));
        }
    }

    private int publish(SoakResult result) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%.0f minutes: %d viewers, %d switches, %d workloads, %d resizes, %d crashes%n",
                minutes,
                arrivals,
                switches,
                workloads,
                resizes,
                crashes);
        System.out.printf(
                Locale.ROOT,
                "memory %+.1f MiB an hour; recovered within %.0f ms; last picture %.1f dB%n",
                result.mebibytesPerHour(),
                recoveryMillis.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                result.lastPictureDecibels());
        faults.forEach(fault -> System.out.println("FAULT: " + fault));
        if (json != null) {
            ResultFiles.write(json, result);
        }
        return faults.isEmpty() ? 0 : 1;
    }
}
