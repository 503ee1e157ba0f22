// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A broker that wants TLS and SASL, and the files of its clients. */
public final class SecuredBroker implements AutoCloseable {

    /** What a client has to know. */
    public static final String PASSWORD = "right-and-secret";

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" ";

    private final Path directory;
    private final LocalBroker broker;

    private SecuredBroker(Path directory, LocalBroker broker) {
        this.directory = directory;
        this.broker = broker;
    }

    /**
     * @param directory for its keys and the files of its clients
     */
    public static SecuredBroker start(Path directory) throws Exception {
        Path keyStore = directory.resolve("broker.p12");
        keytool(keyStore, "-genkeypair -keyalg EC -dname CN=broker -ext SAN=ip:127.0.0.1");
        keytool(keyStore, "-exportcert -rfc -file " + certificate(directory));
        LocalBroker broker =
                LocalBroker.start(
                        "SASL_SSL",
                        Map.of(
                                "ssl.keystore.type",
                                "PKCS12",
                                "ssl.keystore.location",
                                keyStore.toString(),
                                "ssl.keystore.password",
                                PASSWORD,
                                // It is a client of itself.
                                "ssl.truststore.type",
                                "PEM",
                                "ssl.truststore.location",
                                certificate(directory).toString(),
                                "sasl.enabled.mechanisms",
                                "PLAIN",
                                "sasl.mechanism.inter.broker.protocol",
                                "PLAIN",
                                "listener.name.clients.plain.sasl.jaas.config",
                                LOGIN
                                        + ("password=\"" + PASSWORD + "\" ")
                                        + ("user_me=\"" + PASSWORD + "\";")));
        return new SecuredBroker(directory, broker);
    }

    private static void keytool(Path keyStore, String arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(keyStore.toString());
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with code " + code);
        }
    }

    private static Path certificate(Path directory) {
        return directory.resolve("broker.pem");
    }

    public String address() {
        return broker.address();
    }

    /** The properties of a client that the broker lets in. */
    public Path client() throws IOException {
        return client(PASSWORD);
    }

    /** The same with another password. */
    public Path client(String password) throws IOException {
        return Files.writeString(
                directory.resolve("client.properties"),
                """
                security.protocol=SASL_SSL
                ssl.truststore.type=PEM
                ssl.truststore.location=CERTIFICATE
                sasl.mechanism=PLAIN
                sasl.jaas.config=LOGINpassword="PASSWORD";
                """
                        .replace("CERTIFICATE", certificate(directory).toString())
                        .replace("LOGIN", LOGIN)
                        .replace("PASSWORD", password));
    }

    @Override
    public void close() {
        broker.close();
    }
}
