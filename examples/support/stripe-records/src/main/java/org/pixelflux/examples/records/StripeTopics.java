// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The live topic, which the stripes of screens go to, and the two topics beside it.
 *
 * @param brokers one or more of a cluster, HOST:PORT separated by commas
 * @param live has every stripe
 * @param told more properties for all clients
 * @param patience how long a broker may be away before stripes are lost
 */
public record StripeTopics(String brokers, String live, ClientProperties told, Duration patience) {

    /** The name of the factory of clients in a context's registry. */
    private static final String CLIENTS = "stripeTopicsClients";

    /**
     * The largest stripe: the whole picture of a large screen may be one stripe. Kafka's default is
     * 1 MiB.
     */
    static final int MAX_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String BROKER = "[^,:\\s?&#]+:[0-9]{1,5}";
    private static final Pattern BROKER_LIST = Pattern.compile(BROKER + "(," + BROKER + ")*");

    /** Kafka allows 249 characters, and the longest name of the other topics is ten longer. */
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,239}");

    /** With a patience of 5 s. */
    public StripeTopics(String brokers, String live, ClientProperties told) {
        this(brokers, live, told, PATIENCE);
    }

    /** Topics of brokers that want neither TLS nor SASL. */
    public StripeTopics(String brokers, String live, Duration patience) {
        this(brokers, live, ClientProperties.NONE, patience);
    }

    /** The same, with a patience of 5 s. */
    public StripeTopics(String brokers, String live) {
        this(brokers, live, PATIENCE);
    }

    /**
     * Reads a command line's brokers.
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
     * Reads a command line's topic.
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
        return new TopicCreation(this).create();
    }

    /**
     * The last epoch of a session, 0 if it has none. Reads the whole topic of key frames for it.
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
            throw Refusal.of(this, keyFrames(), e);
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

    /**
     * The properties of a client of these topics: the program's own, overridden by those of the
     * command line.
     */
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
                // The default would turn the bytes into a string first, which changes them.
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
}
