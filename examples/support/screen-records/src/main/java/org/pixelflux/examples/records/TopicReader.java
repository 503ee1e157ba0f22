// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics on a thread of its own while its context runs. It is in no consumer group: each
 * reader gets every record, commits nothing, leaves nothing behind in the broker and ends at once.
 * Camel's consumer can do none of this. While the broker is away, the reader waits for it; after a
 * failure it begins anew, with pauses that grow from a second to 16.
 */
public final class TopicReader extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** How long a reader may stay away once the broker is well again. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

    private final CamelContext context;
    private final String name;
    private final Map<String, Object> properties;
    private final Consumer<KafkaConsumer<String, byte[]>> begin;
    private final Consumer<ConsumerRecord<String, byte[]>> reader;
    private final RetryPauses pauses;
    private final CountDownLatch ending = new CountDownLatch(1);
    private KafkaConsumer<String, byte[]> consumer;

    /**
     * @param name of the thread
     * @param begin assigns partitions and positions to the consumer; called again, with another
     *     one, after a failure
     * @param reader takes each record, in the order of its partition
     */
    public TopicReader(
            CamelContext context,
            String name,
            ScreenTopics topics,
            Consumer<KafkaConsumer<String, byte[]>> begin,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        this(
                context,
                name,
                topics,
                begin,
                reader,
                new RetryPauses(FIRST_PAUSE, LONGEST_PAUSE, System::nanoTime));
    }

    /**
     * @param pauses between a failure and the next beginning
     */
    TopicReader(
            CamelContext context,
            String name,
            ScreenTopics topics,
            Consumer<KafkaConsumer<String, byte[]>> begin,
            Consumer<ConsumerRecord<String, byte[]>> reader,
            RetryPauses pauses) {
        this.context = context;
        this.pauses = pauses;
        this.name = name;
        this.begin = begin;
        this.reader = reader;
        properties =
                topics.clientProperties(
                        Map.of(
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                // Kafka has removed what the reader has missed for too long; it
                                // goes on with the rest.
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"));
    }

    @Override
    protected void doStart() {
        ExecutorService executor =
                context.getExecutorServiceManager().newSingleThreadExecutor(this, name);
        executor.execute(this::run);
        executor.shutdown();
    }

    private void run() {
        while (!isEnding()) {
            pauses.begin();
            try (KafkaConsumer<String, byte[]> opened = open()) {
                begin.accept(opened);
                while (!isEnding()) {
                    opened.poll(LONGEST_POLL).forEach(reader);
                }
            } catch (WakeupException e) {
                // It stops.
            } catch (RuntimeException e) {
                LOG.warn("The reader of {} begins anew: {}", name, e.toString());
                awaitStop();
            } catch (Error e) {
                // Without a reader the others would go on with what they have, for ever.
                LOG.error("The reader of {} begins anew", name, e);
                awaitStop();
            }
        }
    }

    private synchronized KafkaConsumer<String, byte[]> open() {
        consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer());
        if (isEnding()) {
            consumer.wakeup();
        }
        return consumer;
    }

    private void awaitStop() {
        try {
            ending.await(pauses.failed().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            ending.countDown();
        }
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    @Override
    protected synchronized void doStop() {
        ending.countDown();
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
