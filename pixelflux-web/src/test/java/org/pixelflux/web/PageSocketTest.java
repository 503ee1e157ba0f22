// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer of which the server knows only what comes over the wire. */
class PageSocketTest {

    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final int TEXT = 0x81;

    /** More than all buffers on the way hold. */
    private static final int LARGE = 64 << 20;

    /** Less than what is a sign of life by itself. */
    private static final int SIP = (int) SignsOfLife.MOST_BUFFERED / 2;

    private static final int HEADER_OF_LARGE = 10;
    private static final byte[] MASKED_PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private static final byte[] MASKED_TEXT = {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0};

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final AtomicLong now = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<PageSocket> page = new CompletableFuture<>();
    private volatile WebSocketChannel channel;
    private Undertow server;
    private Socket peer;
    private DataInputStream fromServer;

    private void connect(Duration betweenPings) throws IOException {
        connect(betweenPings, Duration.ofHours(1));
    }

    private void connect(Duration betweenPings, Duration goodbye) throws IOException {
        server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(
                                Handlers.websocket(
                                        (exchange, channel) -> {
                                            this.channel = channel;
                                            PageSocket socket =
                                                    new PageSocket(
                                                            channel,
                                                            betweenPings,
                                                            goodbye,
                                                            now::get);
                                            socket.receive(texts::add);
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
    void looksByItselfAndHangsUpOnAPeerThatHasVanished() throws Exception {
        connect(Duration.ofMillis(200));
        for (int ping = 0; ping < SignsOfLife.SILENT_LOOKS; ping++) {
            readMark();
        }

        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsAPeerThatAnswersPings() throws Exception {
        connect(Duration.ofHours(1));
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        for (int ping = 0; ping <= 2 * SignsOfLife.SILENT_LOOKS; ping++) {
            assertThat(look(socket)).isTrue();
            readMark();
            peer.getOutputStream().write(MASKED_PONG);
            peer.getOutputStream().write(MASKED_TEXT);
            assertThat(texts.poll(1, TimeUnit.MINUTES)).as("what follows the pong").isEqualTo("");
        }
    }

    @Test
    void isFreeAgainWhenThePeerSendsAMarkBack() throws Exception {
        connect(Duration.ofHours(1));
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        mark(socket);
        byte[] mark = readMark();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        CountDownLatch free = whenFree(socket);

        sendBack(mark);

        assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** RFC 6455, 5.5.3: a client may answer only the last of several pings. */
    @Test
    void isFreeAgainWhenThePeerAnswersOnlyTheLookAfterAMark() throws Exception {
        connect(Duration.ofHours(1));
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        mark(socket);
        assertThat(look(socket)).isTrue();
        readMark();
        byte[] last = readMark();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        CountDownLatch free = whenFree(socket);

        sendBack(last);

        assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void mark(PageSocket socket) throws InterruptedException {
        CountDownLatch marked = new CountDownLatch(1);
        socket.mark(marked::countDown);
        assertThat(marked.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private byte[] readMark() throws IOException {
        assertThat(fromServer.readUnsignedByte()).isEqualTo(PING);
        assertThat(fromServer.readUnsignedByte()).isEqualTo(Long.BYTES);
        return fromServer.readNBytes(Long.BYTES);
    }

    /** Comes to zero when the socket is free, which it is not yet. */
    private static CountDownLatch whenFree(PageSocket socket) {
        CountDownLatch free = new CountDownLatch(1);
        socket.whenFree(free::countDown);
        assertThat(free.getCount()).isEqualTo(1);
        return free;
    }

    @Test
    void measuresTheWayAheadOfAFrameNowAndThen() throws Exception {
        connect(Duration.ofHours(1));
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        mark(socket);
        sendBack(readMark());

        // Until the server has seen that the mark is back; it sends nothing before that.
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            now.addAndGet(InFlight.FRESH.toNanos() + 1);
                            socket.markAhead();
                            return peer.getInputStream().available() > 0;
                        });
        readMark();
        socket.markAhead();
        socket.send("a frame", () -> {});
        assertThat(fromServer.readUnsignedByte()).as("no other mark").isEqualTo(TEXT);
    }

    private void sendBack(byte[] mark) throws IOException {
        byte[] pong = new byte[MASKED_PONG.length + Long.BYTES];
        System.arraycopy(MASKED_PONG, 0, pong, 0, MASKED_PONG.length);
        pong[1] |= Long.BYTES;
        System.arraycopy(mark, 0, pong, MASKED_PONG.length, Long.BYTES);
        peer.getOutputStream().write(pong);
    }

    @Test
    void keepsAPeerThatTakesItsPictureHoweverSlowly() throws Exception {
        connect(Duration.ofHours(1)); // the test looks itself
        CountDownLatch sent = new CountDownLatch(1);
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        socket.send(new byte[LARGE], sent::countDown);
        fromServer.readNBytes(HEADER_OF_LARGE);

        int read = 0;
        int looks = 0;
        for (; read < LARGE; looks++) {
            assertThat(look(socket)).as("look %d, %d bytes", looks, read).isTrue();
            // Until the server has seen a little of it; the ping is far behind.
            long before = socket.taken();
            do {
                read += fromServer.readNBytes(Math.min(SIP, LARGE - read)).length;
            } while (read < LARGE && socket.taken() - before < SIP);
        }

        assertThat(looks).isGreaterThan(2 * SignsOfLife.SILENT_LOOKS);
        assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(fromServer.readUnsignedByte()).as("the ping behind it").isEqualTo(PING);
    }

    @Test
    void hangsUpOnAPeerThatTakesNothingMore() throws Exception {
        connect(Duration.ofHours(1));
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        socket.send(new byte[LARGE], () -> {});

        boolean there = true;
        for (int looks = 0; there && looks < 100; looks++) {
            there = look(socket);
        }

        assertThat(there).isFalse();
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Whether the peer is still connected after one more look. */
    private boolean look(PageSocket socket) throws Exception {
        CompletableFuture<Boolean> open = new CompletableFuture<>();
        channel.getIoThread()
                .execute(
                        () -> {
                            socket.look();
                            open.complete(channel.isOpen());
                        });
        return open.get(1, TimeUnit.MINUTES);
    }

    @Test
    void saysGoodbyeAlsoBehindALongMessage() throws Exception {
        connect(Duration.ofHours(1));
        PageSocket socket = page.get(60, TimeUnit.SECONDS);
        socket.send(new byte[LARGE], () -> {});
        socket.disconnect(1008, "not allowed");

        socket.send(new byte[1], () -> {}); // which is too late

        assertThat(fromServer.readNBytes(HEADER_OF_LARGE + LARGE)).hasSize(HEADER_OF_LARGE + LARGE);
        assertThat(fromServer.readUnsignedByte()).isEqualTo(CLOSE);
    }

    @Test
    void saysWhyATextIsTooLongAlsoBehindALongMessage() throws Exception {
        connect(Duration.ofHours(1));
        page.get(60, TimeUnit.SECONDS).send(new byte[LARGE], () -> {});
        byte[] tooLong = new byte[8 + PageSocket.MOST_TEXT_BYTES + 1];
        tooLong[0] = (byte) 0x81;
        tooLong[1] = (byte) (0x80 | 126); // masked by zeros, its length in 16 bits
        tooLong[2] = (byte) ((PageSocket.MOST_TEXT_BYTES + 1) >> 8);
        tooLong[3] = (byte) (PageSocket.MOST_TEXT_BYTES + 1);
        peer.getOutputStream().write(tooLong);

        assertThat(fromServer.readNBytes(HEADER_OF_LARGE + LARGE)).hasSize(HEADER_OF_LARGE + LARGE);
        assertThat(fromServer.readUnsignedByte()).isEqualTo(CLOSE);
        fromServer.readByte(); // its length
        assertThat(fromServer.readUnsignedShort()).isEqualTo(1009);
    }

    @Test
    void hangsUpOnWhoDoesNotAnswerAGoodbye() throws Exception {
        connect(Duration.ofHours(1), Duration.ofMillis(100));

        page.get(60, TimeUnit.SECONDS).disconnect(1008, "not allowed");

        assertThat(fromServer.readUnsignedByte()).isEqualTo(CLOSE);
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
