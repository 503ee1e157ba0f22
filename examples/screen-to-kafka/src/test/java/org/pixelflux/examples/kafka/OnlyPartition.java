// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The partition of a topic that has one. */
final class OnlyPartition {

    private OnlyPartition() {}

    /** A plain consumer that reads it from its beginning. */
    static KafkaConsumer<String, byte[]> read(String brokers, String topic) {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        return consumer;
    }
}
