// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.pixelflux.MixedFrame;

/**
 * A topic with one partition, from its beginning, as a program reads it that knows nothing but the
 * README. Of frames in mode mixed it puts the parts together, of which none may be missing.
 */
final class MixedTopic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * A frame, or a stripe.
     *
     * @param headers as text, of the first of its records
     * @param offset of the first of its records
     * @param records how many it had
     */
    record Received(
            String key,
            Map<String, String> headers,
            long offset,
            long timestamp,
            int records,
            byte[] bytes) {

        boolean isMixed() {
            return headers.get("pixelflux-codec").equals("mixed");
        }

        MixedFrame frame() {
            return MixedFrame.parse(bytes);
        }

        long number(String header) {
            return Long.parseLong(headers.get(header));
        }

        long frameId() {
            return number("pixelflux-frame-id");
        }

        long epoch() {
            return number("pixelflux-epoch");
        }
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Received> received = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> parts = new ArrayList<>();

    MixedTopic(String brokers, String topic) {
        consumer = OnlyPartition.read(brokers, topic);
    }

    /** Waits for something like this, which may have come already. */
    Received await(Predicate<Received> wanted) {
        PatientSearch search = new PatientSearch(wanted);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ZERO).until(search::hasFound);
        return search.found;
    }

    private final class PatientSearch {
        private final Predicate<Received> wanted;
        private int next;
        private Received found;

        PatientSearch(Predicate<Received> wanted) {
            this.wanted = wanted;
        }

        boolean hasFound() {
            for (; found == null && next < received.size(); next++) {
                found = wanted.test(received.get(next)) ? received.get(next) : null;
            }
            if (found == null) {
                poll();
            }
            return found != null;
        }
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(this::take);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = headers(record);
        int part = Integer.parseInt(headers.getOrDefault("pixelflux-part", "0"));
        int count = Integer.parseInt(headers.getOrDefault("pixelflux-parts", "1"));
        assertThat(part).as("the next part").isEqualTo(parts.size());
        parts.add(record);
        if (parts.size() == count) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            parts.forEach(one -> bytes.writeBytes(one.value()));
            ConsumerRecord<String, byte[]> first = parts.get(0);
            received.add(
                    new Received(
                            first.key(),
                            headers(first),
                            first.offset(),
                            first.timestamp(),
                            count,
                            bytes.toByteArray()));
            parts.clear();
        }
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            String text = new String(header.value(), StandardCharsets.UTF_8);
            assertThat(headers.put(header.key(), text)).as("a second %s", header.key()).isNull();
        }
        return headers;
    }

    /** All that has come, in order. */
    List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
