// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.FreePort;

/** Clients that come, hang and leave. */
class StreamsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ONE_JPEG = "pixelflux:synthetic?mode=jpeg&stripeHeight=4096&";

    /** About 600 KB a picture. */
    private static final String LARGE =
            ONE_JPEG + "width=1280&height=720&jpegQuality=100&syntheticChange=100&fps=30";

    private static final String STILL = ONE_JPEG + "width=640&height=480&syntheticPattern=chart";

    private int port;
    private HttpServer server;

    @BeforeEach
    void choosePort() throws Exception {
        port = FreePort.find();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void freesTheStreamOfAClientThatLeaves() throws Exception {
        start(LARGE);
        try (StreamClient client = new StreamClient(port)) {
            client.read(1_000_000);
            assertThat(server.openStreams()).isOne();
        }

        await().atMost(PATIENCE).until(() -> server.openStreams() == 0);
    }

    @Test
    void freesTheStreamOfAClientThatLeavesAStillScreen() throws Exception {
        start(STILL);
        try (StreamClient client = new StreamClient(port)) {
            client.read(1000);
            assertThat(server.openStreams()).isOne();
        }

        await().atMost(PATIENCE).until(() -> server.openStreams() == 0);
    }

    @Test
    void goesOnForOneClientWhileAnotherTakesNothing() throws Exception {
        start(LARGE);
        try (StreamClient stuck = new StreamClient(port);
                StreamClient healthy = new StreamClient(port)) {
            assertThat(stuck.status()).isEqualTo("HTTP/1.1 200 OK");

            // Far more than what the buffers on the way to the stuck one hold.
            assertThat(healthy.read(40_000_000)).isEqualTo(40_000_000);
            assertThat(server.openStreams()).isEqualTo(2);

            // And the stuck one may go on too.
            assertThat(stuck.read(5_000_000)).isEqualTo(5_000_000);
        }

        await().atMost(PATIENCE).until(() -> server.openStreams() == 0);
    }

    @Test
    void refusesMoreStreamsThanItHasThreadsForAndNothingElse() throws Exception {
        start(STILL);
        List<StreamClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < MjpegStreams.MOST; i++) {
                StreamClient client = new StreamClient(port);
                clients.add(client);
                assertThat(client.status()).isEqualTo("HTTP/1.1 200 OK");
            }

            try (StreamClient more = new StreamClient(port)) {
                assertThat(more.status()).isEqualTo("HTTP/1.1 503 Service Unavailable");
            }
            assertThat(pageStatus()).isEqualTo(200);

            clients.remove(0).close();
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                try (StreamClient next = new StreamClient(port)) {
                                    return next.status().equals("HTTP/1.1 200 OK");
                                }
                            });
        } finally {
            for (StreamClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void hidesTheScreenFromForeignNames() throws Exception {
        start(STILL);
        try (StreamClient foreign = new StreamClient(port, "evil.example:" + port)) {
            assertThat(foreign.status()).isEqualTo("HTTP/1.1 403 Forbidden");
        }
        assertThat(server.openStreams()).isZero();
    }

    @Test
    void cutsOffWhoNeverFinishesARequest() throws Exception {
        start(STILL);
        try (Socket slow = new Socket("127.0.0.1", port);
                StreamClient healthy = new StreamClient(port)) {
            slow.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(US_ASCII));

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertThatThrownBy(() -> drip(slow))
                                            .isInstanceOf(SocketException.class));
            assertThat(healthy.read(1000)).as("who has finished one").isEqualTo(1000);
        }
    }

    /** A header more, as a client does that wants to keep the connection for itself. */
    private static void drip(Socket socket) throws IOException {
        socket.getOutputStream().write("X: 1\r\n".getBytes(US_ASCII));
    }

    @Test
    void endsEveryStreamWithTheServer() throws Exception {
        start(LARGE);
        try (StreamClient stuck = new StreamClient(port);
                StreamClient healthy = new StreamClient(port)) {
            assertThat(stuck.status()).isEqualTo("HTTP/1.1 200 OK");
            // By then the buffers on the way to the stuck one are full.
            healthy.read(40_000_000);

            Thread stop = new Thread(server::close);
            stop.start();

            assertThat(healthy.ending()).as("a complete chunked body").endsWith("0\r\n\r\n");
            stop.join();
            assertThat(server.openStreams()).isZero();
        }
    }

    private int pageStatus() throws Exception {
        URI page = URI.create(server.url());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void start(String captureUri) {
        server = new HttpServer(port, captureUri, null, Duration.ofMillis(100));
        server.start();
    }
}
