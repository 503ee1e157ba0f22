// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in one sentence why a cluster does not do what it was asked for. */
final class Refusal {

    private Refusal() {}

    /**
     * One sentence. It says "no Kafka broker answers" only if none does; otherwise it says what the
     * broker said.
     */
    static IOException of(ScreenTopics topics, String topic, Throwable failure) {
        String brokers = topics.brokers();
        String sentence;
        if (!(failure instanceof TimeoutException)) {
            sentence = "no topic " + topic + " at " + brokers + ": " + words(failure);
        } else if (BrokerAddress.anyAnswers(brokers)) {
            sentence =
                    "what answers at "
                            + brokers
                            + " does not talk as a Kafka broker does with security.protocol="
                            + topics.told()
                                    .over(Map.of())
                                    .getOrDefault(
                                            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                                            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)
                            + ", or is not ready for the topic "
                            + topic
                            + ": "
                            + words(failure);
        } else {
            sentence = "no Kafka broker answers at " + brokers;
        }
        return new IOException(sentence, failure);
    }

    /** Its own, and those of what lies under it: why a certificate is not trusted, say. */
    private static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String own = String.valueOf(failure.getMessage());
        return deepest == failure || own.equals(deepest.getMessage())
                ? own
                : own + " (" + deepest.getMessage() + ")";
    }
}
