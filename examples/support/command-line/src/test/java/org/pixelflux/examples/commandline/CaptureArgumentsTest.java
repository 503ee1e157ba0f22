// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

class CaptureArgumentsTest {

    private final CaptureArguments arguments =
            new CaptureArguments(Map.of("mode", "h264", "fps", "30"));
    private final CommandLine commandLine = commandLine(arguments);

    @Test
    void namesNoOptionInTheUriThatNobodyAskedFor() {
        CaptureArguments plain = new CaptureArguments(Map.of());

        assertThat(plain.toUri(commandLine(plain).parseArgs())).isEqualTo("pixelflux:screen");
    }

    @Test
    void takesTheProgramsDefaultsAndWhatIsGiven() {
        CaptureSettings settings = arguments.toSettings(parse("--fps", "12"));

        assertThat(settings.mode()).isEqualTo(CaptureMode.H264);
        assertThat(settings.fps()).isEqualTo(12);
    }

    @Test
    void passesOnWhatIsGiven() {
        assertThat(uri("--source", "synthetic", "--mode=jpeg", "--syntheticSeed=-7"))
                .isEqualTo("pixelflux:synthetic?fps=30&mode=jpeg&syntheticSeed=-7");
    }

    @Test
    void passesOnWords() {
        assertThat(uri("--h264FullColor", "true", "--captureCursor=false", "--rateControl=cbr"))
                .isEqualTo(
                        "pixelflux:screen?fps=30&captureCursor=false&mode=h264&h264FullColor=true"
                                + "&rateControl=cbr");
    }

    @Test
    void keepsAValueWholeThatHasAMeaningInUris() {
        assertThat(uri("--display", "host:1.0&mode=jpeg"))
                .contains("display=host%3A1.0%26mode%3Djpeg");
    }

    @Test
    void takesNoOtherWordForFalse() {
        assertThatThrownBy(() -> uri("--h264FullColor", "yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("h264FullColor: 'yes' is out of range, allowed false, true");
    }

    @Test
    void leavesNoChoiceOfWhatIsFixed() {
        CaptureArguments fixed = new CaptureArguments(Map.of(), Map.of("mode", "h264"));

        assertThat(fixed.toUri(commandLine(fixed).parseArgs()))
                .isEqualTo("pixelflux:screen?mode=h264");
        assertThat(fixed.toUri(commandLine(fixed).parseArgs("--mode", "h264")))
                .isEqualTo("pixelflux:screen?mode=h264");
        assertThatThrownBy(() -> fixed.toUri(commandLine(fixed).parseArgs("--mode", "jpeg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mode: jpeg is not possible here, allowed h264");
        assertThat(commandLine(fixed).getUsageMessage()).contains("Always h264 here.");
    }

    @Test
    void tellsTheEndpointMoreThanTheCapture() {
        assertThat(arguments.toUri(parse(), Map.of("bridgeErrorHandler", "true")))
                .isEqualTo("pixelflux:screen?fps=30&mode=h264&bridgeErrorHandler=true");
    }

    private String uri(String... words) {
        return arguments.toUri(parse(words));
    }

    private ParseResult parse(String... words) {
        return commandLine.parseArgs(words);
    }

    private static CommandLine commandLine(CaptureArguments arguments) {
        CommandSpec spec = CommandSpec.create();
        arguments.addTo(spec);
        return new CommandLine(spec);
    }
}
