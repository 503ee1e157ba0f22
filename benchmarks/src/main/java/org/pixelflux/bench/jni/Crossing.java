// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.jni;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.pixelflux.support.NativeBuild;

/**
 * Ways over the border. The native side ({@code native/bench/jni_crossing.cpp}) copies bytes that
 * it has, at most 256 KiB, as an encoder's output would be, and does nothing else. Buffers are
 * direct, and as large as what is written.
 */
final class Crossing {

    static {
        System.load(library().toString());
    }

    private Crossing() {}

    static Path library() {
        return NativeBuild.program("libjni_crossing.so").toAbsolutePath();
    }

    static native void empty();

    static native void fillDirect(ByteBuffer buffer, int bytes);

    /** Stripes one behind the other, in one crossing. */
    static native void fillFrame(ByteBuffer buffer, int stripeBytes, int stripes);

    /** NewByteArray and SetByteArrayRegion. */
    static native byte[] newArray(int bytes);

    /** SetByteArrayRegion. */
    static native void setRegion(byte[] array, int bytes);

    /** GetPrimitiveArrayCritical: no garbage collector runs meanwhile. */
    static native void fillCritical(byte[] array, int bytes);

    /** Writes a stripe at the start of the buffer and calls the receiver, for each stripe. */
    static native void callBack(
            StripeReceiver receiver, ByteBuffer buffer, int stripeBytes, int stripes);

    /** The same on a thread that is created, attached, detached and joined. */
    static native void callBackFromNewThread(
            StripeReceiver receiver, ByteBuffer buffer, int stripeBytes, int stripes);

    /** Creates and joins a thread that does nothing and that the JVM never sees. */
    static native void runNewThread();

    /**
     * An attached thread that waits for {@link #callBackFromThread}; {@link #stopThread} ends it.
     */
    static native long startThread(StripeReceiver receiver, ByteBuffer buffer, int stripeBytes);

    /** Wakes the thread, which does what {@link #callBack} does, and waits for it. */
    static native void callBackFromThread(long thread, int stripes);

    static native void stopThread(long thread);
}
