// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes producers that end at once even while the broker is away. Camel closes producers without a
 * time limit, and Kafka then waits for what it cannot send.
 */
final class PromptClients extends DefaultKafkaClientFactory {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final ClientProperties told;

    /**
     * @param told what the clients are told beside their endpoint's options; Camel would print them
     *     with the URI
     */
    PromptClients(ClientProperties told) {
        this.told = told;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(told.over(Map.of()));
        return new KafkaProducer<Object, Object>(all) {
            @Override
            public void close() {
                close(PATIENCE);
            }
        };
    }
}
