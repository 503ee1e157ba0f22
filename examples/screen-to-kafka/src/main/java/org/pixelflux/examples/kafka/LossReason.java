// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.pixelflux.examples.records.ScreenTopics;

/** Says why Kafka did not take something. */
final class LossReason {

    private LossReason() {}

    /** In Kafka's words; where the broker does not name the limit, with its name. */
    static String of(Throwable failure, ScreenTopics topics) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String words = String.valueOf(reason.getMessage());
        // The producer's own limit, max.request.size, is in its words.
        if (reason instanceof RecordTooLargeException && !words.contains("max.request.size")) {
            return words
                    + " That is "
                    + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
                    + " of the topics "
                    + topics.live()
                    + " and "
                    + topics.keyFrames()
                    + ", or else message.max.bytes of the broker.";
        }
        return words;
    }
}
