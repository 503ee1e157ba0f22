// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PooledExchange;
import org.apache.camel.support.EventDrivenPollingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives each poll the whole picture of the moment in which it asks, also when nothing has changed.
 * The capture stays open but sleeps between polls; what the options say of delivery and of when
 * changes come has no effect.
 */
final class PixelfluxPollingConsumer extends EventDrivenPollingConsumer {

    /** How long a poll without a timeout waits for the pixels, while the display is there. */
    private static final long GRAB_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How soon a poll notices that the display is gone. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Lock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();

    /** The picture that somebody waits for, or has given up. Guarded by the turn. */
    private @Nullable Exchange taken;

    /** Polls that wait. Guarded by the turn. */
    private int waiting;

    /** Whether a picture was asked for and has not come yet. Guarded by the turn. */
    private boolean taking;

    /** When that was, for the newest poll. Guarded by the turn. */
    private long asked;

    PixelfluxPollingConsumer(PixelfluxEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected Consumer createConsumer() throws Exception {
        PixelfluxConsumer consumer = (PixelfluxConsumer) super.createConsumer();
        consumer.beginPolled();
        return consumer;
    }

    /** The picture of now, for which this waits as long as it takes to read it; null if none. */
    @Override
    public @Nullable Exchange receiveNoWait() {
        return receive(0);
    }

    /** The picture of now. While the display is away, this waits until it is back or is stopped. */
    @Override
    public @Nullable Exchange receive() {
        return receive(Long.MAX_VALUE);
    }

    /**
     * The picture of now. While the display is away, this waits until it is back, but no longer
     * than {@code timeout} milliseconds: then null.
     */
    @Override
    public @Nullable Exchange receive(long timeout) {
        if (!isRunAllowed() || !isStarted()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        turn.lock();
        try {
            waiting++;
            asked = System.nanoTime();
            taken = null;
            request();
            return await(TimeUnit.MILLISECONDS.toNanos(timeout));
        } catch (InterruptedException e) {
            handleInterruptedException(e);
            return null;
        } finally {
            waiting--;
            turn.unlock();
        }
    }

    private @Nullable Exchange await(long timeout) throws InterruptedException {
        long left = timeout;
        long grab = GRAB_NANOS;
        while (isRunAllowed()) {
            Exchange picture = taken;
            if (picture != null) {
                taken = null;
                return picture;
            }
            if (!taking) {
                request();
            }
            boolean there = consumer().isCapturing();
            if (left <= 0 && (!there || grab <= 0)) {
                return null;
            }
            long wait = left > 0 ? Math.min(left, LOOK_NANOS) : LOOK_NANOS;
            long unused = Math.max(0, changed.awaitNanos(wait));
            left -= wait - unused;
            grab -= wait - unused;
        }
        return null;
    }

    private void request() {
        taking = true;
        PixelfluxConsumer consumer = consumer();
        consumer.requestKeyFrame();
        consumer.resumeCapture();
    }

    private PixelfluxConsumer consumer() {
        return (PixelfluxConsumer) getConsumer();
    }

    /** Called by the capture's thread, which this never holds up. */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getHeader(PixelfluxConstants.CHANGED_AREAS) == null) {
            return; // of the cursor
        }
        long captured = message.getHeader(PixelfluxConstants.CAPTURE_TIME, Long.class);
        Exchange kept = exchange instanceof PooledExchange ? prepareCopy(exchange, true) : exchange;
        turn.lock();
        try {
            if (captured - asked < 0) {
                return; // for a poll before; another one is on its way
            }
            taking = false;
            consumer().pauseCapture();
            if (waiting > 0) {
                taken = kept;
                changed.signalAll();
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        turn.lock();
        try {
            taken = null;
            taking = false;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }
}
