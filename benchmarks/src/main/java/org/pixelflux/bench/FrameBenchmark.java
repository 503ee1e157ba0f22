// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.Source;

/**
 * What does one frame cost, from the source to the caller of {@link FrameReader#next()}?
 *
 * <p>The score is the time between two frames, and {@code next} waits for the frame rate's ceiling:
 * at 240 frames a second, the most that the option allows, no score falls below 4167 µs, however
 * little a frame costs. The answer is in the figures of {@link FrameCostProfiler} instead, above
 * all the processor time of a frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class FrameBenchmark {

    @Param Codec codec;

    @Param FrameSize size;

    /** Percent of the rows that change in each frame. */
    @Param({"1", "10", "100"})
    double changedPercent;

    /** Whether H.264 stripes may join; JPEG has nothing to join. */
    @Param({"true"})
    boolean adaptiveStripes;

    private FrameReader capture;

    @Setup(Level.Trial)
    public void open() {
        capture =
                FrameReader.open(
                        CaptureSettings.builder()
                                .source(Source.SYNTHETIC)
                                .set("mode", codec.word())
                                .width(size.width)
                                .height(size.height)
                                .fps(240)
                                .syntheticChange(changedPercent)
                                .h264AdaptiveStripes(adaptiveStripes)
                                .build());
        // JMH tears down before the profiler's last look, which would miss the processor time of
        // threads that have ended with the capture.
        Runtime.getRuntime().addShutdownHook(new Thread(capture::close));
    }

    @Benchmark
    public Frame next() {
        Frame frame = capture.next();
        FrameTotals.add(frame);
        return frame;
    }
}
