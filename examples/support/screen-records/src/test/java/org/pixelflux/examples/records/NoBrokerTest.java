// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The message says that no broker answers only where nothing answers. */
class NoBrokerTest {

    private static final ClientProperties SOON =
            ClientProperties.of(
                    null, List.of("request.timeout.ms=500", "default.api.timeout.ms=500"));

    @Test
    void answersWhereNobodyListens() throws Exception {
        ServerSocket closed = listening();
        closed.close();
        String address = address(closed);

        assertThatIOException()
                .isThrownBy(() -> topics(address, SOON).create())
                .withMessage("no Kafka broker answers at %s", address);
    }

    /** Like a broker that wants TLS, or something that is no broker. */
    @Test
    void isWhatTakesConnectionsAndSaysNothing() throws Exception {
        try (ServerSocket silent = listening()) {
            String address = address(silent);

            assertThatIOException()
                    .isThrownBy(() -> topics(address, SOON).create())
                    .withMessageStartingWith(
                            "what answers at %s does not talk as a Kafka broker does with"
                                    + " security.protocol=PLAINTEXT, or is not ready for the topic"
                                    + " stripes: ",
                            address)
                    .withMessageNotContaining("no Kafka broker");
        }
    }

    @Test
    void isNotTheWordForAPropertyThatKafkaRefuses() throws Exception {
        ClientProperties wrong = ClientProperties.of(null, List.of("security.protocol=TLS"));
        try (ServerSocket silent = listening()) {
            String address = address(silent);

            assertThatIOException()
                    .isThrownBy(() -> topics(address, wrong).create())
                    .withMessageStartingWith("no topic stripes at " + address + ": ")
                    .withMessageContaining("security.protocol");
        }
    }

    private static ScreenTopics topics(String address, ClientProperties told) {
        return new ScreenTopics(address, "stripes", told, Duration.ofMillis(500));
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static String address(ServerSocket socket) {
        return "127.0.0.1:" + socket.getLocalPort();
    }
}
