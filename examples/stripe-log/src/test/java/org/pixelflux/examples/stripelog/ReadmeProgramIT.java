// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.XvfbDisplay;

/** The README's program, run as its reader would: it prints stripes until Enter is pressed. */
class ReadmeProgramIT {

    @TempDir Path directory;

    @Test
    void printsStripesUntilEnterIsPressed() throws Exception {
        ReadmePrograms.compileTo(directory);
        try (XvfbDisplay display = XvfbDisplay.start(1280, 720)) {
            Process program = start(display.name());
            try (BufferedReader output = program.inputReader()) {
                // The first stripes may come before start has returned. 720 rows are five stripes
                // of 128 and the rest.
                List<String> lines = readLines(output, 7);
                assertThat(lines).contains("Capture started. Press Enter to stop...");
                assertThat(String.join("\n", lines))
                        .containsPattern(
                                "Received H264 stripe: frame_id=0, y_start=0, height=128,"
                                        + " size=[1-9][0-9]* bytes\n")
                        .contains("frame_id=0, y_start=640, height=80, ");
                program.outputWriter().append('\n').flush();
                assertThat(output.readLine()).isEqualTo("Capture stopped.");
                assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(program.exitValue()).isZero();
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private Process start(String display) throws IOException {
        String classPath = directory + File.pathSeparator + System.getProperty("java.class.path");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath,
                                "PrintStripes")
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }

    private static List<String> readLines(BufferedReader from, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(from.readLine());
        }
        return lines;
    }
}
