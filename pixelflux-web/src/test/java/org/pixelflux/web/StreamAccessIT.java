// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.relay.Relay;
import org.pixelflux.support.FreePort;

/** Who may connect, and what a bad client can do. */
class StreamAccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CAPTURE =
            "pixelflux:synthetic?mode=jpeg&jpegQuality=100&fps=30&syntheticChange=100";

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocketClient sockets = StreamClient.client();
    private int port;
    private PageServer server;

    @BeforeEach
    void startServer() throws Exception {
        port = FreePort.find();
        server = new PageServer(port, CAPTURE);
        server.start();
        sockets.start();
    }

    @AfterEach
    void stopServer() throws Exception {
        sockets.stop();
        server.close();
    }

    @Test
    void listensOnTheLoopbackAddressAlone() throws Exception {
        List<InetAddress> others = new ArrayList<>();
        others.add(InetAddress.getByName("127.0.0.2"));
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .forEach(others::add);

        new Socket("127.0.0.1", port).close();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, port).close())
                    .as(address.toString())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void servesThePageWithItsPolicy() throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(server.url())).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<canvas");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    }

    @Test
    void hidesTheScreenFromForeignPages() throws Exception {
        StreamClient foreign = connect("http://evil.example");
        StreamClient own = connect("http://localhost:" + port);

        await().atMost(PATIENCE).until(foreign::isClosed);
        await().atMost(PATIENCE).until(() -> own.frames() > 2);

        assertThat(foreign.closeCode()).isEqualTo(1008);
        assertThat(foreign.stripes()).isZero();
        assertThat(foreign.texts()).isEmpty();
        own.close();
    }

    @Test
    void answersAPingAndOverhearsAllElse() throws Exception {
        StreamClient client = connect("http://localhost:" + port);
        for (String text :
                List.of(
                        "",
                        "null",
                        "[]",
                        "7",
                        "\"ping\"",
                        "{",
                        "{\"ping\": \"x\"}",
                        "{\"ping\": 1e999}",
                        "{\"keyFrame\": {}}",
                        "[".repeat(1000))) {
            client.say(text);
        }

        client.say("{\"ping\": 12.5}");

        await().atMost(PATIENCE)
                .until(() -> client.texts().stream().anyMatch(text -> text.contains("\"pong\"")));
        assertThat(client.texts().stream().filter(text -> text.contains("\"pong\"")))
                .singleElement()
                .asString()
                .contains("\"ping\":12.5", "\"serverNanos\":");
        long frames = client.frames();
        await().atMost(PATIENCE).until(() -> client.frames() > frames + 5);
        client.close();
    }

    @Test
    void disconnectsWhoSaysMoreThanAPageWould() throws Exception {
        StreamClient talkative = connect("http://localhost:" + port);
        StreamClient other = connect("http://localhost:" + port);
        StreamClient binary = connect("http://localhost:" + port);

        talkative.say("x".repeat(1001));
        binary.say(ByteBuffer.allocate(100));

        await().atMost(PATIENCE).until(talkative::isClosed);
        await().atMost(PATIENCE).until(binary::isClosed);
        assertThat(talkative.closeCode()).isEqualTo(1009);
        assertThat(binary.closeCode()).isEqualTo(1009);
        long frames = other.frames();
        await().atMost(PATIENCE).until(() -> other.frames() > frames + 5);
        other.close();
    }

    @Test
    void disconnectsWhoSaysTooMuchTooOften() throws Exception {
        StreamClient flooding = connect("http://localhost:" + port);
        StreamClient other = connect("http://localhost:" + port);

        for (int i = 0; i < 300 && flooding.trySay("{\"ping\": 1}"); i++) {
            // Until it is cut off.
        }

        await().atMost(PATIENCE).until(flooding::isClosed);
        assertThat(flooding.closeCode()).isEqualTo(1008);
        long frames = other.frames();
        await().atMost(PATIENCE).until(() -> other.frames() > frames + 5);
        other.close();
    }

    @Test
    void cutsOffWhoNeverFinishesARequest() throws Exception {
        StreamClient viewer = connect("http://localhost:" + port);
        try (Socket slow = new Socket("127.0.0.1", port)) {
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n".getBytes(UTF_8));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThatThrownBy(() -> drip(slow))
                                            .isInstanceOf(SocketException.class));
        }
        // A client that finished its request long ago stays.
        long frames = viewer.frames();
        await().atMost(PATIENCE).until(() -> viewer.frames() > frames + 5);
        viewer.close();
    }

    /** A header more, as a client does that wants to keep the connection for itself. */
    private static void drip(Socket socket) throws IOException {
        socket.getOutputStream().write("X: 1\r\n".getBytes(UTF_8));
    }

    @Test
    void refusesHeadersWithoutEnd() throws Exception {
        try (Socket greedy = new Socket("127.0.0.1", port)) {
            greedy.setSoTimeout((int) PATIENCE.toMillis());
            String headers = "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000);

            assertThat(answer(greedy, headers)).isIn("HTTP/1.1 400", "");
        }
    }

    /**
     * The first bytes of the answer; nothing if the server hangs up, even in the middle of the
     * request.
     */
    private static String answer(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readNBytes(12), UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }

    @Test
    void letsViewersOnlyLook() throws Exception {
        StreamClient curious = connect("http://localhost:" + port);
        StreamClient other = connect("http://localhost:" + port);
        await().atMost(PATIENCE).until(() -> curious.frames() > 0);
        assertThat(curious.texts().get(0)).contains("\"hello\"", "\"control\":false");

        curious.say("{\"settings\": {\"mode\": \"h264\"}}");

        await().atMost(PATIENCE).until(curious::isClosed);
        assertThat(curious.closeCode()).isEqualTo(1008);
        long frames = other.frames();
        await().atMost(PATIENCE).until(() -> other.frames() > frames + 5);
        assertThat(lastFrame(other)).contains("\"mode\":\"jpeg\"");
        other.close();
    }

    @Test
    void letsViewersSwitchWhereThatIsAllowed() throws Exception {
        server.close();
        server = new PageServer(port, CAPTURE, new ViewerAccess("127.0.0.1", null, true));
        server.start();
        StreamClient viewer = connect("http://localhost:" + port);
        await().atMost(PATIENCE).until(() -> viewer.frames() > 0);
        assertThat(viewer.texts().get(0)).contains("\"control\":true");

        for (String wrong :
                List.of(
                        "{\"settings\": {\"mode\": \"vp9\"}}",
                        "{\"settings\": {\"watermarkPath\": \"/etc/passwd\"}}",
                        "{\"settings\": 7}")) {
            viewer.say(wrong);
        }
        viewer.say("{\"settings\": {\"mode\": \"h264\", \"quality\": \"low\"}}");

        await().atMost(PATIENCE).until(() -> lastFrame(viewer).contains("\"mode\":\"h264\""));
        assertThat(viewer.isClosed()).isFalse();
        viewer.close();
    }

    @Test
    void asksOthersForTheToken() throws Exception {
        String token = "0123456789abcdef";
        server.close();
        server =
                new PageServer(
                        port, CAPTURE, new ViewerAccess("0.0.0.0", new AccessToken(token), false));
        server.start();
        String own = "http://localhost:" + port;

        StreamClient without = connect(own);
        StreamClient wrong = connect(own, "?token=0123456789abcdeF");
        StreamClient right = connect(own, "?token=" + token);

        await().atMost(PATIENCE).until(() -> right.frames() > 2);
        await().atMost(PATIENCE).until(without::isClosed);
        await().atMost(PATIENCE).until(wrong::isClosed);
        assertThat(without.stripes()).isZero();
        assertThat(wrong.stripes()).isZero();
        right.close();
    }

    @Test
    void takesNoMoreViewersThanAllowed() throws Exception {
        server.close();
        server = new PageServer(port, CAPTURE, new ViewerAccess("127.0.0.1", null, false, 2, null));
        server.start();
        String own = "http://localhost:" + port;
        StreamClient first = connect(own);
        StreamClient second = connect(own);
        await().atMost(PATIENCE).until(() -> first.frames() > 0 && second.frames() > 0);

        StreamClient third = connect(own);
        await().atMost(PATIENCE).until(third::isClosed);
        assertThat(third.stripes()).isZero();
        assertThat(third.closeCode()).as("the page tries again").isEqualTo(4503);

        first.close();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            StreamClient next = connect(own);
                            await().atMost(PATIENCE)
                                    .until(() -> next.frames() > 0 || next.isClosed());
                            return next.frames() > 0;
                        });
        assertThat(second.isClosed()).isFalse();
        second.close();
    }

    @Test
    void hangsUpOnAViewerThatItCannotServeAndGivesItsPlaceToTheNext() throws Exception {
        server.close();
        Relay relay = new Relay(request -> {}, (delay, task) -> {});
        AtomicInteger asked = new AtomicInteger();
        Screen screen =
                () -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new IllegalStateException("on purpose, of a test");
                    }
                    return relay;
                };
        server =
                new PageServer(
                        port,
                        session -> Optional.of(screen),
                        new ViewerAccess("127.0.0.1", null, false, 1, null));
        server.start();

        StreamClient first = connect("http://localhost:" + port);
        await().atMost(PATIENCE).until(first::isClosed);
        StreamClient next = connect("http://localhost:" + port);

        await().atMost(PATIENCE).until(() -> relay.viewers() == 1 || next.isClosed());
        assertThat(next.isClosed()).isFalse();
        next.close();
    }

    private static String lastFrame(StreamClient client) {
        List<String> texts = client.texts();
        return texts.stream()
                .filter(text -> text.contains("\"frame\""))
                .reduce("", (before, text) -> text);
    }

    @Test
    void keepsStreamingWhenOneClientTakesNothing() throws Exception {
        StreamClient healthy = connect("http://localhost:" + port);
        await().atMost(PATIENCE).until(() -> healthy.frames() > 2);

        StreamClient stuck = StreamClient.stuck(sockets, port, "http://localhost:" + port);

        // Far more than the buffers of the stuck one can hold.
        long bytes = healthy.bytes();
        await().atMost(PATIENCE).until(() -> healthy.bytes() > bytes + 40_000_000);
        stuck.close();
        healthy.close();
    }

    private StreamClient connect(String origin) throws IOException {
        return connect(origin, "");
    }

    private StreamClient connect(String origin, String query) throws IOException {
        return StreamClient.connect(sockets, port, origin, query);
    }

    /** A screen of which nothing is known for so long; null: it is that of now. */
    private static final class Still implements Screen {
        private final Relay relay = new Relay(request -> {}, (delay, task) -> {});
        private final Duration silence;

        Still(Duration silence) {
            this.silence = silence;
        }

        @Override
        public Relay relay() {
            return relay;
        }

        @Override
        public Optional<Duration> silence() {
            return Optional.ofNullable(silence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?session=desk"})
    void connectsAPageAgainWhoseScreenIsAnotherByNow(String session) throws Exception {
        server.close();
        AtomicReference<Screen> there = new AtomicReference<>(new Still(Duration.ofMinutes(2)));
        server =
                new PageServer(
                        port,
                        name -> Optional.of(there.get()),
                        new ViewerAccess("127.0.0.1", null, false));
        server.start();
        StreamClient page = connect("http://localhost:" + port, session);
        await().atMost(PATIENCE).until(() -> there.get().relay().viewers() == 1);
        page.say("{\"ping\": 1}");
        await().atMost(PATIENCE)
                .until(() -> page.texts().stream().anyMatch(text -> text.contains("\"pong\"")));

        there.set(new Still(null));
        page.say("{\"ping\": 2}");

        await().atMost(PATIENCE).until(page::isClosed);
        assertThat(page.closeCode()).as("goes away, so the page comes back").isEqualTo(1001);
    }
}
