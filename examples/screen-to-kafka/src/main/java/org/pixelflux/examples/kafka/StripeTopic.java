// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Where the records go.
 *
 * @param brokers one or more of a cluster, HOST:PORT separated by commas
 */
record StripeTopic(String brokers, String name) {

    /** Of a stripe: the whole picture of a large screen may be one. Kafka's default is 1 MiB. */
    static final int MAX_BYTES = 16 << 20;

    /** How long a broker may be away before stripes are lost. */
    static final int PATIENCE_MILLIS = 5000;

    /**
     * Makes the topic for stripes of up to {@link #MAX_BYTES} unless it is there.
     *
     * @throws IOException saying in one sentence why there can be no such topic, for example that
     *     no broker answers
     */
    void create() throws IOException, InterruptedException {
        Map<String, Object> properties =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        NewTopic topic =
                new NewTopic(name, Optional.empty(), Optional.empty())
                        .configs(
                                Map.of(
                                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                        String.valueOf(MAX_BYTES)));
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException(sentence(e.getCause()), e);
            }
        } catch (KafkaException e) {
            // Itself it says only that there is no client; its cause says why.
            throw new IOException(sentence(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /** The endpoint that sends a body of bytes as it is and returns when it is acknowledged. */
    String producerUri() {
        return "kafka:"
                + name
                + "?brokers="
                + brokers
                // The default makes a string of the bytes first, which changes them.
                + "&valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer"
                // A broker that is slow or away holds the capture: fewer and newer frames.
                + "&synchronous=true"
                + "&deliveryTimeoutMs="
                + PATIENCE_MILLIS
                + "&requestTimeoutMs="
                + PATIENCE_MILLIS
                + "&maxBlockMs="
                + PATIENCE_MILLIS
                + "&maxRequestSize="
                + MAX_BYTES;
    }

    private String sentence(Throwable failure) {
        return failure instanceof TimeoutException
                ? "no Kafka broker answers at " + brokers
                : "no topic " + name + " at " + brokers + ": " + failure.getMessage();
    }
}
