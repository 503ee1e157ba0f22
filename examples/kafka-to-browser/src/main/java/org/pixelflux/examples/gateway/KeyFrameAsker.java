// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.pixelflux.examples.records.StripeTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for key frames through the control topic. */
final class KeyFrameAsker extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFrameAsker.class);

    /** A viewer that needs a key frame asks again. */
    private static final int PATIENCE_MILLIS = 1000;

    private final CamelContext context;
    private final StripeTopics topics;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private KafkaProducer<String, byte[]> producer;
    private ExecutorService executor;

    KeyFrameAsker(CamelContext context, StripeTopics topics) {
        this.context = context;
        this.topics = topics;
    }

    /** Returns at once, also while the broker is away. */
    void ask(String session) {
        if (due.add(session)) {
            executor.execute(() -> send(session));
        }
    }

    private void send(String session) {
        due.remove(session);
        try {
            producer.send(
                    new ProducerRecord<>(topics.control(), session, new byte[0]),
                    (place, failure) -> logIfAny(failure));
        } catch (KafkaException | IllegalStateException e) {
            logIfAny(e);
        }
    }

    private static void logIfAny(Exception failure) {
        if (failure != null) {
            LOG.debug("no request for a key frame: {}", failure.getMessage());
        }
    }

    @Override
    protected void doStart() {
        producer =
                new KafkaProducer<>(
                        topics.clientProperties(
                                Map.of(
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                        PATIENCE_MILLIS,
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        PATIENCE_MILLIS,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        2 * PATIENCE_MILLIS)),
                        new StringSerializer(),
                        new ByteArraySerializer());
        executor = context.getExecutorServiceManager().newSingleThreadExecutor(this, "asker");
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownNow(executor);
        producer.close(Duration.ZERO);
    }
}
