// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.event.ExchangeFailureHandledEvent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.pixelflux.examples.records.StripeTopics;

/** The example's route, and what goes into it. */
final class ObservedRoute implements AutoCloseable {

    static final String SESSION = "test:7";

    /** What the component delivered, before the route had touched it. */
    record Produced(byte[] body, Map<String, Object> headers) {}

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Produced> produced = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();

    /** Starts it; the topic is not made. */
    ObservedRoute(String captureUri, StripeTopics topics) throws Exception {
        context.addRoutes(new KafkaRoutes(captureUri, topics, SESSION, topics.lastEpoch(SESSION)));
        AdviceWith.adviceWith(
                context, "capture", advice -> advice.weaveAddFirst().process(this::keep));
        context.getManagementStrategy()
                .addEventNotifier(
                        new EventNotifierSupport() {
                            @Override
                            public void notify(CamelEvent event) {
                                if (event instanceof ExchangeFailureHandledEvent) {
                                    lost.incrementAndGet();
                                }
                            }
                        });
        context.getShutdownStrategy().setTimeout(1);
        context.start();
    }

    private void keep(Exchange exchange) {
        produced.add(
                new Produced(
                        exchange.getMessage().getBody(byte[].class).clone(),
                        Map.copyOf(exchange.getMessage().getHeaders())));
    }

    List<Produced> produced() {
        return List.copyOf(produced);
    }

    /** How many stripes the topic did not take. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        context.stop();
    }
}
