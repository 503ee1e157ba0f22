// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what one session brings to a callback, on a thread of its own, until it is stopped. */
final class CallbackDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenCapture.class);

    private final NativeSession session;
    private final Receiver receiver;
    private final DeliveryThread thread = new DeliveryThread(this::run);
    private volatile @Nullable DeliveryThread predecessor;
    private volatile boolean stopped;

    /**
     * @param predecessor the delivery that this one replaces, or null; if it was stopped from its
     *     own callback it may still be inside that call, and the two must not overlap
     */
    CallbackDelivery(
            NativeSession session, Receiver receiver, @Nullable CallbackDelivery predecessor) {
        this.session = session;
        this.receiver = receiver;
        this.predecessor = predecessor == null ? null : predecessor.thread;
    }

    /**
     * @throws PixelfluxException if the system has no thread for it
     */
    void start() {
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw PixelfluxException.outOfResources(
                    "cannot start the thread "
                            + thread.getName()
                            + ": raise the limit of threads (ulimit -u, or the pids limit of the"
                            + " container)",
                    e);
        }
    }

    /**
     * @throws IllegalArgumentException if the callback is not for frames of this mode
     */
    void requireMode(CaptureSettings settings) {
        receiver.requireMode(settings);
    }

    NativeSession session() {
        return session;
    }

    /** Whether this may still deliver something. */
    boolean isRunning() {
        return !stopped && !session.isClosed();
    }

    /**
     * Delivers nothing after this returns. Only the call that is running may go on, if that call
     * asks for the end itself, or waits for the thread that asks. Idempotent.
     */
    void stop() {
        stopped = true;
        session.stop();
        thread.awaitEnd();
    }

    private void run() {
        if (predecessor != null) {
            predecessor.awaitEnd();
            predecessor = null;
        }
        try {
            deliver();
        } catch (Throwable cause) {
            // The capture ends before the callback hears of it, so that the callback can start a
            // new one.
            session.close();
            report(cause);
        } finally {
            session.close();
        }
    }

    private void deliver() {
        for (Frame frame; (frame = nextFrame()) != null; ) {
            for (int i = 0; i < receiver.pieces(frame); i++) {
                if (stopped) {
                    return;
                }
                handOver(frame, i);
            }
        }
    }

    /** Null at the end. */
    private @Nullable Frame nextFrame() {
        try {
            return session.next(-1);
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                throw e;
            }
            LOG.debug("the capture failed while it was being stopped", e);
            return null;
        }
    }

    private void handOver(Frame frame, int piece) {
        try {
            receiver.handOver(frame, piece);
        } catch (Throwable e) {
            if (!stopped) {
                throw e;
            }
            ForeignFault.log("the capture's callback failed; the capture was stopped meanwhile", e);
        }
    }

    private void report(Throwable cause) {
        RuntimeException told = asRuntimeException(cause);
        try {
            receiver.onError(told);
        } catch (Throwable e) {
            if (e != told) {
                e.addSuppressed(told);
            }
            ForeignFault.log("onError of the capture's callback failed", e);
        }
    }

    /**
     * A program that waits for frames must hear of every failure, but onError takes no Error and no
     * checked exception.
     */
    private static RuntimeException asRuntimeException(Throwable cause) {
        if (cause instanceof RuntimeException same) {
            return same;
        }
        PixelfluxException failure =
                new PixelfluxException(PixelfluxException.Code.INTERNAL, ForeignFault.words(cause));
        failure.initCause(cause);
        return failure;
    }
}
