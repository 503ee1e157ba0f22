// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes producers that end at once also while the broker is away: Camel closes them without a
 * limit, and Kafka then waits for what cannot be sent.
 */
public final class PromptClients extends DefaultKafkaClientFactory {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        return new KafkaProducer<Object, Object>(properties) {
            @Override
            public void close() {
                close(PATIENCE);
            }
        };
    }
}
