// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What does a call cost that does nothing, in Java and in native code? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CallBenchmark {

    @Benchmark
    public void nothing() {}

    @Benchmark
    public void javaMethod() {
        notInlined();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void notInlined() {}

    @Benchmark
    public void nativeMethod() {
        Crossing.empty();
    }
}
