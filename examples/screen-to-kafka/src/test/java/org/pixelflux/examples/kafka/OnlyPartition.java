// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.util.HashMap;
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
        return read(Map.of("bootstrap.servers", brokers), topic);
    }

    /** The same, with properties that say how to get to it. */
    static KafkaConsumer<String, byte[]> read(Map<String, Object> properties, String topic) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("auto.offset.reset", "earliest");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        return consumer;
    }
}
