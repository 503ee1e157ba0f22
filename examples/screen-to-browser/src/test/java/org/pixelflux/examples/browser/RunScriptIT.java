// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    private static final Path SCRIPT = Path.of("run").toAbsolutePath();

    @TempDir private Path elsewhere;

    @Test
    void endsWithinTwoSecondsOfSigterm() throws Exception {
        int port = FreePort.find();
        Process program = start(SCRIPT, "--source", "synthetic", "--port", String.valueOf(port));
        try (BufferedReader output = program.inputReader()) {
            String line = output.readLine();
            assertThat(line).contains("http://localhost:" + port + "/");
            long told = System.nanoTime();

            // exec: the script has become the program, so the signal reaches it. Not through
            // Process, which would close the output too.
            program.toHandle().destroy();

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - told).isLessThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(output.readLine()).as("nothing more is said").isNull();
            assertThat(Files.readString(errors())).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void helps() throws Exception {
        Process program = start(SCRIPT, "--help");

        assertThat(new String(program.getInputStream().readAllBytes()))
                .contains("--port", "--display", "--h264Crf");
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            Process program =
                    start(SCRIPT, "--source", "synthetic", "--port", String.valueOf(port));

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(1);
            assertThat(Files.readString(errors()))
                    .isEqualTo(
                            "screen-to-browser: port %d is in use; choose another by --port%n"
                                    .formatted(port));
        }
    }

    @Test
    void saysInOneLineThatThereIsNoSuchDisplay() throws Exception {
        Process program =
                start(SCRIPT, "--display", ":64999", "--port", String.valueOf(FreePort.find()));

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(Files.readString(errors()))
                .startsWith("screen-to-browser: ")
                .contains(":64999")
                .hasLineCount(1);
    }

    @Test
    void saysWhatToDoWhenNotBuilt() throws Exception {
        Path launcher = Path.of("../command-line/launch").toAbsolutePath();
        Files.createDirectories(elsewhere.resolve("command-line"));
        Files.createDirectories(elsewhere.resolve("screen-to-browser"));
        Files.copy(launcher, elsewhere.resolve("command-line/launch"));
        Path script = Files.copy(SCRIPT, elsewhere.resolve("screen-to-browser/run"));

        Process program = start(script, "--help");

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(Files.readString(errors())).contains("not built").contains("mvn");
    }

    private Process start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectError(errors().toFile())
                .start();
    }

    private Path errors() {
        return elsewhere.resolve("errors.txt");
    }
}
