// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.pixelflux.examples.support.CommandLines.assertExplainsACapture;
import static org.pixelflux.examples.support.CommandLines.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ScreenToHlsTest {

    private final CommandLine commandLine = ScreenToHls.commandLine();

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
        assertRefused(commandLine, arguments, message);
    }

    @Test
    void explainsEveryCaptureOption() {
        assertExplainsACapture(commandLine, "--port", "--token", "--no-token");
    }
}
