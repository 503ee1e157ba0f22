// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that Kafka refuses requests for what viewers lack, who then wait for the next whole picture
 * that comes by itself. Each request is made again, so it says so once, until one is taken. A
 * broker that is away refuses nothing. Any thread.
 */
final class RefusedRequests {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshAsker.class);

    private final String topic;
    private final AtomicBoolean refused = new AtomicBoolean();

    /**
     * @param topic to which requests are written
     */
    RefusedRequests(String topic) {
        this.topic = topic;
    }

    /**
     * A request was taken, or refused.
     *
     * @param failure null: it was taken
     */
    void answered(Exception failure) {
        if (failure == null) {
            refused.set(false);
        } else if (failure instanceof RetriableException || refused.getAndSet(true)) {
            LOG.debug("no request for what a viewer lacks: {}", failure.toString());
        } else {
            LOG.warn(
                    "viewers cannot ask for what they lack, the topic {} takes no request: {}; let"
                            + " this program write to it",
                    topic,
                    failure.toString());
        }
    }
}
