// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureOption;
import picocli.CommandLine;

class ScreenToHlsTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine commandLine =
            ScreenToHls.commandLine().setErr(new PrintWriter(errors));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --port 65536         | port: 65536 is out of range, allowed 1..65535
                    --fps 0              | fps: 0.0 is out of range, allowed 0.01..240
                    --mode jpeg          | mode: jpeg is not possible here, allowed h264
                    --h264FullColor true | h264FullColor: true is not possible here, allowed false
                    --nonsense           | Unknown: --nonsense
                    """)
    void namesTheOptionTheValueAndTheRange(String arguments, String message) {
        assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(errors)
                .hasToString(
                        String.format(Locale.ROOT, "screen-to-hls: %s (see --help)%n", message));
    }

    @Test
    void explainsEveryCaptureOption() {
        String help = commandLine.getUsageMessage();

        assertThat(CaptureOption.all())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help).contains("--" + option.name()));
        assertThat(help).contains("--port", "--token", "--no-token", "--help");
    }
}
