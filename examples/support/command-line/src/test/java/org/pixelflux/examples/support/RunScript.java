// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** An example as a person starts it: by its script, in some directory. */
public final class RunScript implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private RunScript(Path directory, List<String> command) throws IOException {
        errors = Files.createTempFile("pixelflux-", ".errors");
        process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(errors.toFile())
                        .start();
        output = process.inputReader();
    }

    /** Starts the script of the example whose tests run. */
    public static RunScript start(Path directory, String... arguments) throws IOException {
        return start(Path.of(System.getProperty("example.run")), directory, arguments);
    }

    /** Starts a script. */
    public static RunScript start(Path script, Path directory, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        return new RunScript(directory, command);
    }

    /** A port that somebody else has is named in one line, and the code is 1. */
    public static void assertSaysThatItsPortIsInUse(Path directory, String name) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            try (RunScript program = start(directory, "--source", "synthetic", "--port", port)) {
                assertThat(program.exitCode()).isEqualTo(1);
                assertThat(program.errors())
                        .isEqualTo(
                                String.format(
                                        Locale.ROOT,
                                        "%s: port %s is in use; choose another by --port%n",
                                        name,
                                        port));
            }
        }
    }

    /** The next line of its output, when it comes; null: there is none any more. */
    public String line() throws IOException {
        return output.readLine();
    }

    /** The processor time that it has used so far. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Asks it to end, as kill does. */
    public void terminate() {
        // Not through Process, which would close the output too.
        process.toHandle().destroy();
    }

    /** Its exit code, when it has ended by itself or by {@link #terminate}. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("has ended").isTrue();
        return process.exitValue();
    }

    /** What it has complained of. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
        Files.delete(errors);
    }
}
