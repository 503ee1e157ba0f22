// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureOption;
import picocli.CommandLine;

class ScreenToBrowserTest {

    private final CommandLine commandLine = ScreenToBrowser.commandLine();

    @Test
    void streamsH264At30FramesASecondByDefault() {
        assertThat(uri()).isEqualTo("pixelflux:screen?fps=30&mode=h264");
    }

    @Test
    void namesTheOptionTheValueAndTheRange() {
        assertThatThrownBy(() -> uri("--jpegQuality", "101"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jpegQuality: 101 is out of range, allowed 1..100");
    }

    @Test
    void refusesStripesThatThePageCannotRead() {
        assertThat(uri("--omitStripeHeaders", "false")).contains("omitStripeHeaders=false");
        assertThatThrownBy(() -> uri("--omitStripeHeaders", "true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "omitStripeHeaders: true is not possible here, the page reads the wire"
                                + " headers");
    }

    @Test
    void streamsEveryMode() {
        assertThat(uri("--mode", "mixed")).isEqualTo("pixelflux:screen?fps=30&mode=mixed");
    }

    @Test
    void explainsEveryCaptureOption() {
        String help = commandLine.getUsageMessage();

        assertThat(CaptureOption.all())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help).contains("--" + option.name()));
        assertThat(help)
                .contains(
                        "--port",
                        "--bind",
                        "--token",
                        "--no-token",
                        "--viewers",
                        "--control",
                        "--help");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        StringWriter errors = new StringWriter();

        int code = commandLine.setErr(new PrintWriter(errors)).execute("--nonsense");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("--nonsense").contains("--help").hasLineCount(1);
    }

    @Test
    void refusesAPortThatIsNone() {
        StringWriter errors = new StringWriter();

        int code = commandLine.setErr(new PrintWriter(errors)).execute("--port", "65536");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("port: 65536 is out of range, allowed 1..65535");
    }

    private String uri(String... arguments) {
        return ScreenToBrowser.captureUri(commandLine.parseArgs(arguments));
    }
}
