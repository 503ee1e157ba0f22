// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built program as a person starts it: its script, from another directory. */
final class KafkaProgram implements AutoCloseable {

    private static final Path SCRIPT = Path.of("run").toAbsolutePath();

    private final Process process;
    private final Path errors;

    KafkaProgram(Path directory, String... arguments) throws IOException {
        errors = directory.resolve("errors.txt");
        // A process group of its own, as a terminal makes it, which Ctrl-C ends. A process that
        // runs in the background ignores Ctrl-C, and so does everything that it starts.
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "--default-signal=INT",
                                "setsid",
                                "bash",
                                SCRIPT.toString()));
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(errors.toFile())
                        .start();
    }

    /** The next line that it says; null when it has ended. */
    String line() throws IOException {
        return process.inputReader().readLine();
    }

    /** All the rest that it says, to its end. */
    List<String> lines() {
        return process.inputReader().lines().toList();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The one JVM that it has started. */
    ProcessHandle broker() {
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    /** The broker's data: the last word of its command line. */
    static Path directoryOf(ProcessHandle broker) throws IOException {
        String[] words =
                Files.readString(Path.of("/proc/" + broker.pid() + "/cmdline")).split("\0");
        return Path.of(words[words.length - 1]);
    }

    /** As {@code kill} does. */
    void terminate() {
        // Not through Process, which would close the output too.
        process.toHandle().destroy();
    }

    /** As Ctrl-C does: to all of its processes. */
    void interrupt() throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Waits for its end and returns the exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
