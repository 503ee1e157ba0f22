// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesTest {

    private static final String SECRET = "hunter2";

    @TempDir Path directory;

    @Test
    void areThoseOfTheFileAndOverThemThoseOfTheCommandLine() throws Exception {
        Path file = file("security.protocol = SSL\nssl.truststore.password=\\u0061b\n");

        ClientProperties told =
                ClientProperties.of(file, List.of("security.protocol=SASL_SSL", "client.id=a=b"));

        assertThat(told.over(Map.of("client.id", "own", "request.timeout.ms", 5)))
                .isEqualTo(
                        Map.of(
                                "security.protocol", "SASL_SSL",
                                "ssl.truststore.password", "ab",
                                "client.id", "a=b",
                                "request.timeout.ms", 5));
    }

    @Test
    void areWrittenWithoutTheirValues() {
        ClientProperties told = ClientProperties.of(null, List.of("ssl.key.password=" + SECRET));

        assertThat(new ScreenTopics("a:1", "stripes", told).toString())
                .contains("ssl.key.password")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "key.serializer",
                "value.deserializer",
                "enable.auto.commit"
            })
    void areNotThoseThatTheProgramSetsItself(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProperties.of(null, List.of(name + "=" + SECRET)))
                .withMessageStartingWith("kafka-property: " + name + " is not possible here")
                .withMessageNotContaining(SECRET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProperties.of(file(name + "=" + SECRET), List.of()))
                .withMessageStartingWith("kafka-config: " + name + " is not possible here")
                .withMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "=" + SECRET})
    void areRefusedWithoutANameAndNotShown(String assignment) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProperties.of(null, List.of(assignment)))
                .withMessageStartingWith("kafka-property: one is not of the form NAME=VALUE")
                .withMessageNotContaining(SECRET);
    }

    @Test
    void areRefusedIfTheirFileCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProperties.of(directory.resolve("none"), List.of()))
                .withMessage(
                        "kafka-config: cannot read %s (NoSuchFileException)",
                        directory.resolve("none"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProperties.of(file("a=" + SECRET + "\\u00zz"), List.of()))
                .withMessageStartingWith("kafka-config: " + directory)
                .withMessageNotContaining(SECRET);
    }

    @Test
    void ofNoClientAreTold() {
        List<String> assignments =
                List.of(
                        "security.protocol=SSL",
                        "sasl.mechansim=PLAIN",
                        "linger.ms=1",
                        "config.providers.file.class=x");

        assertThat(ClientProperties.of(null, assignments).unknownNames())
                .containsExactly("sasl.mechansim");
    }

    private Path file(String text) {
        try {
            return Files.writeString(directory.resolve("client.properties"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
