// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine. */
final class Programs {

    private Programs() {}

    /** Says which of them are not on the path; empty if all are. */
    static Optional<String> missing(String... names) {
        return Arrays.stream(names)
                .filter(name -> !isOnPath(name))
                .reduce((a, b) -> a + ", " + b)
                .map(absent -> absent + " not on the path");
    }

    private static boolean isOnPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** What a program that ends by itself prints. */
    static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether a program that ends by itself ends with code 0. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectInput(Redirect.from(new File("/dev/null")))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What names a screen to a program beside its arguments. */
    static Map<String, String> environment(Screen screen) {
        return switch (screen.kind()) {
            case XVFB -> Map.of();
            case SWAY ->
                    Map.of(
                            "WAYLAND_DISPLAY",
                            screen.display(),
                            "XDG_RUNTIME_DIR",
                            "" + Path.of(screen.display()).getParent());
        };
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /** Asks a process to end, and makes it. What it still writes can be read. */
    static void end(Process process) {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
