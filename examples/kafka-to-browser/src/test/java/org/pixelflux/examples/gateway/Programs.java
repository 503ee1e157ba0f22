// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;

/**
 * The programs between a display and its viewers, as a person starts them.
 *
 * @param brokers what they share
 * @param port where the gateway serves
 */
record Programs(Path directory, String brokers, String topic, int port) {

    private static final Path SCREEN = Path.of("../screen-to-kafka/run").toAbsolutePath();

    private static final List<String> PATIENT =
            List.of(
                    "--kafka-property=delivery.timeout.ms=60000",
                    "--kafka-property=request.timeout.ms=60000",
                    "--kafka-property=max.block.ms=60000");

    /**
     * @param name a topic of its own for each test
     */
    static Programs of(Path directory, String brokers, String name) throws IOException {
        String topic = name.replaceAll("[^A-Za-z0-9]", "-");
        return new Programs(directory, brokers, topic, FreePort.find());
    }

    /**
     * Returns when the capture of {@code display} runs. Nothing is lost by a broker that is busy
     * for less than a minute.
     */
    RunScript screen(String display, String mode, String... more) throws IOException {
        List<String> options = new ArrayList<>(PATIENT);
        options.addAll(List.of("--display=" + display, "--mode=" + mode));
        options.addAll(List.of(more));
        return screen(options);
    }

    /**
     * The same, with options of the capture; frames that the broker does not take in 5 s are given
     * up.
     */
    RunScript screen(List<String> capture) throws IOException {
        List<String> options = new ArrayList<>(capture);
        options.addAll(List.of("--session=desk", "--topic=" + topic, "--brokers=" + brokers));
        RunScript program = RunScript.start(SCREEN, directory, options.toArray(String[]::new));
        assertThat(program.line()).startsWith("The screen goes to");
        return program;
    }

    /** Returns when the page can be opened, with a token if there is one among the options. */
    RunScript gateway(String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        if (options.stream().noneMatch(option -> option.startsWith("--token"))) {
            options.add("--no-token");
        }
        options.add("--port=" + port);
        options.add("--topic=" + topic);
        options.add("--brokers=" + brokers);
        RunScript gateway = RunScript.start(directory, options.toArray(String[]::new));
        assertThat(gateway.line()).contains(":" + port + "/");
        return gateway;
    }

    String url() {
        return "http://localhost:" + port + "/";
    }
}
