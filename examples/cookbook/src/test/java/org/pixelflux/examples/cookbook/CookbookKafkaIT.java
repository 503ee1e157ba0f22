// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;

/** The recipe for Kafka, against a broker. */
@Timeout(300)
@Tag("nightly")
class CookbookKafkaIT {

    private static final int HEADER = 10;

    @TempDir private Path directory;

    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    @Test
    void recordsOfASessionKeepTheirOrder() throws Exception {
        try (LocalBroker broker = LocalBroker.start();
                Screen screen = new Screen();
                DefaultCamelContext context = new DefaultCamelContext();
                KafkaConsumer<String, byte[]> consumer = consumer(broker)) {
            context.addRoutes(
                    new Recipe("sessions")
                            .with("pixelflux:screen?", screen.options())
                            .with("localhost:9092", broker.address())
                            .compiled(directory));
            context.start();
            consumer.subscribe(List.of("screens"));
            readUntilFrame(consumer, 0);
            screen.fill(0, 0, 100, 100, 0x204060);
            readUntilFrame(consumer, 1);
            context.stop();
        }
        assertThat(records).extracting(ConsumerRecord::key).containsOnly("session-7");
        assertThat(records).extracting(ConsumerRecord::partition).containsOnly(partition());
        assertThat(records).extracting(CookbookKafkaIT::frame).isSorted();
        assertThat(ffprobeSays(records.get(0).value())).startsWith("h264," + Screen.WIDTH + ",");
    }

    private static KafkaConsumer<String, byte[]> consumer(LocalBroker broker) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        broker.address(),
                        "group.id",
                        "test",
                        "metadata.max.age.ms",
                        1000,
                        "auto.offset.reset",
                        "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void readUntilFrame(KafkaConsumer<String, byte[]> consumer, int frame) {
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                            return records.stream().anyMatch(one -> frame(one) >= frame);
                        });
    }

    private int partition() {
        return records.get(0).partition();
    }

    /** As the page says where it stands. */
    private static int frame(ConsumerRecord<String, byte[]> one) {
        return ByteBuffer.wrap(one.value()).getShort(2) & 0xFFFF;
    }

    private String ffprobeSays(byte[] stripe) throws Exception {
        Path video = directory.resolve("stripe.h264");
        Files.write(video, Arrays.copyOfRange(stripe, HEADER, stripe.length));
        String entries = "-show_entries stream=codec_name,width,height -of csv=p=0 ";
        Process ffprobe =
                new ProcessBuilder(("ffprobe -v error " + entries + video).split(" ")).start();
        byte[] said = ffprobe.getInputStream().readAllBytes();
        assertThat(ffprobe.waitFor()).isZero();
        return new String(said, US_ASCII);
    }
}
