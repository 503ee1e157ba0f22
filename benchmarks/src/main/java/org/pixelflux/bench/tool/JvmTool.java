// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Flags of its JVM beyond those of the examples. */
    List<String> flags() {
        return List.of();
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
        List<String> command = java(flags(), classPath, main);
        command.addAll(List.of("" + screen.width(), "" + screen.height(), mode.name()));
        command.addAll(arguments(screen));
        ProcessBuilder builder =
                new ProcessBuilder(screen.confined(command)).redirectError(Redirect.INHERIT);
        if (screen.kind() == ScreenKind.XVFB) {
            builder.environment().put("DISPLAY", screen.display());
        }
        return new AnsweringProgram(main.substring(main.lastIndexOf('.') + 1), builder.start());
    }

    /**
     * The beginning of a command: a JVM with the flags of the examples, and a main class.
     *
     * @param flags in addition
     */
    static List<String> java(List<String> flags, String classPath, String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        return command;
    }
}
