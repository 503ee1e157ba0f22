// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.PrintedAddress;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.StreamClient;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    private static final int NOT_ALLOWED = 1008;
    private static final int NO_SUCH_SCREEN = 4404;

    @TempDir private Path elsewhere;

    @Test
    @Tag("nightly")
    void endsOnSigtermAlsoWhileTheBrokerIsAway() throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            for (boolean away : new boolean[] {false, true}) {
                try (RunScript program =
                        RunScript.start(
                                elsewhere,
                                "--brokers=" + broker.address(),
                                "--port=" + FreePort.find())) {
                    assertThat(program.line()).startsWith("The screens are at http://localhost:");
                    if (away) {
                        broker.stop();
                    }

                    program.terminate();

                    assertThat(program.exitCode()).isEqualTo(128 + 15);
                    assertThat(program.errors()).isEmpty();
                }
            }
        }
    }

    /** Who knows the token learns more: that no screen is there yet. */
    @Test
    void isOnlyForWhoKnowsTheTokenThatItPrints() throws Exception {
        int port = FreePort.find();
        try (LocalBroker broker = LocalBroker.start();
                RunScript program =
                        RunScript.start(
                                elsewhere, "--brokers=" + broker.address(), "--port=" + port)) {
            PrintedAddress address = PrintedAddress.in(program.line());
            for (String query : PrintedAddress.strangersQueries()) {
                assertThat(closeCode(port, query)).as(query).isEqualTo(NOT_ALLOWED);
            }
            assertThat(closeCode(port, "?token=" + address.token())).isEqualTo(NO_SUCH_SCREEN);
        }
    }

    private static int closeCode(int port, String query) throws Exception {
        WebSocketClient client = StreamClient.client();
        client.start();
        try (StreamClient viewer =
                StreamClient.connect(client, port, "http://localhost:" + port, query)) {
            await().atMost(Duration.ofMinutes(1)).until(viewer::isClosed);
            return viewer.closeCode();
        } finally {
            client.stop();
        }
    }

    @Test
    void saysInOneLineThatThereIsNoBroker() throws Exception {
        String address = "127.0.0.1:" + FreePort.find();
        try (RunScript program = RunScript.start(elsewhere, "--brokers=" + address)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors())
                    .isEqualTo("kafka-to-browser: no Kafka broker answers at " + address + "\n");
        }
    }
}
