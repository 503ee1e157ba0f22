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

/**
 * What does it cost to bring bytes from native memory to Java? {@code arraycopy} of as many is the
 * limit. Whether somebody needs an array of their own in the end is what decides between the ways:
 * {@code directThenArray} and {@code newArray} give one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FillBenchmark {

    @Param({"1024", "16384", "262144"})
    int bytes;

    private ByteBuffer direct;
    private byte[] array;
    private byte[] other;

    @Setup
    public void allocate() {
        direct = ByteBuffer.allocateDirect(bytes);
        array = new byte[bytes];
        other = new byte[bytes];
    }

    @Benchmark
    public byte[] arraycopy() {
        System.arraycopy(other, 0, array, 0, bytes);
        return array;
    }

    @Benchmark
    public ByteBuffer direct() {
        Crossing.fillDirect(direct, bytes);
        return direct;
    }

    @Benchmark
    public byte[] directThenArray() {
        Crossing.fillDirect(direct, bytes);
        byte[] copy = new byte[bytes];
        direct.get(0, copy);
        return copy;
    }

    @Benchmark
    public byte[] newArray() {
        return Crossing.newArray(bytes);
    }

    @Benchmark
    public byte[] reusedArray() {
        Crossing.setRegion(array, bytes);
        return array;
    }

    @Benchmark
    public byte[] criticalArray() {
        Crossing.fillCritical(array, bytes);
        return array;
    }
}
