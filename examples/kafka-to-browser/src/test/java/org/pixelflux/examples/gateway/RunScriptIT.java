// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    @TempDir private Path elsewhere;

    @Test
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
