// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.records.ClientProperties;
import org.pixelflux.examples.records.ScreenTopics;

/** A broker that wants TLS and SASL. */
class SecuredBrokerIT {

    private static final String PASSWORD = "right-and-secret";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" ";

    @TempDir private static Path directory;

    private static LocalBroker broker;

    private final StringWriter output = new StringWriter();

    @BeforeAll
    static void startBroker() throws Exception {
        keytool("-genkeypair -keyalg EC -dname CN=broker -ext SAN=ip:127.0.0.1");
        keytool("-exportcert -rfc -file " + directory.resolve("broker.pem"));
        String keyStore = directory.resolve("broker.p12").toString();
        String certificate = directory.resolve("broker.pem").toString();
        broker =
                LocalBroker.start(
                        "SASL_SSL",
                        Map.of(
                                "ssl.keystore.type",
                                "PKCS12",
                                "ssl.keystore.location",
                                keyStore,
                                "ssl.keystore.password",
                                PASSWORD,
                                // It is a client of itself.
                                "ssl.truststore.type",
                                "PEM",
                                "ssl.truststore.location",
                                certificate,
                                "sasl.enabled.mechanisms",
                                "PLAIN",
                                "sasl.mechanism.inter.broker.protocol",
                                "PLAIN",
                                "listener.name.clients.plain.sasl.jaas.config",
                                LOGIN
                                        + ("password=\"" + PASSWORD + "\" ")
                                        + ("user_me=\"" + PASSWORD + "\";")));
    }

    private static void keytool(String arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(directory.resolve("broker.p12").toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void isTalkedToAsTheCommandLineSays() throws Exception {
        Path file = client(PASSWORD);

        assertThat(run("--kafka-config", file.toString(), "--seconds", "1")).as(said()).isZero();

        // Its key frames are there, and so was all before them.
        ClientProperties told = ClientProperties.of(file, List.of());
        assertThat(new ScreenTopics(broker.address(), "stripes", told).lastEpoch("me"))
                .isPositive();
        assertThat(said()).doesNotContain(PASSWORD);
    }

    @Test
    void tellsInItsOwnWordsWhyItRefuses() throws Exception {
        assertThat(run("--kafka-config", client("wrong-and-secret").toString())).isEqualTo(1);

        assertThat(said())
                .isEqualTo(
                        "screen-to-kafka: no topic stripes at %s: Authentication failed: Invalid"
                                + " username or password%n",
                        broker.address());
    }

    @Test
    void isNotTakenForNone() throws Exception {
        assertThat(
                        run(
                                "--kafka-property",
                                "request.timeout.ms=2000",
                                "--kafka-property",
                                "default.api.timeout.ms=2000"))
                .isEqualTo(1);

        assertThat(said())
                .startsWith("screen-to-kafka: what answers at " + broker.address())
                .contains("security.protocol=PLAINTEXT");
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--source=synthetic", "--brokers=" + broker.address()));
        arguments.addAll(List.of("--session", "me"));
        arguments.addAll(List.of(more));
        PrintWriter writer = new PrintWriter(output, true);
        return ScreenToKafka.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(String[]::new));
    }

    private String said() {
        return output.toString();
    }

    private static Path client(String password) throws Exception {
        return Files.writeString(
                directory.resolve("client.properties"),
                """
                security.protocol=SASL_SSL
                ssl.truststore.type=PEM
                ssl.truststore.location=CERTIFICATE
                sasl.mechanism=PLAIN
                sasl.jaas.config=LOGINpassword="PASSWORD";
                """
                        .replace("CERTIFICATE", directory.resolve("broker.pem").toString())
                        .replace("LOGIN", LOGIN)
                        .replace("PASSWORD", password));
    }
}
