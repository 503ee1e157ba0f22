// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelflux.CaptureMode;

/** A main class in a JVM of its own, with the flags of the examples. */
abstract class JvmTool implements Tool {

    private static final List<String> FLAGS =
            List.of(
                    "-Xms32m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED");

    private final String main;
    private final String classPath;

    /** A program of this build. */
    JvmTool(Class<?> main) {
        this(main.getName(), System.getProperty("java.class.path"));
    }

    JvmTool(String main, String classPath) {
        this.main = main;
        this.classPath = classPath;
    }

    /** What the program is given beyond size and mode. */
    List<String> arguments(Screen screen) {
        return List.of();
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public boolean has(CaptureMode mode) {
        return Tool.hasOneCodec(mode);
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of("" + screen.width(), "" + screen.height(), mode.name()));
        command.addAll(arguments(screen));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("DISPLAY", screen.display());
        return new Running(main.substring(main.lastIndexOf('.') + 1), builder.start());
    }

    private static final class Running implements RunningTool {

        private final String name;
        private final Process process;
        private final PrintStream questions;
        private final BufferedReader answers;

        Running(String name, Process process) {
            this.name = name;
            this.process = process;
            questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public Output output() throws IOException {
            questions.println();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException(name + " has ended; its errors are above");
            }
            long[] counts = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Output(counts[0], counts[1], counts[2]);
        }

        @Override
        public void close() {
            Programs.end(process);
        }
    }
}
