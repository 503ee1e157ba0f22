// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9001, localhost:9001, true",
        "http://127.0.0.1:9001, 127.0.0.1:9001, true",
        "http://[::1]:9001, [::1]:9001, true",
        "http://127.0.0.2:9001, 127.0.0.2:9001, true",
        "http://128.0.0.1:9001, 128.0.0.1:9001, false",
        "http://127.0.0.1.evil.example:9001, 127.0.0.1.evil.example:9001, false",
        "http://localhost, localhost, true",
        "http://localhost:8000, localhost:8000, true",
        ", localhost:9001, true",
        "http://localhost:3000, localhost:9001, false",
        "http://127.0.0.1:9001, localhost:9001, false",
        "https://localhost:9001, localhost:9001, true",
        "https://localhost:3000, localhost:9001, false",
        "ftp://localhost:9001, localhost:9001, false",
        "http://evil.example, localhost:9001, false",
        "http://evil.example:9001, evil.example:9001, false",
        "http://localhost.evil.example:9001, localhost.evil.example:9001, false",
        "http://evil.example@localhost:9001, evil.example@localhost:9001, false",
        "null, localhost:9001, false",
        "http://localhost:9001, , false",
        "http://local host, local host, false",
    })
    void letsOnlyOurOwnPageLook(String origin, String host, boolean allowed) {
        assertThat(SameOrigin.allows(origin, host)).isEqualTo(allowed);
    }
}
