// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixelflux.examples.support.CommandLines.assertExplainsACapture;
import static org.pixelflux.examples.support.CommandLines.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ScreenToHttpTest {

    private final CommandLine commandLine = ScreenToHttp.commandLine();

    @Test
    void makesOneJpegOfEachFrame() {
        assertThat(ScreenToHttp.captureUri(commandLine.parseArgs()))
                .startsWith("pixelflux:screen?")
                .contains("mode=jpeg", "stripeHeight=4096", "wireHeader=none", "fps=15");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --port 65536      | port: 65536 is out of range, allowed 1..65535
                    --fps 0           | fps: 0.0 is out of range, allowed 0.01..240
                    --mode h264       | mode: h264 is not possible here, allowed jpeg
                    --stripeHeight 64 | stripeHeight: 64 is not possible here, allowed 4096
                    --height 4097     | height: 4097 is not possible here, allowed 1..4096
                    --token short    | token: must be 16 to 128 letters, digits, - or _, such as the output of 'openssl rand -hex 16'
                    --nonsense        | Unknown: --nonsense
                    """)
    void namesTheOptionTheValueAndTheRange(String arguments, String message) {
        assertRefused(commandLine, arguments, message);
    }

    @Test
    void explainsEveryCaptureOption() {
        assertExplainsACapture(commandLine, "--port", "--token", "--no-token");
    }
}
