// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What a person tells all of a program's Kafka clients beside the brokers, such as for TLS and
 * SASL. Nothing here ever prints a value, since it may be a secret.
 */
public final class ClientProperties {

    /** The clients are as the program makes them. */
    public static final ClientProperties NONE = new ClientProperties(Map.of());

    /** The program cannot work with others, or has an option for it. */
    private static final Set<String> FIXED =
            Set.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    /** Names below it are those of a provider. */
    private static final String PROVIDERS = AdminClientConfig.CONFIG_PROVIDERS_CONFIG + ".";

    private final Map<String, String> values;

    private ClientProperties(Map<String, String> values) {
        this.values = values;
    }

    /**
     * The properties that a command line gives.
     *
     * @param file null, or properties as Kafka's own tools read them
     * @param assignments NAME=VALUE, which override the file
     * @throws IllegalArgumentException naming the option and what is wrong, without any value
     */
    public static ClientProperties of(Path file, List<String> assignments) {
        Map<String, String> values = new TreeMap<>();
        if (file != null) {
            Properties properties = load(file);
            for (String name : properties.stringPropertyNames()) {
                put(values, "kafka-config", name, properties.getProperty(name));
            }
        }
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "kafka-property: one is not of the form NAME=VALUE (not shown, it may be a"
                                + " secret)");
            }
            put(
                    values,
                    "kafka-property",
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1));
        }
        return new ClientProperties(values);
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "kafka-config: cannot read " + file + " (" + e.getClass().getSimpleName() + ")",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "kafka-config: " + file + " has a \\u that no four hexadecimal digits follow",
                    e);
        }
        return properties;
    }

    private static void put(Map<String, String> values, String option, String name, String value) {
        if (FIXED.contains(name)) {
            throw new IllegalArgumentException(
                    option
                            + ": "
                            + name
                            + " is not possible here, the program sets it itself (the brokers by"
                            + " --brokers)");
        }
        values.put(name, value);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The properties of a client: the program's own, overridden by these. */
    public Map<String, Object> over(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(values);
        return all;
    }

    /** The names that no client of Kafka's own knows; they may be meant for what it loads. */
    List<String> unknownNames() {
        return values.keySet().stream()
                .filter(name -> !name.startsWith(PROVIDERS) && !isKnown(name))
                .toList();
    }

    private static boolean isKnown(String name) {
        return Stream.of(
                        AdminClientConfig.configNames(),
                        ConsumerConfig.configNames(),
                        ProducerConfig.configNames())
                .anyMatch(names -> names.contains(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientProperties that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The names. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
