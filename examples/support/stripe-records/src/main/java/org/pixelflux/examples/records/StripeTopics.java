// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stripes of screens go, and the two topics beside it.
 *
 * @param brokers one or more of a cluster, HOST:PORT separated by commas
 * @param live has every stripe
 * @param told what else all clients are told
 * @param patience how long a broker may be away before stripes are lost
 */
public record StripeTopics(String brokers, String live, ClientProperties told, Duration patience) {

    private static final Logger LOG = LoggerFactory.getLogger(StripeTopics.class);

    /** Of the factory of clients in a context's registry. */
    private static final String CLIENTS = "stripeTopicsClients";

    /** Of a stripe: the whole picture of a large screen may be one. Kafka's default is 1 MiB. */
    private static final int MAX_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long one that is there, on a machine with other work, may take for an answer. */
    private static final int BUSY_MILLIS = 60_000;

    private static final int BETWEEN_TRIES_MILLIS = 100;

    /** Whoever comes reads all of it, and what is not full yet is not compacted. */
    private static final int KEY_FRAME_SEGMENT_BYTES = 32 << 20;

    /** A request that nobody has heard by then is asked again, or nobody needs it any more. */
    private static final Duration CONTROL_RETENTION = Duration.ofMinutes(1);

    private static final String BROKER = "[^,:\\s?&#]+:[0-9]{1,5}";
    private static final Pattern BROKER_LIST = Pattern.compile(BROKER + "(," + BROKER + ")*");

