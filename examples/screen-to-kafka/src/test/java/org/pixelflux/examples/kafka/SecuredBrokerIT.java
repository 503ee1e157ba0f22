// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.RefreshRequest;
import org.pixelflux.examples.kafkabroker.SecuredBroker;
import org.pixelflux.examples.records.ClientProperties;
import org.pixelflux.examples.records.RefreshRecord;
import org.pixelflux.examples.records.ScreenTopics;

/** A broker that wants TLS and SASL. */
class SecuredBrokerIT {

    @TempDir private static Path directory;

    private static SecuredBroker broker;

    private final StringWriter output = new StringWriter();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start(directory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void isTalkedToAsTheCommandLineSays() throws Exception {
        Path file = broker.client();

        assertThat(run("--kafka-config", file.toString(), "--seconds", "1")).as(said()).isZero();

        // Its key frames are there, and so was all before them.
        assertThat(topics("stripes").lastEpoch("me")).isPositive();
        assertThat(said()).doesNotContain(SecuredBroker.PASSWORD);
    }

    /** A screen that stays as it is has another key frame only when somebody asks. */
    @Test
    void bringsWhatViewersAskFor() throws Exception {
        ScreenTopics topics = topics("asked");
        topics.create();
        String still =
                "pixelflux:synthetic?width=64&height=64&syntheticChange=0&mode=h264"
                        + "&keyframeIntervalSeconds=3600";
        try (ObservedRoute route = new ObservedRoute(still, topics);
                KafkaConsumer<String, byte[]> keyFrames =
                        OnlyPartition.read(topics.clientProperties(Map.of()), topics.keyFrames());
                KafkaProducer<String, byte[]> asker =
                        new KafkaProducer<>(
                                topics.clientProperties(Map.of()),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> keyFrames.poll(Duration.ofMillis(100)).count() == 1);

            // The reader of requests may come later, and begins with the newest.
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                asker.send(
                                        RefreshRecord.of(
                                                topics.control(),
                                                ObservedRoute.SESSION,
                                                RefreshRequest.EVERYTHING));
                                return keyFrames.poll(Duration.ofMillis(100)).count() > 0;
                            });
            assertThat(route.lost()).isZero();
        }
    }

    @Test
    void tellsInItsOwnWordsWhyItRefuses() throws Exception {
        assertThat(run("--kafka-config", broker.client("wrong-and-secret").toString()))
                .isEqualTo(1);

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

    /** Of a broker that may be busy for a minute. */
    private static ScreenTopics topics(String name) throws Exception {
        List<String> patient =
                List.of(
                        "delivery.timeout.ms=60000",
                        "request.timeout.ms=60000",
                        "max.block.ms=60000");
        return new ScreenTopics(
                broker.address(), name, ClientProperties.of(broker.client(), patient));
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
}
