// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the stripes of one session to a callback, on a thread of its own, until it is stopped. */
final class CallbackDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenCapture.class);

    private final NativeSession session;
    private final StripeCallback callback;
    private final Thread thread;
    private Thread predecessor;
    private volatile boolean stopped;

    /**
     * @param predecessor the delivery that this one replaces, or null; if it was stopped from its
     *     own callback it may still be inside that call, and the two must not overlap
     */
    CallbackDelivery(NativeSession session, StripeCallback callback, CallbackDelivery predecessor) {
        this.session = session;
        this.callback = callback;
        this.predecessor = predecessor == null ? null : predecessor.thread;
        this.thread = new Thread(this::run, "pixelflux-capture");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    NativeSession session() {
        return session;
    }

    /** Whether something may still be delivered. */
    boolean isRunning() {
        return !stopped && !session.isClosed();
    }

    /**
     * Nothing is delivered after this returns, but for the call that is running if it comes from
     * the callback itself. Idempotent.
     */
    void stop() {
        stopped = true;
        session.stop();
        if (Thread.currentThread() != thread) {
            joinUninterruptibly(thread);
        }
    }

    private void run() {
        if (predecessor != null) {
            joinUninterruptibly(predecessor);
            predecessor = null;
        }
        try {
            deliver();
        } catch (RuntimeException e) {
            // The capture has ended before the callback is told, so that it can start a new one.
            session.close();
            report(e);
        } catch (Error e) {
            session.close();
            report(internal(e));
            throw e;
        } finally {
            session.close();
        }
    }

    /** onError takes no Error, but whoever waits for frames must hear of it. */
    private static PixelfluxException internal(Error cause) {
        PixelfluxException failure =
                new PixelfluxException(PixelfluxException.Code.INTERNAL, cause.toString());
        failure.initCause(cause);
        return failure;
    }

    private void deliver() {
        while (isRunning()) {
            for (Stripe stripe : nextFrame()) {
                if (stopped) {
                    return;
                }
                try {
                    callback.onStripe(stripe);
                } finally {
                    stripe.expire();
                }
            }
        }
    }

    private Frame nextFrame() {
        try {
            return session.next(-1);
        } catch (IllegalStateException e) {
            if (stopped) {
                return Frame.EMPTY;
            }
            throw e;
        }
    }

    private void report(RuntimeException cause) {
        if (stopped) {
            LOG.debug("the capture failed while it was being stopped", cause);
            return;
        }
        try {
            callback.onError(cause);
        } catch (RuntimeException e) {
            e.addSuppressed(cause);
            LOG.error("onError of the capture's callback failed", e);
        }
    }

    /** Waiting is the contract of stop, so an interrupt is kept for later and not obeyed. */
    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
