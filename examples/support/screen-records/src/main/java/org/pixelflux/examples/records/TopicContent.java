// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads everything that a topic has. */
public final class TopicContent {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TopicContent() {}

    /** All partitions of a topic. */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /**
     * Reads a topic from its beginning to the end that it has now; the consumer is assigned to it.
     * Blocks for that long.
     *
     * @throws TimeoutException if no record comes for 30 s although there are more
     */
    public static <K, V> void read(
            KafkaConsumer<K, V> consumer, String topic, Consumer<ConsumerRecord<K, V>> reader) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
        long news = System.nanoTime();
        Map<TopicPartition, Long> before = Map.of();
        while (!left.isEmpty()) {
            consumer.poll(POLL).forEach(reader);
            Map<TopicPartition, Long> now = new HashMap<>();
            left.keySet().forEach(partition -> now.put(partition, consumer.position(partition)));
            left.entrySet().removeIf(end -> now.get(end.getKey()) >= end.getValue());
            if (!now.equals(before)) {
                before = now;
                news = System.nanoTime();
            } else if (System.nanoTime() - news > PATIENCE.toNanos()) {
                throw new TimeoutException(
                        "nothing came of " + topic + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }
}
