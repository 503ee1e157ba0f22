// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.web.support.TestCertificate;

class CertificateTest {

    @TempDir private Path directory;

    private static void assertRefused(Path file, String password, String... words) {
        assertThatThrownBy(() -> new Certificate(file, password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tls: ")
                .hasMessageContainingAll(words);
    }

    @Test
    void keepsThePasswordToItself() throws Exception {
        assertThat(TestCertificate.in(directory).toString())
                .contains("localhost.p12")
                .doesNotContain(TestCertificate.PASSWORD);
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        Path file = TestCertificate.in(directory).keyStore();

        assertRefused(file, "another", file.toString(), "password");
    }

    @Test
    void needsAPassword() {
        assertRefused(Path.of("any.p12"), null, "any.p12", "password");
    }

    @Test
    void refusesWhatIsNoKeyStore() throws Exception {
        assertRefused(directory.resolve("none.p12"), "x", "none.p12");
        Path text = Files.writeString(directory.resolve("text.p12"), "no key store");
        assertRefused(text, "x", "text.p12", "cannot be opened");
    }
}
