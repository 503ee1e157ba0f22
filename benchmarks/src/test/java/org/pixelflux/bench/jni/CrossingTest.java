// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every native function once, under the JVM's checks of JNI. */
class CrossingTest {

    private static final int BYTES = 1000;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
    private final List<Integer> received = new ArrayList<>();
    private final StripeReceiver receiver = received::add;

    @Test
    void returnsFromTheCallThatDoesNothing() {
        Crossing.empty();
        Crossing.runNewThread();
    }

    @Test
    void writesAsManyBytesAsItIsAskedForAndNoMore() {
        for (int i = 0; i < BYTES; i++) {
            buffer.put(i, (byte) 1);
        }
        Crossing.fillDirect(buffer, 10);
        assertThat(buffer.get(9)).isZero();
        assertThat(buffer.get(10)).isEqualTo((byte) 1);
        Crossing.fillFrame(buffer, 100, 8);
        assertThat(buffer.get(799)).isZero();
        assertThat(buffer.get(800)).isEqualTo((byte) 1);
    }

    @Test
    void writesIntoArrays() {
        assertThat(Crossing.newArray(BYTES)).hasSize(BYTES).containsOnly(0);
        byte[] array = ones();
        Crossing.setRegion(array, BYTES);
        assertThat(array).containsOnly(0);
        array = ones();
        Crossing.fillCritical(array, BYTES);
        assertThat(array).containsOnly(0);
    }

    private static byte[] ones() {
        byte[] array = new byte[BYTES];
        Arrays.fill(array, (byte) 1);
        return array;
    }

    @Test
    void callsBackForEveryStripeOnWhateverThread() {
        Crossing.callBack(receiver, buffer, BYTES, 2);
        assertThat(received).containsExactly(BYTES, BYTES);
        Crossing.callBackFromNewThread(receiver, buffer, BYTES, 3);
        assertThat(received).hasSize(5);
        long thread = Crossing.startThread(receiver, buffer, BYTES);
        Crossing.callBackFromThread(thread, 0);
        Crossing.callBackFromThread(thread, 4);
        Crossing.stopThread(thread);
        assertThat(received).hasSize(9);
    }
}
