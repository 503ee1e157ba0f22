// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafkabroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    @TempDir private Path temporary;

    @Test
    void keepsItsRecordsAndItsAddressOverAStop() throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            String address = broker.address();
            send(address, "before");

            broker.stop();
            broker.startAgain();

            send(address, "after");
            assertThat(broker.address()).isEqualTo(address);
            assertThat(received(address, 2)).containsExactly("before", "after");
        }
    }

    @Test
    @Tag("nightly")
    void leavesNothingWhenItIsClosed() throws Exception {
        Process owner = owner();
        List<ProcessHandle> children = owner.descendants().toList();
        assertThat(children).hasSize(1);
        assertThat(temporary).isNotEmptyDirectory();

        owner.getOutputStream().close();

        assertThat(owner.waitFor()).isZero();
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenItsOwnerIsKilled() throws Exception {
        Process owner = owner();
        List<ProcessHandle> children = owner.descendants().toList();

        // Not through Process, which would close the input too.
        owner.toHandle().destroyForcibly();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive));
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void saysThatItCannotStart() {
        assertThatIOException()
                .isThrownBy(
                        () ->
                                LocalBroker.start(
                                        "SSL", Map.of("ssl.keystore.location", "/no/such/file")))
                .withMessage("the Kafka broker did not start");
    }

    /** Its owner may have something to send until it has ended. */
    @Test
    @Tag("nightly")
    void isNotEndedByCtrlC() throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            interrupt(brokerProcess());

            send(broker.address(), "still there");
            assertThat(received(broker.address(), 1)).containsExactly("still there");
        }
    }

    /**
     * Starts an owner whose temporary files are in {@link #temporary}; returns when its broker
     * runs.
     */
    private Process owner() throws IOException {
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                BrokerOwner.class.getName())
                        .redirectError(Redirect.INHERIT)
                        .start();
        assertThat(owner.inputReader().readLine()).startsWith("127.0.0.1:");
        return owner;
    }

    /** The only JVM that this one started; its other children are those of the test's runner. */
    private static ProcessHandle brokerProcess() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    private static void interrupt(ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor())
                .isZero();
    }

    private static void send(String address, String text) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", address),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), text)).get();
        }
    }

    private static List<String> received(String address, int count) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", address),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> received = new ArrayList<>();
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100)).records(PARTITION).stream()
                                        .map(ConsumerRecord::value)
                                        .forEach(received::add);
                                return received.size() >= count;
                            });
            return received;
        }
    }
}
