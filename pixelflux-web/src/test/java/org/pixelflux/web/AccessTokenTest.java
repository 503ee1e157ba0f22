// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    private static final String TEXT = "0123456789abcdef-_XY";

    @Test
    void isAnotherOneEachTime() {
        AccessToken first = AccessToken.random();

        assertThat(first.text()).matches("[0-9a-f]{32}");
        assertThat(AccessToken.random().text()).isNotEqualTo(first.text());
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
}
