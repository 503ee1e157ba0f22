// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9002", "127.0.0.1:9002", "[::1]:80"})
    void allowsTheNamesOfThisMachine(String host) {
        assertThat(LoopbackHost.allows(host)).isTrue();
    }

    @Test
    void allowsWhatIsNoBrowser() {
        assertThat(LoopbackHost.allows(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example:9002",
                "evil.example/localhost",
                "localhost@evil.example",
                "[evil.example, localhost]",
                "127.0.0.2",
                "",
                ":9002",
                "a b"
            })
    void refusesEveryOther(String host) {
        assertThat(LoopbackHost.allows(host)).isFalse();
    }
}
