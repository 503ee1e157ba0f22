// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs ffmpeg and ffprobe, which know nothing of this project. */
public final class Ffmpeg {

    private static final int PATIENCE_SECONDS = 120;

    private Ffmpeg() {}

    /** Runs ffmpeg, which must succeed and find no error in what it reads. */
    public static void run(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 4];
        List<String> options = List.of("-nostdin", "-y", "-v", "error");
        System.arraycopy(options.toArray(), 0, all, 0, options.size());
        System.arraycopy(arguments, 0, all, options.size(), arguments.length);
        output("ffmpeg", all);
    }

    /** What ffprobe prints of one entry, such as {@code stream=width}. */
    public static String probe(Path file, String entry, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-v", "error"));
        arguments.addAll(List.of(options));
        arguments.addAll(
                List.of(
                        "-show_entries",
                        entry,
                        "-of",
                        "default=noprint_wrappers=1:nokey=1",
                        file.toString()));
        return output("ffprobe", arguments.toArray(String[]::new)).strip();
    }

    private static String output(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile("pixelflux-", ".output");
        Path errors = Files.createTempFile("pixelflux-", ".errors");
        // Files and no pipe: a program that hangs never closes it, and nobody would come to the
        // deadline.
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(printed.toFile())
                        .redirectError(errors.toFile())
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", command, PATIENCE_SECONDS)
                    .isTrue();
            assertThat(Files.readString(errors)).as(command.toString()).isEmpty();
            assertThat(process.exitValue()).as(command.toString()).isZero();
            return Files.readString(printed);
        } finally {
            process.destroyForcibly();
            Files.delete(printed);
            Files.delete(errors);
        }
    }
}
