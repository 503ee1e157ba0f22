// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.examples.support.FreePort;

/** Who may connect, and what a bad client can do. */
class StreamAccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private BrowserServer server;

    @BeforeEach
    void startServer() throws Exception {
        port = FreePort.find();
        server =
                new BrowserServer(
                        port,
                        "pixelflux:synthetic?mode=jpeg&jpegQuality=100&fps=30&syntheticChange=100");
        server.start();
    }

    @AfterEach
    void stopServer() {
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
                        "[".repeat(5000),
                        "x".repeat(100_000))) {
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
    void keepsStreamingWhenOneClientTakesNothing() throws Exception {
        StreamClient healthy = connect("http://localhost:" + port);
        await().atMost(PATIENCE).until(() -> healthy.frames() > 2);

        // Never asked for more, its socket fills up.
        WebSocket stuck =
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create("ws://localhost:" + port + "/stream"),
                                new WebSocket.Listener() {
                                    @Override
                                    public void onOpen(WebSocket socket) {}
                                })
                        .join();

        // Far more than the buffers of the stuck one can hold.
        long bytes = healthy.bytes();
        await().atMost(PATIENCE).until(() -> healthy.bytes() > bytes + 40_000_000);
        stuck.abort();
        healthy.close();
    }

    private StreamClient connect(String origin) {
        return StreamClient.connect(http, port, origin);
    }
}
