// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What does the call cost that does nothing, through the foreign function API and through JNI? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ForeignCallBenchmark {

    @Benchmark
    public void jni() {
        Crossing.empty();
    }

    @Benchmark
    public void foreign() throws Throwable {
        ForeignCrossing.empty();
    }

    @Benchmark
    public void foreignCritical() throws Throwable {
        ForeignCrossing.emptyCritical();
    }
}
