// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader that cannot begin: no broker is needed for that. */
class TopicReaderTest {

    private static final ScreenTopics NOWHERE = new ScreenTopics("127.0.0.1:1", "stripes");

    private final DefaultCamelContext context = new DefaultCamelContext();

    /** The thread of each beginning. */
    private final BlockingQueue<Thread> beginnings = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void beginsAnewAfterEachFailure() throws Exception {
        TopicReader reader = reader(Duration.ofMillis(1));
        reader.start();

        for (int beginning = 0; beginning < 4; beginning++) {
            assertThat(beginnings.poll(1, TimeUnit.MINUTES)).isNotNull();
        }

        reader.stop();
    }

    @Test
    void endsInThePauseAfterAFailure() throws Exception {
        TopicReader reader = reader(Duration.ofHours(1));
        reader.start();
        Thread thread = beginnings.poll(1, TimeUnit.MINUTES);
        assertThat(thread).isNotNull();

        reader.stop();
        thread.join(Duration.ofMinutes(1).toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(beginnings).isEmpty();
    }

    private TopicReader reader(Duration pause) {
        return new TopicReader(
                context,
                "reader",
                NOWHERE,
                consumer -> {
                    beginnings.add(Thread.currentThread());
                    throw new IllegalStateException("on purpose");
                },
                record -> {},
                new RetryPauses(pause, pause, System::nanoTime));
    }
}
