// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before anything is measured. */
class MixedCostTest {

    @TempDir private Path directory;

    private String refusal(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--before", "" + directory, "--after", "" + directory));
        arguments.addAll(List.of(more));
        StringWriter errors = new StringWriter();
        CommandLine commandLine = MixedCost.commandLine();
        commandLine.setErr(new PrintWriter(errors));
        assertThat(commandLine.execute(arguments.toArray(String[]::new)))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        return errors.toString().lines().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds=0 | '--seconds': '0' is not from 1 to 3600",
                "--warmup=3601 | '--warmup': '3601' is not from 0 to 3600",
                "--repeats=0 | '--repeats': '0' is not from 1 to 100",
                "--changes=-1 | '--changes': '-1' is not from 0 to 10000",
            })
    void namesOptionValueAndRange(String argument, String message) {
        assertThat(refusal(argument)).isEqualTo("Invalid value for option " + message);
    }

    @Test
    void aBuildHasItsJar() {
        assertThat(refusal())
                .startsWith("Invalid value for option '--before': '" + directory)
                .contains("before has neither ");
    }

    @Test
    void theBuildAfterHasTheMode() throws Exception {
        Files.writeString(directory.resolve("benchmarks.jar"), "");

        assertThat(refusal("--mode", "mixed"))
                .isEqualTo(
                        "Invalid value for option '--mode': 'mixed' is not a mode of " + directory);
    }
}
