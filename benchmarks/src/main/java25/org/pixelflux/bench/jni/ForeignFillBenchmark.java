// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.lang.foreign.MemorySegment;
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

/** What does it cost to bring bytes to Java, through the foreign function API and through JNI? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ForeignFillBenchmark {

    @Param({"1024", "16384", "262144"})
    int bytes;

    private ByteBuffer direct;
    private MemorySegment directSegment;
    private byte[] array;
    private MemorySegment arraySegment;

    @Setup
    public void allocate() {
        direct = ByteBuffer.allocateDirect(bytes);
        directSegment = MemorySegment.ofBuffer(direct);
        array = new byte[bytes];
        arraySegment = MemorySegment.ofArray(array);
    }

    @Benchmark
    public ByteBuffer jniDirect() {
        Crossing.fillDirect(direct, bytes);
        return direct;
    }

    @Benchmark
    public ByteBuffer foreignDirect() throws Throwable {
        ForeignCrossing.fill(directSegment, bytes);
        return direct;
    }

    @Benchmark
    public ByteBuffer foreignDirectCritical() throws Throwable {
        ForeignCrossing.fillCritical(directSegment, bytes);
        return direct;
    }

    @Benchmark
    public byte[] jniArrayCritical() {
        Crossing.fillCritical(array, bytes);
        return array;
    }

    @Benchmark
    public byte[] foreignArrayCritical() throws Throwable {
        ForeignCrossing.fillCritical(arraySegment, bytes);
        return array;
    }
}
