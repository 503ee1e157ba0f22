// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlayRecordingTest {

    @TempDir private Path directory;

    private final StringWriter errors = new StringWriter();
    private final CommandLine commandLine =
            PlayRecording.commandLine().setErr(new PrintWriter(errors));

    @Test
    void saysWhichFileIsMissing() throws Exception {
        Path file = directory.resolve("desk.mp4");
        assertThat(commandLine.execute("--file", file.toString())).isEqualTo(2);
        Files.createFile(file);
        assertThat(commandLine.execute("--file", file.toString())).isEqualTo(2);

        assertThat(errors)
                .hasToString(
                        String.format(
                                Locale.ROOT,
                                "play-recording: file: %s cannot be read (see --help)%n"
                                        + "play-recording: file: %s cannot be read (see --help)%n",
                                file,
                                directory.resolve("desk.vtt")));
    }
}
