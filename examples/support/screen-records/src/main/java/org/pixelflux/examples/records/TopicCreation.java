// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of screens at a cluster, as {@link ScreenTopics#create()} says. */
final class TopicCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);

    /** How long a broker that is there, on a machine with other work, may take for an answer. */
    private static final int BUSY_MILLIS = 60_000;

    private static final int BETWEEN_TRIES_MILLIS = 100;

    /**
     * Small segments, since each new reader reads the whole topic, and Kafka compacts only full
     * segments.
     */
    private static final int KEY_FRAME_SEGMENT_BYTES = 32 << 20;

    /** If nobody has heard a request by then, it was asked again, or nobody needs it any more. */
    private static final Duration CONTROL_RETENTION = Duration.ofMinutes(1);

    private final ScreenTopics topics;

    TopicCreation(ScreenTopics topics) {
        this.topics = topics;
    }

    TopicLimits create() throws IOException, InterruptedException {
        topics.told()
                .unknownNames()
                .forEach(name -> LOG.warn("no Kafka client knows the property {}", name));
        requireAnyBroker();
        Map<String, Object> properties =
                topics.clientProperties(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, BUSY_MILLIS,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BUSY_MILLIS));
        try (Admin admin = Admin.create(properties)) {
            Config live =
                    create(
                            admin,
                            topics.live(),
                            Map.of(
                                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                    "" + ScreenTopics.MAX_BYTES));
            String retention = live.get(TopicConfig.RETENTION_MS_CONFIG).value();
            Config keyFrames = create(admin, topics.keyFrames(), keyFrameConfiguration(retention));
            create(
                    admin,
                    topics.control(),
                    Map.of(TopicConfig.RETENTION_MS_CONFIG, "" + CONTROL_RETENTION.toMillis()));
            long millis = Long.parseLong(retention);
            return new TopicLimits(
                    Duration.ofMillis(millis < 0 ? Long.MAX_VALUE : millis),
                    Math.min(
                            topics.largestRequest(),
                            Math.min(largestRecord(live), largestRecord(keyFrames))));
        } catch (KafkaException e) {
            // The exception itself says only that there is no client; its cause says why.
            throw Refusal.of(topics, topics.live(), e.getCause() == null ? e : e.getCause());
        }
    }

    private static int largestRecord(Config topic) {
        return Integer.parseInt(topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }

    /** Kafka's client does not tell a broker that is not there from one that is slow. */
    private void requireAnyBroker() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!BrokerAddress.anyAnswers(topics.brokers())) {
            if (System.nanoTime() - start > topics.patience().toNanos()) {
                throw new IOException("no Kafka broker answers at " + topics.brokers());
            }
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        }
    }

    /**
     * Compaction keeps the last key frame of each row. Deletion removes key frames together with
     * the stripes that build on them, or the rows of each former epoch would stay for ever.
     */
    private static Map<String, String> keyFrameConfiguration(String retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                retention,
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.SEGMENT_BYTES_CONFIG,
                "" + KEY_FRAME_SEGMENT_BYTES,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                "" + ScreenTopics.MAX_BYTES);
    }

    /** Gives the configuration that the topic has, whether or not it is new. */
    private Config create(Admin admin, String name, Map<String, String> configuration)
            throws IOException, InterruptedException {
        NewTopic topic =
                new NewTopic(name, Optional.empty(), Optional.empty()).configs(configuration);
        CreateTopicsResult created = admin.createTopics(List.of(topic));
        try {
            return created.config(name).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return configuration(admin, name);
            }
            throw Refusal.of(topics, name, e.getCause());
        }
    }

    /** A topic that has just been made is known to the controller before it is to the broker. */
    private Config configuration(Admin admin, String name)
            throws IOException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        long start = System.nanoTime();
        while (true) {
            try {
                return admin.describeConfigs(List.of(topic)).values().get(topic).get();
            } catch (ExecutionException e) {
                boolean late =
                        System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
                if (late || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw Refusal.of(topics, name, e.getCause());
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }
}
