// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.pixelflux.examples.records.ScreenTopics;

class LossReasonTest {

    private final ScreenTopics topics = new ScreenTopics("one:9092", "desk");

    @Test
    void isInKafkasWords() {
        TimeoutException late = new TimeoutException("Expiring 1 record(s) for desk-0");

        assertThat(LossReason.of(new ExecutionException(late), topics))
                .isEqualTo("Expiring 1 record(s) for desk-0");
        assertThat(LossReason.of(new IllegalStateException(), topics)).isEqualTo("null");
    }

    /** What the client makes of a broker's refusal. */
    @Test
    void namesTheLimitOfTheBroker() {
        assertThat(LossReason.of(Errors.MESSAGE_TOO_LARGE.exception(), topics))
                .contains("larger than the max message size the server will accept")
                .contains("max.message.bytes of the topics desk and desk-keyframes")
                .contains("message.max.bytes of the broker");
    }

    @Test
    void leavesTheLimitOfTheProducerAsItIs() {
        String words =
                "The message is 2000 bytes when serialized which is larger than 1000, which is the"
                        + " value of the max.request.size configuration.";

        assertThat(LossReason.of(new RecordTooLargeException(words), topics)).isEqualTo(words);
    }
}
