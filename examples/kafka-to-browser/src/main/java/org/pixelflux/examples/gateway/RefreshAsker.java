// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.pixelflux.RefreshRequest;
import org.pixelflux.examples.records.RefreshRecord;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.relay.RefreshSource;

/** Asks for what viewers lack through the control topic. */
final class RefreshAsker extends ServiceSupport {

    /** A viewer that lacks something asks again. */
    private static final int PATIENCE_MILLIS = 1000;

    private final CamelContext context;
    private final ScreenTopics topics;

    private final DueRefreshes due = new DueRefreshes();
    private final RefusedRequests refused;
    private KafkaProducer<String, byte[]> producer;
    private ExecutorService executor;

    RefreshAsker(CamelContext context, ScreenTopics topics) {
        this.context = context;
        this.topics = topics;
        refused = new RefusedRequests(topics.control());
    }

    /** Returns at once, also while the broker is away. */
    void ask(String session, RefreshRequest request) {
        due.add(session, request, () -> executor.execute(() -> send(session)));
    }

    /** For the relay of a session. */
    RefreshSource of(String session) {
        return request -> ask(session, request);
    }

    private void send(String session) {
        RefreshRequest wanted = due.take(session);
        try {
            producer.send(
                    RefreshRecord.of(topics.control(), session, wanted),
                    (place, failure) -> answered(failure));
        } catch (KafkaException | IllegalStateException e) {
            answered(e);
        }
    }

    /** The end cuts off what is on its way. */
    private void answered(Exception failure) {
        if (!isStoppingOrStopped()) {
            refused.answered(failure);
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
        due.clear(); // what the executor of before did not come to
        executor = context.getExecutorServiceManager().newSingleThreadExecutor(this, "asker");
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownNow(executor);
        producer.close(Duration.ZERO);
    }
}
