// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.recording.ChangeIndex;
import org.pixelflux.recording.Recording;
import org.pixelflux.support.XvfbDisplay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does it cost to record a 1920x1080 screen: while it is still, while somebody types and while
 * a film plays; beside a capture of the same H.264 whose frames nobody keeps?
 *
 * <p>Processor time of the threads that take frames and of those that encode, from the kernel's
 * scheduler; not of the X server, and not of this JVM's other threads.
 */
@Command(
        name = "recording",
        description = "What it costs to record a screen.",
        mixinStandardHelpOptions = true)
public final class RecordingCost implements Callable<Integer> {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    /** The kernel keeps 15 characters of a thread's name. */
    private static final String RECORDER = "pixelflux-recor";

    private static final String THREAD = "taker";
    private static final Duration SETTLED = Duration.ofSeconds(5);

    @Option(
            names = "--still",
            description = "minutes of a still screen (default: ${DEFAULT-VALUE})")
    private double stillMinutes = 60;

    @Option(names = "--seconds", description = "to measure each other (default: ${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private RecordingCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RecordingCost()).execute(arguments));
    }

    /**
     * What one way costs.
     *
     * @param percent of one core
     * @param bytes written, the index included; of a still screen beyond the first picture
     */
    record Cost(String workload, String way, double seconds, double percent, long bytes) {}

    @Override
    public Integer call() throws Exception {
        List<Cost> costs = new ArrayList<>();
        System.out.println("workload  way         seconds   % of a core         bytes");
        Path directory = Files.createTempDirectory("recording-");
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT)) {
            CaptureSettings settings =
                    CaptureSettings.builder().display(display.name()).fps(30).build();
            Stage stage = new Stage(WIDTH, HEIGHT, 1);
            costs.add(still(display.name(), stage, settings, directory.resolve("still.mp4")));
            for (WorkloadKind kind : List.of(WorkloadKind.TYPING, WorkloadKind.VIDEO)) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                try (Painter painter = new Painter(display.name(), stage, kind.on(stage))) {
                    painter.start();
                    costs.add(capture(name, settings));
                    costs.add(recording(name, settings, directory.resolve(name + ".mp4")));
                }
            }
        }
        if (json != null) {
            ResultFiles.write(json, Map.of("machine", Machine.here(), "ways", costs));
        }
        return 0;
    }

    private Cost still(String display, Stage stage, CaptureSettings settings, Path file)
            throws Exception {
        try (Painter painter = new Painter(display, stage, WorkloadKind.IDLE.on(stage));
                Recording recording = Recording.to(file, settings)) {
            painter.start();
            return recorded("still", recording, file, (long) (stillMinutes * 60e9));
        }
    }

    private Cost recording(String workload, CaptureSettings settings, Path file) throws Exception {
        try (Recording recording = Recording.to(file, settings)) {
            return recorded(workload, recording, file, TimeUnit.SECONDS.toNanos(seconds));
        }
    }

    private static Cost recorded(String workload, Recording recording, Path file, long nanos)
            throws Exception {
        TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
        long before = bytes(file);
        Cost cost = measured(workload, "recording", nanos, () -> bytes(file) - before);
        if (!recording.isRunning()) {
            throw new IllegalStateException("the recording has ended", recording.failure());
        }
        return told(cost);
    }

    private Cost capture(String workload, CaptureSettings settings) throws Exception {
        long[] bytes = new long[1];
        FrameReader reader =
                FrameReader.open(
                        settings.toBuilder().mode(CaptureMode.H264).h264FullFrame(true).build());
        CompletableFuture<Void> taking =
                CompletableFuture.runAsync(
                        () -> {
                            for (Frame frame; (frame = reader.next()) != null; ) {
                                frame.forEach(stripe -> bytes[0] += stripe.payloadSize());
                            }
                        },
                        task -> new Thread(task, THREAD).start());
        try {
            TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
            long before = bytes[0];
            return told(
                    measured(
                            workload,
                            "capture",
                            TimeUnit.SECONDS.toNanos(seconds),
                            () -> bytes[0] - before));
        } finally {
            reader.close();
            taking.join();
        }
    }

    private static Cost measured(String workload, String way, long nanos, Callable<Long> bytes)
            throws Exception {
        ProcessorTime before = used();
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(nanos);
        double elapsed = System.nanoTime() - start;
        double percent = used().since(before) / elapsed * 100;
        return new Cost(workload, way, elapsed / 1e9, percent, bytes.call());
    }

    private static Cost told(Cost cost) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %-9s %9.0f %13.3f %13d%n",
                cost.workload,
                cost.way,
                cost.seconds,
                cost.percent,
                cost.bytes);
        return cost;
    }

    private static long bytes(Path file) throws IOException {
        return Files.size(file) + Files.size(ChangeIndex.pathFor(file));
    }

    private static ProcessorTime used() {
        return ProcessorTime.of(
                ProcessHandle.current().pid(),
                name -> name.equals(RECORDER) || name.equals(THREAD) || name.startsWith("pf-enc"));
    }
}
