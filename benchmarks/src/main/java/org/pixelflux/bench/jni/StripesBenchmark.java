// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a frame of eight stripes cost, fetched stripe by stripe or all at once? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StripesBenchmark {

    private static final int STRIPES = 8;

    @Param({"256", "2048", "16384"})
    int stripeBytes;

    private ByteBuffer frame;
    private ByteBuffer[] stripes;

    @Setup
    public void allocate() {
        frame = ByteBuffer.allocateDirect(STRIPES * stripeBytes);
        stripes = new ByteBuffer[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = frame.slice(i * stripeBytes, stripeBytes);
        }
    }

    @Benchmark
    public ByteBuffer crossingPerStripe() {
        for (ByteBuffer stripe : stripes) {
            Crossing.fillDirect(stripe, stripeBytes);
        }
        return frame;
    }

    @Benchmark
    public ByteBuffer crossingPerFrame() {
        Crossing.fillFrame(frame, stripeBytes, STRIPES);
        return frame;
    }
}
