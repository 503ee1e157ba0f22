// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A plain Kafka consumer of a topic with one partition, from its beginning. */
final class StripeReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ReceivedStripe> received = new ArrayList<>();

    StripeReader(String brokers, String topic) {
        consumer = OnlyPartition.read(brokers, topic);
    }

    /** What has come since the last call. Waits a moment for something, perhaps in vain. */
    List<ReceivedStripe> poll() {
        List<ReceivedStripe> fresh = new ArrayList<>();
        consumer.poll(Duration.ofMillis(100))
                .forEach(record -> fresh.add(new ReceivedStripe(record)));
        received.addAll(fresh);
        return fresh;
    }

    /** Waits for the last stripe of this frame or of a later one. */
    void awaitFrame(long id) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ZERO)
                .until(
                        () ->
                                poll().stream()
                                        .anyMatch(
                                                stripe ->
                                                        stripe.frameId() >= id
                                                                && stripe.lastOfFrame()));
    }

    /** All that has come, in order. */
    List<ReceivedStripe> received() {
        return received;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
