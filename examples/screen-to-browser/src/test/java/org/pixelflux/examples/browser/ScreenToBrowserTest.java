// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pixelflux.examples.support.CommandLines.assertExplainsACapture;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import picocli.CommandLine;

class ScreenToBrowserTest {

    private final CommandLine commandLine = ScreenToBrowser.commandLine();

    @Test
    void streamsModeMixedAt30FramesASecondByDefault() {
        assertThat(uri()).isEqualTo("pixelflux:screen?fps=30&mode=mixed&wireHeader=1");
        assertThat(commandLine.getUsageMessage().replaceAll("\\s+", " "))
                .contains("Allowed: jpeg, h264, mixed. Default: mixed.");
    }

    @ParameterizedTest
    @CsvSource({
        "H264, true, false, --mode mixed --videoRectangles false",
        "H264, false, true, --mode mixed --videoRectangles false",
        "MIXED, true, false, --videoRectangles false",
        "MIXED, true, true, --videoRectangles false",
        "MIXED, false, false,",
        "MIXED, false, true, 'leave --control out, by which viewers switch to it'",
        "JPEG, true, true, 'leave --control out, by which viewers switch to it'",
        "JPEG, true, false,"
    })
    void saysWhatKeepsPagesFromHavingToDecodeH264(
            CaptureMode mode, boolean video, boolean control, String wanted) {
        CaptureSettings settings =
                CaptureSettings.builder().mode(mode).videoRectangles(video).build();

        assertThat(ScreenToBrowser.withoutVideo(settings, control)).isEqualTo(wanted);
    }

    @Test
    void namesTheOptionTheValueAndTheRange() {
        assertThatThrownBy(() -> uri("--jpegQuality", "101"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jpegQuality: 101 is out of range, allowed 1..100");
    }

    @Test
    void refusesStripesThatThePageCannotRead() {
        assertThat(uri("--wireHeader", "1")).contains("wireHeader=1");
        assertThatThrownBy(() -> uri("--wireHeader", "none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wireHeader: none is not possible here, allowed 1");
    }

    @Test
    void streamsEveryMode() {
        for (String mode : List.of("h264", "jpeg")) {
            assertThat(uri("--mode", mode))
                    .isEqualTo("pixelflux:screen?fps=30&mode=" + mode + "&wireHeader=1");
        }
    }

    @Test
    void explainsEveryCaptureOption() {
        assertExplainsACapture(
                commandLine, "--port", "--bind", "--token", "--no-token", "--viewers", "--control");
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
