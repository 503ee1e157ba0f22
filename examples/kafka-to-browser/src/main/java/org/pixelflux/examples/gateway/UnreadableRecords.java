// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what others wrote to the topics and this program cannot read: each record once, and of very
 * many ever fewer, so that nobody can fill the log. One thread at a time.
 */
final class UnreadableRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    private long count;

    /** Takes the next one. */
    void take(ConsumerRecord<?, ?> record, RuntimeException reason) {
        count++;
        // 1, 2, 4, 8 ...
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "left {}, partition {}, offset {} aside, the {}. record that cannot be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    count,
                    reason.toString());
        }
    }

    /** How many there were. */
    long count() {
        return count;
    }
}
