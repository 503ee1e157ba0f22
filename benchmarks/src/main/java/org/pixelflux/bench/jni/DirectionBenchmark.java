// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Who calls whom? What each of the eight stripes of a frame costs when Java asks for it, and when
 * native code calls Java: on the same thread, on one that was attached once, on a new one. {@code
 * wakeThread} and {@code newThread} are what these threads cost without a call of Java. All figures
 * are per stripe, so what happens once a frame counts an eighth.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DirectionBenchmark {

    private static final int STRIPES = 8;
    private static final int STRIPE_BYTES = 1024;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(STRIPE_BYTES);
    private final StripeReceiver receiver = this::receive;
    private long received;
    private long thread;

    private void receive(int bytes) {
        received += bytes;
    }

    @Setup
    public void startThread() {
        thread = Crossing.startThread(receiver, buffer, STRIPE_BYTES);
    }

    @TearDown
    public void stopThread() {
        Crossing.stopThread(thread);
    }

    @Benchmark
    @OperationsPerInvocation(STRIPES)
    public long pull() {
        for (int i = 0; i < STRIPES; i++) {
            Crossing.fillDirect(buffer, STRIPE_BYTES);
            receive(STRIPE_BYTES);
        }
        return received;
    }

    @Benchmark
    @OperationsPerInvocation(STRIPES)
    public long callback() {
        Crossing.callBack(receiver, buffer, STRIPE_BYTES, STRIPES);
        return received;
    }

    @Benchmark
    @OperationsPerInvocation(STRIPES)
    public long callbackFromAttachedThread() {
        Crossing.callBackFromThread(thread, STRIPES);
        return received;
    }

    @Benchmark
    @OperationsPerInvocation(STRIPES)
    public void wakeThread() {
        Crossing.callBackFromThread(thread, 0);
    }

    @Benchmark
    @OperationsPerInvocation(STRIPES)
    public long callbackFromNewThread() {
        Crossing.callBackFromNewThread(receiver, buffer, STRIPE_BYTES, STRIPES);
        return received;
    }

    @Benchmark
    @OperationsPerInvocation(STRIPES)
    public void newThread() {
        Crossing.runNewThread();
    }
}
