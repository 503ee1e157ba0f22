// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StripeLogTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--jpegQuality 101 | jpegQuality: 101 is out of range, allowed 1..100",
                "--width 0 | width: 0 is out of range, allowed 1..16384",
                "--fps fast | fps: 'fast' is not a number, allowed 0.01..240",
                "--mode vp9 | mode: 'vp9' is out of range, allowed jpeg, h264, mixed",
                "--h264FullColor 1 | h264FullColor: '1' is out of range, allowed false, true",
                "--cursorEvents | --cursorEvents",
                "--watermarkLocation middle | watermarkLocation: middle needs watermarkPath, a PNG",
                "--seconds 0 | seconds: 0.0 is out of range",
                "--seconds soon | --seconds",
                "--colour red | --colour",
                "--csv | --csv",
            })
    void namesABadOption(String arguments, String message) {
        List<String> words = new ArrayList<>(List.of("--source", "synthetic"));
        words.addAll(List.of(arguments.split(" ")));
        StringWriter errors = new StringWriter();
        CommandLine command = new CommandLine(LogOptions.spec()).setErr(new PrintWriter(errors));

        assertThat(StripeLog.execute(command, words.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors.toString()).startsWith("stripe-log: ").contains(message).hasLineCount(1);
    }
}
