// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

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
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One page's WebSocket. What is sent goes straight to it: Camel's endpoint would look through all
 * of its connections for each message, so that the cost of a frame grew with the square of the
 * viewers. What comes is limited: Camel's endpoint keeps whatever a client sends until it is
 * complete, however large.
 */
final class PageSocket implements PageConnection.Transport {

    /** More than a page that is there takes for the largest stripe. */
    private static final int SEND_MILLIS = 10_000;

    /** Longer texts no page has a reason to send. */
    static final int MOST_TEXT_BYTES = 1000;

    /** A peer that is there answers a ping at once; one that has vanished never says so. */
    static final Duration BETWEEN_PINGS = Duration.ofSeconds(50);

    /**
     * Counted, not timed: after a pause of this process, answers wait to be read, however long it
     * was.
     */
    static final int UNANSWERED_PINGS = 3;

    private static final int GOODBYE_SECONDS = 5;

    private final WebSocketChannel channel;
    private final Duration betweenPings;
    private int unanswered; // of the channel's thread

    PageSocket(WebSocketChannel channel, Duration betweenPings) {
        this.channel = channel;
        this.betweenPings = betweenPings;
    }

    /**
     * Hands over each text that comes; a longer one, too many of them, or anything binary, ends the
     * connection.
     */
    void receive(Consumer<String> text) {
        channel.getReceiveSetter().set(new TextListener(text));
        XnioExecutor.Key pings =
                channel.getIoThread()
                        .executeAtInterval(
                                this::ping, betweenPings.toMillis(), TimeUnit.MILLISECONDS);
        whenClosed(pings::remove);
    }

    private void ping() {
        if (unanswered == UNANSWERED_PINGS) {
            IoUtils.safeClose(channel);
        } else {
            unanswered++;
            WebSockets.sendPing(ByteBuffer.allocate(0), channel, null);
        }
    }

    /**
     * Runs {@code task}, perhaps twice, when the connection has ended, or now if that was before.
     */
    void whenClosed(Runnable task) {
        channel.addCloseTask(closed -> task.run());
        if (!channel.isOpen()) {
            task.run();
        }
    }

    /** A page that is gone, or takes too long, is disconnected. */
    @Override
    public void send(Object body, Runnable done) {
        WebSocketCallback<Void> callback = new SendCallback(done);
        if (body instanceof byte[] bytes) {
            WebSockets.sendBinary(ByteBuffer.wrap(bytes), channel, callback, SEND_MILLIS);
        } else {
            WebSockets.sendText((String) body, channel, callback, SEND_MILLIS);
        }
    }

    /**
     * Says goodbye, and hangs up on who does not answer that.
     *
     * @param code see {@link CloseMessage}
     */
    void disconnect(int code, String reason) {
        WebSockets.sendClose(code, reason, channel, null);
        channel.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(channel), GOODBYE_SECONDS, TimeUnit.SECONDS);
    }

    private record SendCallback(Runnable done) implements WebSocketCallback<Void> {

        @Override
        public void complete(WebSocketChannel channel, Void context) {
            done.run();
        }

        @Override
        public void onError(WebSocketChannel channel, Void context, Throwable failure) {
            IoUtils.safeClose(channel);
            done.run();
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
            unanswered = 0;
            message.getData().free();
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
