// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built program as a process, started the way its user starts it. */
final class StripeLogProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path errors;

    private StripeLogProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts it in {@code directory}, far from where it was built. */
    static StripeLogProcess start(Path directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("example.run"));
        command.addAll(arguments);
        Path output = directory.resolve("stdout");
        Path errors = directory.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().remove("DISPLAY");
        return new StripeLogProcess(builder.start(), output, errors);
    }

    static StripeLogProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, List.of(arguments));
    }

    /** The exit code; fails if the program does not end. */
    int awaitEnd() throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("has ended; stderr: %s", errors())
                .isTrue();
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
    }

    /** The program's own number: its script becomes it. */
    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
