// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before anything is measured. */
class WorkloadsCostTest {

    @TempDir private Path directory;

    private static String refusal(String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = WorkloadsCost.commandLine();
        commandLine.setErr(new PrintWriter(errors));
        assertThat(commandLine.execute(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        return errors.toString().lines().findFirst().orElseThrow();
    }

    private String builds() throws Exception {
        Files.writeString(directory.resolve("benchmarks.jar"), "");
        return "before=" + directory + ",after=" + directory;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds=0 | '--seconds': '0' is not from 1 to 3600",
                "--warmup=3601 | '--warmup': '3601' is not from 0 to 3600",
                "--repeats=0 | '--repeats': '0' is not from 1 to 100",
                "--size=big | '--size': 'big' is not WIDTHxHEIGHT, such as 1920x1080",
                "--tools=vlc | '--tools': 'vlc' is not one of pixelflux, polling, ffmpeg, gstreamer,"
                        + " x0vncserver, x11vnc, xpra, javacv, robot, original",
                "--cpus=most | '--cpus': 'most' is not a list of processors, such as 0 or 0,1 or 0-3",
                "--quota=-1 | '--quota': '-1' is not from 0 to 10000",
                "--turn=0 | '--turn': '0' is not from 1 to 100",
                "--least-paints=101 | '--least-paints': '101' is not from 0 to 100",
                "--builds=before=. | '--builds': 'before' is not two builds,"
                        + " NAME=DIRECTORY,NAME=DIRECTORY",
                "--fail-if-more | '--fail-if-more': 'true' is not possible without --builds",
            })
    void namesOptionValueAndRange(String argument, String message) {
        assertThat(refusal(argument)).isEqualTo("Invalid value for option " + message);
    }

    @Test
    void eachScreenHasItsOwnTools() {
        assertThat(refusal("--screen", "sway", "--tools", "ffmpeg"))
                .endsWith("'ffmpeg' is not one of pixelflux, wf-recorder, wayvnc");
        assertThat(refusal("--tools", "wayvnc")).contains("'wayvnc' is not one of pixelflux,");
        assertThat(refusal("--screen", "sway", "--workloads", "typing,drag"))
                .endsWith("'--workloads': 'drag' is not shown on sway");
    }

    @Test
    void oneRunOfABuildHasNoRange() throws Exception {
        assertThat(refusal("--builds", builds(), "--repeats", "1"))
                .isEqualTo("Invalid value for option '--repeats': '1' is not from 2 to 100");
    }

    @Test
    void aBuildHasItsJar() {
        assertThat(refusal("--builds", "before=" + directory + ",after=."))
                .startsWith("Invalid value for option '--builds': 'before=" + directory)
                .contains("before has neither " + directory.resolve("benchmarks/target"))
                .endsWith("a checkout is built with mvn -B -DskipTests package");
    }

    @Test
    void aBuildHasANameThatFitsATable() throws Exception {
        assertThat(refusal("--builds", builds().replace("before", "be|fore")))
                .contains("'be|fore' is not a name of letters, digits");
    }

    @Test
    void onlyPixelfluxIsOfABuild() throws Exception {
        assertThat(refusal("--builds", builds(), "--tools", "pixelflux,ffmpeg"))
                .contains("'--tools': 'ffmpeg' is not of a build");
    }
}
