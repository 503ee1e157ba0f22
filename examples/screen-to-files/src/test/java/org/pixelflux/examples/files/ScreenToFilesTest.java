// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixelflux.examples.support.CommandLines.assertExplainsACapture;
import static org.pixelflux.examples.support.CommandLines.assertRefused;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ScreenToFilesTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine commandLine =
            ScreenToFiles.commandLine().setErr(new PrintWriter(errors));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    record --seconds 0         | seconds: 0 is out of range, allowed 1..1000000
                    stripes --seconds 1000001  | seconds: 1000001 is out of range, allowed 1..1000000
                    record --fps 241           | fps: 241.0 is out of range, allowed 0.01..240
                    record --mode jpeg         | mode: jpeg is not possible here, allowed h264
                    record --h264FullFrame=false | h264FullFrame: false is not possible here, allowed true
                    stripes --mode h264        | mode: h264 is not possible here, allowed jpeg
                    snapshots --jpegQuality 0  | jpegQuality: 0 is out of range, allowed 1..100
                    record --to /tmp/a?b       | to: /tmp/a?b is not possible here, allowed are paths without ? % + & # { }
                    record --nonsense          | Unknown: --nonsense
                    """)
    void namesTheOptionTheValueAndTheRange(String arguments, String message) {
        assertRefused(commandLine, arguments, message);
    }

    @Test
    void asksWhatIsToBeWritten() {
        assertThat(commandLine.execute()).isEqualTo(2);
        assertThat(errors.toString()).contains("record, stripes, snapshots").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "stripes", "snapshots"})
    void explainsEveryCaptureOption(String subcommand) {
        assertExplainsACapture(commandLine.getSubcommands().get(subcommand), "--to", "--seconds");
    }
}
