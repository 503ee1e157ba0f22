// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.event.ExchangeFailureHandledEvent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.pixelflux.CaptureSettings;
import org.pixelflux.camel.PixelfluxConsumer;
import org.pixelflux.examples.records.ScreenRecords;
import org.pixelflux.examples.records.ScreenTopics;

/** The example's route, and what goes into it. */
final class ObservedRoute implements AutoCloseable {

    static final String SESSION = "test:7";

    /** What the component delivered, before the route had touched it; no body of many stripes. */
    record Produced(byte[] body, Map<String, Object> headers) {}

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Produced> produced = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();

    /** Starts it, with topics that were made. */
    ObservedRoute(String captureUri, ScreenTopics topics) throws Exception {
        ScreenRecords records =
                new ScreenRecords(SESSION, topics.lastEpoch(SESSION), topics.create());
        context.addRoutes(new KafkaRoutes(captureUri + "&wireHeader=1", topics, SESSION, records));
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
                        exchange.getMessage().getBody() instanceof byte[] bytes
                                ? bytes.clone()
                                : new byte[0],
                        Map.copyOf(exchange.getMessage().getHeaders())));
    }

    List<Produced> produced() {
        return List.copyOf(produced);
    }

    /** Changes the capture while it runs. */
    void change(UnaryOperator<CaptureSettings.Builder> change) {
        PixelfluxConsumer capture = (PixelfluxConsumer) context.getRoute("capture").getConsumer();
        capture.update(change.apply(capture.settings().toBuilder()).build());
    }

    /** How many stripes or frames the topic did not take. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        context.stop();
    }
}
