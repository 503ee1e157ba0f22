// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.pixelflux.relay.FrameEnd;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.relay.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one page. Stripes of the relay and answers to the page come from different threads,
 * and Undertow garbles what two threads send over one connection at once. So messages wait here for
 * each other. Thread-safe; never blocks.
 */
final class PageConnection implements Viewer {

    /** The transport. */
    @FunctionalInterface
    interface Transport {
        /** Sends a {@code byte[]} or a {@code String} and runs {@code done} once it is sent. */
        void send(Object body, Runnable done);

        /** Measures the way anew if it is time to, before something is sent that a mark follows. */
        default void markAhead() {}

        /** Sends a mark that the page sends back, and runs {@code done} once it is sent. */
        default void mark(Runnable done) {
            done.run();
        }

        /**
         * Runs {@code next} once, when the page has sent all marks back or a second has passed; at
         * once by default.
         */
        default void whenMeasured(Runnable next) {
            next.run();
        }

        /** Bytes a second that the way was seen to take; unknown by default. */
        default long bytesPerSecond() {
            return Long.MAX_VALUE;
        }

        /**
         * Runs {@code next} when the page has sent back enough of the marks, perhaps now. By
         * default it has.
         */
        default void whenFree(Runnable next) {
            next.run();
        }
    }

    /**
     * @param marked whether a mark follows
     * @param then runs when it is sent
     */
    private record Waiting(Object body, boolean marked, Runnable then) {}

    /** A page that takes nothing may go on asking, but no more answers than these wait for it. */
    private static final int MOST_WAITING = 16;

    private static final Logger LOG = LoggerFactory.getLogger(PageConnection.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PADDING = json(Padding.ofEverybody());

    private final Transport transport;
    private final Runnable hangUp;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean pumping;

    /**
     * @param hangUp ends the connection, for a page that could get nothing more; any thread
     */
    PageConnection(Transport transport, Runnable hangUp) {
        this.transport = transport;
        this.hangUp = hangUp;
    }

    @Override
    public void send(RelayMessage message, Runnable done) {
        Waiting next;
        if (message instanceof RelayStripe stripe) {
            next = new Waiting(stripe.wireBytes(), false, done);
        } else if (message instanceof RelayFrame frame) {
            // Its delay counts, and what waits in the relay can still be left out.
            next = new Waiting(frame.wireBytes(), true, () -> transport.whenFree(done));
        } else {
            next = new Waiting(json(PageFrame.of((FrameEnd) message)), false, done);
        }
        synchronized (this) {
            waiting.add(next);
        }
        pump();
    }

    @Override
    public long bytesPerSecond() {
        return transport.bytesPerSecond();
    }

    /** Hangs up, since a page that got no more pictures would look as if its screen were still. */
    @Override
    public void failed(Throwable cause) {
        hangUp.run();
    }

    /** As {@link #failed}, where no relay says in the log why. */
    private void fail(Throwable cause) {
        LOG.warn("hangs up on a page to which nothing can be sent", cause);
        failed(cause);
    }

    /**
     * Sends the first message. The mark that follows it tells how long the way is, and that of the
     * padding, how fast.
     *
     * @param known runs when that is known; what it throws ends the connection
     */
    void begin(Hello hello, Runnable known) {
        synchronized (this) {
            waiting.add(new Waiting(json(hello), true, () -> {}));
            waiting.add(
                    new Waiting(
                            PADDING, true, () -> transport.whenMeasured(() -> runOrFail(known))));
        }
        pumpOrFail();
    }

    private void runOrFail(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /**
     * Sends a value as JSON, unless too much waits already.
     *
     * @return whether it does
     */
    boolean answer(Object value) {
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                return false;
            }
            waiting.add(new Waiting(json(value), false, () -> {}));
        }
        pumpOrFail();
        return true;
    }

    /** As {@link #pump}, for threads that are not the relay's, which tells what a viewer throws. */
    private void pumpOrFail() {
        runOrFail(this::pump);
    }

    /** This is a loop and no recursion, since a transport may be done within send. */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        for (Waiting next = take(); next != null; next = take()) {
            Waiting now = next;
            Runnable done = () -> sent(now.then());
            if (now.marked()) {
                transport.markAhead();
            }
            transport.send(now.body(), now.marked() ? () -> mark(done) : done);
        }
    }

    private void mark(Runnable done) {
        try {
            transport.mark(done);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private synchronized @Nullable Waiting take() {
        Waiting next = sending ? null : waiting.poll();
        sending |= next != null;
        pumping = next != null;
        return next;
    }

    private void sent(Runnable then) {
        synchronized (this) {
            sending = false;
        }
        then.run();
        pumpOrFail();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value, e);
        }
    }
}
