// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PooledExchange;
import org.apache.camel.support.EventDrivenPollingConsumer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.MixedFrame;

/**
 * Gives each poll a whole, current picture. The capture stays open but sleeps, and takes one frame
 * for a poll: its exchange with delivery=frame, else its first stripe. The next polls get the other
 * stripes, unless these have become too old; then a poll takes a new frame.
 */
final class PixelfluxPollingConsumer extends EventDrivenPollingConsumer {

    /** A poll gets nothing that is older than this. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final Lock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();

    /** The exchanges of one frame that wait for a poll. Guarded by the turn. */
    private final Deque<Exchange> taken = new ArrayDeque<>();

    /** Whether a frame was asked for and has not ended yet. Guarded by the turn. */
    private boolean taking;

    /**
     * @param nanoTime the clock of the captures, {@link System#nanoTime}
     */
    PixelfluxPollingConsumer(PixelfluxEndpoint endpoint, LongSupplier nanoTime) {
        super(endpoint);
        this.nanoTime = nanoTime;
    }

    @Override
    protected Consumer createConsumer() throws Exception {
        PixelfluxConsumer consumer = (PixelfluxConsumer) super.createConsumer();
        consumer.beginPaused();
        return consumer;
    }

    /** What is there and fresh; otherwise null, and the capture takes a frame for the next poll. */
    @Override
    public @Nullable Exchange receiveNoWait() {
        return receive(0);
    }

    /**
     * Waits until a frame comes or this is stopped. While the display is there, a frame comes at
     * once.
     */
    @Override
    public @Nullable Exchange receive() {
        return receive(Long.MAX_VALUE);
    }

    /** As {@link #receive()}, but no longer than {@code timeout} milliseconds: then null. */
    @Override
    public @Nullable Exchange receive(long timeout) {
        if (!isRunAllowed() || !isStarted()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        long left = TimeUnit.MILLISECONDS.toNanos(timeout);
        turn.lock();
        try {
            while (true) {
                dropWhatIsOld();
                if (!taken.isEmpty()) {
                    return taken.poll();
                }
                if (!isRunAllowed()) {
                    return null;
                }
                takeFrame();
                if (left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            handleInterruptedException(e);
            return null;
        } finally {
            turn.unlock();
        }
    }

    /** Also takes what comes after the poll that asked for it has given up. */
    private void dropWhatIsOld() {
        Exchange next = taken.peek();
        if (next != null && nanoTime.getAsLong() - captureNanos(next) > FRESH.toNanos()) {
            taken.clear();
        }
    }

    private static long captureNanos(Exchange exchange) {
        return exchange.getMessage().getHeader(PixelfluxConstants.CAPTURE_TIME, Long.class);
    }

    private void takeFrame() {
        if (!taking) {
            taking = true;
            PixelfluxConsumer consumer = consumer();
            consumer.requestKeyFrame();
            consumer.resumeCapture();
        }
    }

    private PixelfluxConsumer consumer() {
        return (PixelfluxConsumer) getConsumer();
    }

    /** Called by the capture's thread, which this never holds up. */
    @Override
    public void process(Exchange exchange) {
        MixedFrame mixed = mixed(exchange);
        if (mixed != null && isOfNoUse(mixed)) {
            return;
        }
        Exchange kept = exchange instanceof PooledExchange ? prepareCopy(exchange, true) : exchange;
        turn.lock();
        try {
            taken.add(kept);
            if (mixed != null ? isLastPart(mixed) : isLastOfFrame(kept)) {
                taking = false;
                consumer().pauseCapture();
            }
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** A frame with which no reader can begin, and no part of a refresh with which one can. */
    private static boolean isOfNoUse(MixedFrame frame) {
        return !frame.complete() && (frame.refresh() == null || !frame.refresh().fromNothing());
    }

    /** A refresh may come in several frames. */
    private static boolean isLastPart(MixedFrame frame) {
        return frame.complete() || frame.refresh() != null && frame.refresh().lastPart();
    }

    /** The frame of an exchange with mode=mixed, else null. */
    private static @Nullable MixedFrame mixed(Exchange exchange) {
        Message message = exchange.getMessage();
        return message.getHeader(PixelfluxConstants.EPOCH) == null
                ? null
                : MixedFrame.parse(message.getBody(byte[].class));
    }

    private static boolean isLastOfFrame(Exchange exchange) {
        boolean ofCursor =
                exchange.getMessage().getHeader(PixelfluxConstants.CURSOR_VISIBLE) != null;
        return !ofCursor
                && exchange.getMessage()
                        .getHeader(PixelfluxConstants.LAST_OF_FRAME, true, Boolean.class);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        turn.lock();
        try {
            taken.clear();
            taking = false;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }
}
