// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pixelflux.Codec;

/**
 * What does it cost to deliver frames, by the way that their stripes go?
 *
 * <p>A thread of the way's own delivers, and this one only waits for it, once in many frames. The
 * score is the time between two frames, which the frame rate's ceiling decides; the answer is in
 * the figures of {@link DeliveryCostProfiler}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(2)
public abstract class DeliveryBenchmark {

    private static final int FRAMES = 48;

    /** One a JVM, for the profiler. */
    static final DeliveryTotals TOTALS = new DeliveryTotals();

    /** How the JVM's one trial goes, for the profiler. */
    static volatile DeliveryWay openWay;

    @Param Codec codec;

    abstract DeliveryWay way();

    /** The picture's width in pixels; it has 1080 rows. */
    abstract String width();

    /** Percent of the rows that change in each frame. */
    abstract String changedPercent();

    @Setup(Level.Trial)
    public void open() throws Exception {
        Map<String, String> options =
                Map.of(
                        "mode", codec.word(),
                        "width", width(),
                        "height", "1080",
                        "fps", "240",
                        "syntheticChange", changedPercent());
        AutoCloseable delivery = way().open(options, TOTALS);
        openWay = way();
        // JMH tears down before the profiler's last look, which would miss what threads did that
        // have ended by then.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(delivery)));
    }

    private static void close(AutoCloseable delivery) {
        try {
            delivery.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void frames() throws InterruptedException {
        TOTALS.await(FRAMES);
    }
}
