// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PooledExchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.EventDrivenPollingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives each poll the whole picture of the moment in which it asks, also when nothing has changed.
 * Polls that wait at the same time share one. The capture stays open but sleeps between polls; what
 * the options say of delivery and of when changes come has no effect.
 */
final class PixelfluxPollingConsumer extends EventDrivenPollingConsumer {

    /** How long a poll without a timeout waits for the pixels, while the display is there. */
    private static final Duration GRAB = Duration.ofSeconds(10);

    /** How soon a poll notices that the display is gone. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long grabNanos;
    private final Lock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();

    /** Those that wait and have got nothing yet. Guarded by the turn. */
    private final List<Poll> waiting = new ArrayList<>();

    /** Whether a picture was asked for and has not come yet. Guarded by the turn. */
    private boolean taking;

    PixelfluxPollingConsumer(PixelfluxEndpoint endpoint) {
        this(endpoint, GRAB);
    }

    /**
     * @param grab how long a poll without a timeout waits for the pixels, while the display is
     *     there
     */
    PixelfluxPollingConsumer(PixelfluxEndpoint endpoint, Duration grab) {
        super(endpoint);
        this.grabNanos = grab.toNanos();
    }

    /** A call of receive. Guarded by the turn. */
    private static final class Poll {
        private final long asked = System.nanoTime();
        private @Nullable Exchange picture;
        private @Nullable Throwable failure;
    }

    @Override
    protected Consumer createConsumer() throws Exception {
        PixelfluxConsumer consumer = (PixelfluxConsumer) super.createConsumer();
        consumer.setExceptionHandler(new PollsFirst(consumer.getExceptionHandler()));
        consumer.beginPolled();
        return consumer;
    }

    /** The picture of now, for which this waits as long as it takes to read it; null if none. */
    @Override
    public @Nullable Exchange receiveNoWait() {
        return receive(0);
    }

    /**
     * The picture of now. While the display is away, this waits until it is back or is stopped.
     *
     * @throws RuntimeException as {@link #receive(long)}
     */
    @Override
    public @Nullable Exchange receive() {
        return receive(Long.MAX_VALUE);
    }

    /**
     * The picture of now. While the display is away, this waits until it is back, but no longer
     * than {@code timeout} milliseconds: then null.
     *
     * @throws RuntimeException why the picture cannot be scaled or encoded, or why the capture was
     *     lost, if nobody opens it again
     */
    @Override
    public @Nullable Exchange receive(long timeout) {
        if (!isRunAllowed() || !isStarted()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        turn.lock();
        Poll poll = new Poll();
        try {
            waiting.add(poll);
            await(poll, TimeUnit.MILLISECONDS.toNanos(timeout));
        } catch (InterruptedException e) {
            handleInterruptedException(e);
        } finally {
            waiting.remove(poll);
            turn.unlock();
        }
        if (poll.failure != null) {
            throw RuntimeCamelException.wrapRuntimeException(poll.failure);
        }
        return poll.picture;
    }

    private void await(Poll poll, long timeout) throws InterruptedException {
        long left = timeout;
        long grab = grabNanos;
        while (isRunAllowed() && poll.picture == null && poll.failure == null) {
            if (consumer().condition() == CaptureCondition.FAILED) {
                poll.failure = consumer().failure();
                return;
            }
            if (taking) {
                consumer().resumeCapture(); // somebody else may have paused it
            } else {
                request();
            }
            boolean there = consumer().isCapturing();
            if (left <= 0 && (!there || grab <= 0)) {
                return;
            }
            long wait = left > 0 ? Math.min(left, LOOK_NANOS) : LOOK_NANOS;
            long unused = Math.max(0, changed.awaitNanos(wait));
            left -= wait - unused;
            grab -= wait - unused;
        }
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
        turn.lock();
        try {
            Exchange next =
                    exchange instanceof PooledExchange ? prepareCopy(exchange, true) : exchange;
            for (Poll poll : servedBy(message)) {
                poll.picture = next == null ? copyOf(exchange) : next;
                next = null;
            }
            served();
        } finally {
            turn.unlock();
        }
    }

    /** Takes those out that had asked before the picture was captured. */
    private List<Poll> servedBy(Message message) {
        long captured = message.getHeader(PixelfluxConstants.CAPTURE_TIME, Long.class);
        List<Poll> served = waiting.stream().filter(poll -> captured - poll.asked >= 0).toList();
        waiting.removeAll(served);
        return served;
    }

    /** Each poll owns what it gets. */
    private Exchange copyOf(Exchange exchange) {
        Exchange copy = prepareCopy(exchange, false);
        Object body = copy.getMessage().getBody();
        if (body instanceof byte[] file) {
            copy.getMessage().setBody(file.clone());
        } else if (body instanceof BufferedImage image) {
            copy.getMessage()
                    .setBody(
                            new BufferedImage(
                                    image.getColorModel(), image.copyData(null), false, null));
        }
        return copy;
    }

    /** Polls that asked too late for this picture share the next one. */
    private void served() {
        if (waiting.isEmpty()) {
            taking = false;
            consumer().pauseCapture();
        } else {
            request();
        }
        changed.signalAll();
    }

    /** Tells polls that their picture cannot be made; all else as the handler before. */
    private final class PollsFirst implements ExceptionHandler {

        private final ExceptionHandler others;

        PollsFirst(ExceptionHandler others) {
            this.others = others;
        }

        @Override
        public void handleException(Throwable cause) {
            others.handleException(cause);
        }

        @Override
        public void handleException(String message, Throwable cause) {
            others.handleException(message, cause);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable cause) {
            if (exchange == null || !fail(exchange.getMessage(), cause)) {
                others.handleException(message, exchange, cause);
            }
        }
    }

    /** Returns whether a poll hears of it. */
    private boolean fail(Message message, Throwable cause) {
        if (message.getHeader(PixelfluxConstants.CHANGED_AREAS) == null) {
            return false;
        }
        turn.lock();
        try {
            List<Poll> failed = servedBy(message);
            failed.forEach(poll -> poll.failure = cause);
            served();
            return !failed.isEmpty();
        } finally {
            turn.unlock();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        turn.lock();
        try {
            taking = false;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }
}
