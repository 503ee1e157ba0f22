// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One page's WebSocket. It sends straight to the channel: Camel's endpoint would look through all
 * of its connections for each message, so the cost of a frame would grow with the square of the
 * viewers. It limits what a client may send: Camel's endpoint would keep every message until it is
 * complete, however large.
 */
final class PageSocket implements PageConnection.Transport {

    /** No page has a reason to send longer texts. */
    static final int MOST_TEXT_BYTES = 1000;

    /** A peer that is there answers a ping at once; one that has vanished never says so. */
    static final Duration BETWEEN_PINGS = Duration.ofSeconds(50);

    /** How long a goodbye may take to get through and to be answered. */
    static final Duration GOODBYE = Duration.ofSeconds(5);

    /** A link that takes longer for the padding is slow, whatever it takes. */
    private static final Duration MEASURING = Duration.ofSeconds(1);

    private final WebSocketChannel channel;
    private final Duration betweenPings;
    private final Duration goodbye;
    private final LongSupplier nanoTime;
    private final SignsOfLife signs = new SignsOfLife(); // of the channel's thread
    private final InFlight inFlight;
    private volatile long sendingSince;
    private volatile boolean pinging;

    /** Its position tells how much of it the connection has taken. */
    private volatile ByteBuffer sending = ByteBuffer.allocate(0);

    private volatile long sentBefore;

    PageSocket(WebSocketChannel channel) {
        this(channel, BETWEEN_PINGS, GOODBYE, System::nanoTime);
    }

    /**
     * @param nanoTime a clock like {@link System#nanoTime}, by which marks are away
     */
    PageSocket(
            WebSocketChannel channel,
            Duration betweenPings,
            Duration goodbye,
            LongSupplier nanoTime) {
        this.channel = channel;
        this.betweenPings = betweenPings;
        this.goodbye = goodbye;
        this.nanoTime = nanoTime;
        this.inFlight = new InFlight(nanoTime);
    }

    /**
     * Hands over each text that comes. A text that is too long, too many texts, or anything binary
     * ends the connection.
     */
    void receive(Consumer<String> text) {
        channel.getReceiveSetter().set(new TextListener(text));
        XnioExecutor.Key pings =
                channel.getIoThread()
                        .executeAtInterval(
                                this::look, betweenPings.toMillis(), TimeUnit.MILLISECONDS);
        whenClosed(pings::remove);
    }

    /**
     * Hangs up if nobody is there any more; otherwise sends a ping. That is the last mark again: a
     * client may leave out the pong of a mark that another ping has followed. Called by the
     * channel's thread.
     */
    void look() {
        if (signs.areMissing(taken())) {
            IoUtils.safeClose(channel);
        } else if (!pinging) {
            pinging = true; // until it is on its way: it may wait behind a long message
            ping(inFlight.lastMark(), () -> pinging = false);
        }
    }

    /** Bytes that the connection has taken. May leave out a message that ends just now. */
    long taken() {
        return sentBefore + sending.position();
    }

    /**
     * Runs {@code task}, perhaps twice, when the connection has ended; now if it has ended already.
     */
    void whenClosed(Runnable task) {
        channel.addCloseTask(closed -> task.run());
        if (!channel.isOpen()) {
            task.run();
        }
    }

    /**
     * Sends for as long as it takes, so a slow page gets its picture slowly. One message at a time.
     * Disconnects a page that is gone.
     */
    @Override
    public void send(Object body, Runnable done) {
        boolean binary = body instanceof byte[];
        ByteBuffer message =
                ByteBuffer.wrap(binary ? (byte[]) body : ((String) body).getBytes(UTF_8));
        int before = sending.capacity();
        sending = message;
        sendingSince = nanoTime.getAsLong();
        sentBefore += before;
        WebSocketCallback<Void> callback = new SendCallback(done);
        if (binary) {
            WebSockets.sendBinary(message, channel, callback);
        } else {
            WebSockets.sendText(message, channel, callback);
        }
    }

    @Override
    public void markAhead() {
        long mark = inFlight.markAhead();
        if (mark != 0) {
            ping(mark, () -> {});
        }
    }

    @Override
    public void whenMeasured(Runnable next) {
        AtomicBoolean run = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (!run.getAndSet(true)) {
                        next.run();
                    }
                };
        inFlight.whenBack(once);
        channel.getIoThread().executeAfter(once, MEASURING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A ping that overtakes nothing, since the kernel has taken what was sent before. */
    @Override
    public void mark(Runnable done) {
        ping(inFlight.mark(sendingSince, sending.capacity()), done);
    }

    private void ping(long mark, Runnable done) {
        ByteBuffer payload = ByteBuffer.allocate(Long.BYTES).putLong(0, mark);
        WebSockets.sendPing(payload, channel, new SendCallback(done));
    }

    @Override
    public long bytesPerSecond() {
        return inFlight.bytesPerSecond();
    }

    @Override
    public void whenFree(Runnable next) {
        inFlight.whenFree(next);
    }

    /** Ends the connection without a word. */
    void hangUp() {
        IoUtils.safeClose(channel);
    }

    /**
     * Sends a close message, and cuts a viewer that does not answer it.
     *
     * @param code see {@link CloseMessage}
     */
    void disconnect(int code, String reason) {
        WebSockets.sendClose(code, reason, channel, null);
        hangUpSoon();
    }

    /**
     * Hangs up after a failure: at once, unless a goodbye is on its way, perhaps behind earlier
     * messages.
     *
     * @return whether the connection lasts until the goodbye is through
     */
    private boolean endSoon() {
        boolean ending = channel.isCloseFrameSent() || channel.isCloseFrameReceived();
        if (ending) {
            hangUpSoon();
        } else {
            hangUp();
        }
        return ending;
    }

    private void hangUpSoon() {
        channel.getIoThread().executeAfter(this::hangUp, goodbye.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class SendCallback implements WebSocketCallback<Void> {

        private final Runnable done;

        SendCallback(Runnable done) {
            this.done = done;
        }

        @Override
        public void complete(WebSocketChannel channel, Void context) {
            done.run();
        }

        @Override
        public void onError(WebSocketChannel channel, Void context, Throwable failure) {
            if (!endSoon()) {
                done.run();
            }
        }
    }

    private final class TextListener extends AbstractReceiveListener {

        private final MessageRate rate = new MessageRate(System::nanoTime);
        private final Consumer<String> text;
        private boolean refused;

        TextListener(Consumer<String> text) {
            this.text = text;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            if (refused) {
                return;
            }
            if (rate.allows()) {
                text.accept(message.getData());
            } else {
                refused = true;
                disconnect(CloseMessage.MSG_VIOLATES_POLICY, "too many messages");
            }
        }

        @Override
        protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            signs.answered();
            try {
                ByteBuffer mark = WebSockets.mergeBuffers(message.getData().getResource());
                if (mark.remaining() == Long.BYTES) {
                    inFlight.cameBack(mark.getLong());
                }
            } finally {
                message.getData().free();
            }
        }

        /** Also called for a message that was too long; Undertow has said goodbye then. */
        @Override
        protected void onError(WebSocketChannel channel, Throwable failure) {
            endSoon();
        }

        @Override
        protected long getMaxTextBufferSize() {
            return MOST_TEXT_BYTES;
        }

        @Override
        protected long getMaxBinaryBufferSize() {
            return 1;
        }
    }
}
