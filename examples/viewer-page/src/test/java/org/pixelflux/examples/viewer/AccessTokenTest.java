// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class AccessTokenTest {

    private static final String TEXT = "0123456789abcdef-_XY";

    @Test
    void isANewOneAtEachStart() {
        AccessToken first = of(Map.of());

        assertThat(first.text()).matches("[0-9a-f]{32}");
        assertThat(of(Map.of()).text()).isNotEqualTo(first.text());
    }

    @Test
    void isWhatTheCommandLineOrTheEnvironmentSays() {
        Map<String, String> environment = Map.of(AccessToken.VARIABLE, "fedcba9876543210");

        assertThat(of(environment).text()).isEqualTo("fedcba9876543210");
        assertThat(of(environment, "--token", TEXT).text()).isEqualTo(TEXT);
        assertThat(of(environment, "--no-token")).isNull();
    }

    @Test
    void isNotWantedAndGivenAtOnce() {
        assertThatThrownBy(() -> of(Map.of(), "--no-token", "--token", TEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token: not allowed together with --no-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef ", "0123456789abcde\u00e9"})
    void canNeitherBeGuessedNorBreakAnAddress(String text) {
        assertThatThrownBy(() -> new AccessToken(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token: must be 16 to 128 letters");
    }

    @Test
    void standsInNoLog() {
        assertThat(new AccessToken(TEXT).toString()).doesNotContain(TEXT);
    }

    private static AccessToken of(Map<String, String> environment, String... arguments) {
        CommandSpec command = CommandSpec.create();
        AccessToken.options().forEach(command::addOption);
        return AccessToken.of(new CommandLine(command).parseArgs(arguments), environment);
    }
}
