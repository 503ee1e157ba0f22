// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.Confinement;
import org.pixelflux.bench.tool.Output;
import org.pixelflux.bench.tool.RunningTool;
import org.pixelflux.bench.tool.Screen;
import org.pixelflux.bench.tool.ScreenKind;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.Video;
import org.pixelflux.bench.workload.Workload;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.XvfbDisplay;

/** How one run is measured: the same for every tool. */
final class WorkloadMeasurement {

    private final ScreenKind kind;
    private final int leastPaints;
    private final int width;
    private final int height;
    private final long seed;
    private final int seconds;
    private final int warmupSeconds;
    private final Confinement confinement;

    /** Of an X server's screen, with tools that may use all of the machine. */
    WorkloadMeasurement(int width, int height, long seed, int seconds, int warmupSeconds) {
        this(ScreenKind.XVFB, 0, width, height, seed, seconds, warmupSeconds, Confinement.NONE);
    }

    /**
     * @param leastPaints of a workload's rate, in percent: a run in which it was painted less often
     *     has no figures
     * @param confinement how much of the machine a tool may use
     */
    WorkloadMeasurement(
            ScreenKind kind,
            int leastPaints,
            int width,
            int height,
            long seed,
            int seconds,
            int warmupSeconds,
            Confinement confinement) {
        this.kind = kind;
        this.leastPaints = leastPaints;
        this.width = width;
        this.height = height;
        this.seed = seed;
        this.seconds = seconds;
        this.warmupSeconds = warmupSeconds;
        this.confinement = confinement;
    }

    /** What the video's pictures take one thread alone. */
    Map<String, Double> calibrate() throws IOException {
        Stage stage = new Stage(width, height, seed);
        WorkloadKind.VIDEO.on(stage);
        List<Picture> pictures = stage.pictures();
        return Calibration.of(pictures.subList(pictures.size() - Video.PICTURES, pictures.size()));
    }

    /**
     * A display of its own that shows a workload.
     *
     * @param name by which results call it
     * @param damage whether its server tells what changes: only an X server can do without
     */
    Painted paint(String name, Function<Stage, Workload> workload, boolean damage)
            throws IOException, InterruptedException {
        return new Painted(name, workload, damage);
    }

    /** Processor time and paints of a span. */
    private record Span(
            double seconds,
            double toolPercent,
            double serverPercent,
            double paints,
            double stealPercent) {}

    /** A workload on its display, with what it costs alone. */
    final class Painted implements AutoCloseable {

        private final String name;
        private final Workload workload;
        private final TestScreen display;
        private final Painter painter;
        private final PaintedAlone alone;

        Painted(String name, Function<Stage, Workload> make, boolean damage)
                throws IOException, InterruptedException {
            this.name = name;
            display = start(damage);
            Stage stage = new Stage(width, height, seed);
            workload = make.apply(stage);
            painter = new Painter(display.paint(), stage, workload);
            painter.start();
            TimeUnit.SECONDS.sleep(1);
            Span span = span(null);
            alone = new PaintedAlone(name, span.serverPercent(), span.paints());
        }

        private TestScreen start(boolean damage) {
            if (kind == ScreenKind.SWAY) {
                return TestScreen.sway(width, height);
            }
            return TestScreen.of(
                    damage
                            ? XvfbDisplay.start(width, height)
                            : XvfbDisplay.start(width, height, "-extension", "DAMAGE"));
        }

        PaintedAlone alone() {
            return alone;
        }

        /** Shows the workload from its beginning. */
        void restart() {
            painter.start();
        }

        /** Starts a tool that captures the display. */
        RunningTool start(Tool tool, CaptureMode mode) throws IOException {
            return tool.start(new Screen(kind, display.name(), width, height, confinement), mode);
        }

        /**
         * Measures a tool, which runs only for that long.
         *
         * @param repeat counted from 1
         */
        WorkloadRun run(Tool tool, CaptureMode mode, int repeat)
                throws IOException, InterruptedException {
            restart();
            long start = System.nanoTime();
            try (RunningTool running = start(tool, mode)) {
                Double firstOutputMillis =
                        FirstOutput.await(running) ? (System.nanoTime() - start) / 1e6 : null;
                TimeUnit.SECONDS.sleep(warmupSeconds);
                Output before = running.output();
                Span span = span(running);
                Output output = running.output().since(before);
                boolean counts = tool.countsFrames();
                if (workload.rate() > 0) {
                    require(span.paints() > 0, "nothing was painted");
                    require(
                            span.paints() >= workload.rate() * leastPaints / 100,
                            String.format(
                                    Locale.ROOT,
                                    "painted %.1f times a second, which should be %.0f",
                                    span.paints(),
                                    workload.rate()));
                    require(span.toolPercent() > 0, "used no processor time");
                    require(output.bytes() > 0, "sent nothing");
                    require(!counts || output.stripes() > 0, "sent no stripe");
                }
                return new WorkloadRun(
                        name,
                        mode.optionValue(),
                        tool.name(),
                        repeat,
                        span.toolPercent(),
                        span.serverPercent() - alone.xServerPercent(),
                        counts ? output.frames() / span.seconds() : null,
                        counts ? output.stripes() / span.seconds() : null,
                        output.bytes() / span.seconds() / 1000,
                        span.paints(),
                        span.stealPercent(),
                        Footprint.of(running.pid(), firstOutputMillis));
            }
        }

        private static void require(boolean met, String otherwise) throws IOException {
            if (!met) {
                throw new IOException(otherwise);
            }
        }

        private Span span(RunningTool tool) throws IOException, InterruptedException {
            ProcessTree server = new ProcessTree(display.pid());
            ProcessTree processes = tool == null ? null : new ProcessTree(tool.pid());
            long paints = painter.paints();
            StolenTime stolen = StolenTime.now();
            long start = System.nanoTime();
            int wholeSeconds = workload.secondsOfWholeRounds(seconds);
            for (int i = 0; i < wholeSeconds; i++) {
                TimeUnit.SECONDS.sleep(1);
                server.sample();
                if (processes != null) {
                    processes.sample();
                }
            }
            double nanos = System.nanoTime() - start;
            return new Span(
                    nanos / TimeUnit.SECONDS.toNanos(1),
                    processes == null ? 0 : processes.sample() / nanos * 100,
                    server.sample() / nanos * 100,
                    (painter.paints() - paints) * (double) TimeUnit.SECONDS.toNanos(1) / nanos,
                    StolenTime.now().percentSince(stolen));
        }

        @Override
        public void close() {
            try {
                painter.close();
            } finally {
                display.close();
            }
        }
    }
}
