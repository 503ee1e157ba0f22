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
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The live topic, which the stripes and frames of screens go to, and the two topics beside it.
 *
 * @param brokers one or more of a cluster, HOST:PORT separated by commas
 * @param live has every stripe, or every frame
 * @param told more properties for all clients
 * @param patience how long a broker may be away before something is lost
 */
public record ScreenTopics(String brokers, String live, ClientProperties told, Duration patience) {

    /** The name of the factory of clients in a context's registry. */
    private static final String CLIENTS = "screenTopicsClients";

    /**
     * The largest record: the whole picture of a large screen may be one stripe. Kafka's default is
     * 1 MiB.
     */
    static final int MAX_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String BROKER = "[^,:\\s?&#]+:[0-9]{1,5}";
    private static final Pattern BROKER_LIST = Pattern.compile(BROKER + "(," + BROKER + ")*");

    /** Kafka allows 249 characters, and the longest name of the other topics is ten longer. */
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,239}");

    /** With a patience of 5 s. */
    public ScreenTopics(String brokers, String live, ClientProperties told) {
        this(brokers, live, told, PATIENCE);
    }

    /** Topics of brokers that want neither TLS nor SASL. */
    public ScreenTopics(String brokers, String live, Duration patience) {
        this(brokers, live, ClientProperties.NONE, patience);
    }

    /** The same, with a patience of 5 s. */
    public ScreenTopics(String brokers, String live) {
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

    /**
     * The topic that keeps the last key frame of each row, or the last whole picture, see {@link
     * ScreenRecords#keyFrames}.
     */
    public String keyFrames() {
        return live + "-keyframes";
    }

    /** The topic of requests for what somebody lacks, see {@link RefreshRecord}. */
    public String control() {
        return live + "-control";
    }

    /**
     * Makes the topics that are not there, for records of up to 16 MiB.
     *
     * @return what the topics allow, also those that were there
     * @throws IOException saying in one sentence why there can be no such topic, for example that
     *     no broker answers
     */
    public TopicLimits create() throws IOException, InterruptedException {
        return new TopicCreation(this).create();
    }

    /**
     * The last epoch of a session, 0 if it has none. Reads the whole topic of key frames for it.
     * The next one is higher: a capture in mode mixed has to be told, by {@code minimumEpoch}.
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
                        if (session.equals(header(record, RecordHeaders.SESSION))) {
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
            long epoch = Long.parseLong(header(record, RecordHeaders.EPOCH));
            return epoch < RecordHeaders.LARGEST_EPOCH ? epoch : 0;
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

    /** Bytes of the largest request that the producers send. */
    int largestRequest() {
        String asked =
                String.valueOf(told.over(Map.of()).get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        try {
            return Integer.parseInt(asked);
        } catch (NumberFormatException e) {
            // Nothing, or what the producer refuses.
            return MAX_BYTES;
        }
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
                // A frame may be several records, each with headers of its own.
                + "&batchWithIndividualHeaders=true"
                // Several in one batch could exceed what the topic takes, and Kafka's producer
                // would
                // split that batch for ever.
                + "&producerBatchSize=0"
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
