// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that the server knows nothing of but what comes over the wire. */
class PageSocketTest {

    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final byte[] MASKED_PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<PageSocket> page = new CompletableFuture<>();
    private Undertow server;
    private Socket peer;
    private DataInputStream fromServer;

    private void connect(Duration betweenPings) throws IOException {
        server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(
                                Handlers.websocket(
                                        (exchange, channel) -> {
                                            PageSocket socket =
                                                    new PageSocket(channel, betweenPings);
                                            socket.receive(text -> {});
                                            socket.whenClosed(closed::countDown);
                                            channel.resumeReceives();
                                            page.complete(socket);
                                        }))
                        .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        peer = new Socket(address.getAddress(), address.getPort());
        peer.setSoTimeout(60_000);
        String hello =
                """
                GET / HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """;
        peer.getOutputStream().write(hello.getBytes(US_ASCII));
        fromServer = new DataInputStream(peer.getInputStream());
        String answer = "";
        while (!answer.endsWith("\r\n\r\n")) {
            answer += (char) fromServer.readByte();
        }
        assertThat(answer).startsWith("HTTP/1.1 101");
    }

    @AfterEach
    void disconnect() throws IOException {
        peer.close();
        server.stop();
    }

    @Test
    void hangsUpOnAPeerThatHasVanished() throws Exception {
        connect(Duration.ofMillis(200));
        for (int ping = 0; ping < PageSocket.UNANSWERED_PINGS; ping++) {
            assertThat(fromServer.readUnsignedByte()).isEqualTo(PING);
            fromServer.readByte(); // its length, 0
        }

        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsAPeerThatAnswersPings() throws Exception {
        connect(Duration.ofSeconds(2)); // so long, this thread may do without the processor
        for (int ping = 0; ping <= PageSocket.UNANSWERED_PINGS; ping++) {
            assertThat(fromServer.readUnsignedByte()).isEqualTo(PING);
            fromServer.readByte(); // its length, 0
            peer.getOutputStream().write(MASKED_PONG);
        }

        assertThat(closed.getCount()).isEqualTo(1);
    }

    @Test
    void hangsUpOnWhoDoesNotAnswerAGoodbye() throws Exception {
        connect(Duration.ofHours(1));

        page.get(60, TimeUnit.SECONDS).disconnect(1008, "not allowed");

        assertThat(fromServer.readUnsignedByte()).isEqualTo(CLOSE);
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
