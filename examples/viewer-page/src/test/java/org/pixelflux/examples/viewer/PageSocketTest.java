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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that the server knows nothing of but what comes over the wire. */
class PageSocketTest {

    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final byte[] MASKED_PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};
    private static final Duration SHORT = Duration.ofMillis(600);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile PageSocket page;
    private Undertow server;
    private Socket peer;
    private DataInputStream fromServer;

    private void connect(Duration patience) throws IOException {
        server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(
                                Handlers.websocket(
                                        (exchange, channel) -> {
                                            page = new PageSocket(channel, patience);
                                            page.receive(text -> {});
                                            page.whenClosed(closed::countDown);
                                            channel.resumeReceives();
                                        }))
                        .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        peer = new Socket(address.getAddress(), address.getPort());
        peer.setSoTimeout(20_000);
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
        connect(SHORT);
        assertThat(fromServer.readUnsignedByte()).isEqualTo(PING);

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsAPeerThatAnswersPings() throws Exception {
        connect(SHORT);
        for (int answered = 0; answered < 6; answered++) {
            assertThat(fromServer.readUnsignedByte()).isEqualTo(PING);
            fromServer.readByte(); // its length, 0
            peer.getOutputStream().write(MASKED_PONG);
        }

        assertThat(closed.getCount()).isEqualTo(1);
    }

    @Test
    void hangsUpOnWhoDoesNotAnswerAGoodbye() throws Exception {
        connect(Duration.ofHours(1));

        page.disconnect(1008, "not allowed");

        assertThat(fromServer.readUnsignedByte()).isEqualTo(CLOSE);
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