    /** Of 249 that Kafka allows, the longest of the names beside it needs ten more. */
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,239}");

    /** With a patience of 5 s. */
    public StripeTopics(String brokers, String live, ClientProperties told) {
        this(brokers, live, told, PATIENCE);
    }

    /** Of brokers that want neither TLS nor SASL. */
    public StripeTopics(String brokers, String live, Duration patience) {
        this(brokers, live, ClientProperties.NONE, patience);
    }

    /** The same, with a patience of 5 s. */
    public StripeTopics(String brokers, String live) {
        this(brokers, live, PATIENCE);
    }

    /**
     * A command line's brokers.
     *
     * @throws IllegalArgumentException naming the option, the value and what is allowed
     */
    public static String requireBrokers(String brokers) {
        if (!BROKER_LIST.matcher(brokers).matches()) {
            throw new IllegalArgumentException(
                    "brokers: '"
                            + brokers
                            + "' is out of range, allowed HOST:PORT, several with commas");
        }
        return brokers;
    }

    /**
     * A command line's topic.
     *
     * @throws IllegalArgumentException naming the option, the value and what is allowed
     */
    public static String requireTopic(String topic) {
        if (!TOPIC_NAME.matcher(topic).matches() || topic.matches("\\.\\.?")) {
            throw new IllegalArgumentException(
                    "topic: '"
                            + topic
                            + "' is out of range, allowed 1 to 239 of letters, digits, '.', '_',"
                            + " '-'");
        }
        return topic;
    }

    /** The topic that keeps the last key frame of each row, see {@link KeyFrameHeaders}. */
    public String keyFrames() {
        return live + "-keyframes";
    }

    /** The topic of requests for key frames; the key of a record is the session. */
    public String control() {
        return live + "-control";
    }

    /**
     * Makes the topics that are not there, for stripes of up to 16 MiB.
     *
     * @return how long the live topic keeps a stripe
     * @throws IOException saying in one sentence why there can be no such topic, for example that
     *     no broker answers
     */
    public Duration create() throws IOException, InterruptedException {
        told.unknownNames()
                .forEach(name -> LOG.warn("no Kafka client knows the property {}", name));
        requireAnyBroker();
        Map<String, Object> properties =
                clientProperties(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, BUSY_MILLIS,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BUSY_MILLIS));
        try (Admin admin = Admin.create(properties)) {
            String retention =
                    create(
                                    admin,
                                    live,
                                    Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "" + MAX_BYTES))
                            .get(TopicConfig.RETENTION_MS_CONFIG)
                            .value();
            create(admin, keyFrames(), keyFrameConfiguration(retention));
            create(
                    admin,
                    control(),
                    Map.of(TopicConfig.RETENTION_MS_CONFIG, "" + CONTROL_RETENTION.toMillis()));
            long millis = Long.parseLong(retention);
            return Duration.ofMillis(millis < 0 ? Long.MAX_VALUE : millis);
        } catch (KafkaException e) {
            // Itself it says only that there is no client; its cause says why.
            throw refusal(live, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Kafka's client does not tell a broker that is not there from one that is slow. */
    private void requireAnyBroker() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!anyTakesAConnection()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IOException("no Kafka broker answers at " + brokers);
            }
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        }
    }

    private boolean anyTakesAConnection() {
        return BrokerAddress.allOf(brokers).stream().anyMatch(BrokerAddress::answers);
    }

    /**
     * Compacted, by which the last key frame of each row stays; and what no stripe builds on any
     * more goes with the stripes, or the rows of each former epoch would stay for ever.
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
                "" + MAX_BYTES);
    }

    /** Gives the configuration that the topic has, be it new or not. */
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
            throw refusal(name, e.getCause());
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
                    throw refusal(name, e.getCause());
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }

    /**
     * The last epoch of a session, by the topic of key frames, all of which is read for it; 0 if it
     * has none.
     *
     * @throws IOException saying in one sentence why it is not known
     */
    public long lastEpoch(String session) throws IOException {
        AtomicLong last = new AtomicLong();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        clientProperties(
                                Map.of(
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        // It would have the default's properties.
                                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                        false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicContent.read(
                    consumer,
                    keyFrames(),
                    record -> {
                        if (session.equals(header(record, StripeHeaders.SESSION))) {
                            last.accumulateAndGet(epoch(record), Math::max);
                        }
                    });
            return last.get();
        } catch (KafkaException e) {
            throw refusal(keyFrames(), e);
        }
    }

    /** Others may write to the topic too. */
    private static long epoch(ConsumerRecord<?, ?> record) {
        try {
            return Long.parseLong(header(record, StripeHeaders.EPOCH));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header found = record.headers().lastHeader(name);
        return found == null || found.value() == null
                ? ""
                : new String(found.value(), StandardCharsets.UTF_8);
    }

    /** What a client of these topics is made of: the program's own properties, and those told. */
    public Map<String, Object> clientProperties(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(told.over(own));
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return all;
    }

    /**
     * Lets the routes of a context use the endpoints of these topics; call it before they start.
     */
    public void bind(CamelContext context) {
        context.getRegistry().bind(CLIENTS, new PromptClients(told));
    }

    /**
     * The endpoint that sends bytes to the live topic and returns when they are acknowledged, with
     * the record's place.
     */
    public String liveUri() {
        return producerUri(live) + "&recordMetadata=true";
    }

    /** The same, for the topic of key frames, without the place. */
    public String keyFramesUri() {
        return producerUri(keyFrames());
    }

    private String producerUri(String topic) {
        return "kafka:"
                + topic
                + "?brokers="
                + brokers
                // The default makes a string of the bytes first, which changes them.
                + "&valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer"
                + "&kafkaClientFactory=#bean:"
                + CLIENTS
                // A broker that is slow or away holds the capture: fewer and newer frames.
                + "&synchronous=true"
                + "&deliveryTimeoutMs="
                + patience.toMillis()
                + "&requestTimeoutMs="
                + patience.toMillis()
                + "&maxBlockMs="
                + patience.toMillis()
                + "&maxRequestSize="
                + MAX_BYTES;
    }

    /** In one sentence: that no broker answers only if none does, else what was said. */
    private IOException refusal(String topic, Throwable failure) {
        String sentence;
        if (!(failure instanceof TimeoutException)) {
            sentence = "no topic " + topic + " at " + brokers + ": " + words(failure);
        } else if (anyTakesAConnection()) {
            sentence =
                    "what answers at "
                            + brokers
                            + " does not talk as a Kafka broker does with security.protocol="
                            + told.over(Map.of())
                                    .getOrDefault(
                                            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                                            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)
                            + ", or is not ready for the topic "
                            + topic
                            + ": "
                            + words(failure);
        } else {
            sentence = "no Kafka broker answers at " + brokers;
        }
        return new IOException(sentence, failure);
    }

    /** Its own, and those of what lies under it: why a certificate is not trusted, say. */
    private static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String own = String.valueOf(failure.getMessage());
        return deepest == failure || own.equals(deepest.getMessage())
                ? own
                : own + " (" + deepest.getMessage() + ")";
    }
}
