// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Turns a key frame that was sent to the live topic into a record for the topic of key frames,
 * which keeps the last one of each row. The record has a key of its own, and says where the row
 * goes on in the live topic.
 */
public final class KeyFrameHeaders implements Processor {

    /** The partition of the live topic that has the same stripe. */
    public static final String LIVE_PARTITION = "pixelflux-live-partition";

    /** The same stripe's offset in that partition; what builds on it comes behind. */
    public static final String LIVE_OFFSET = "pixelflux-live-offset";

    @Override
    public void process(Exchange exchange) {
        Message stripe = exchange.getMessage();
        RecordMetadata live =
                (RecordMetadata)
                        stripe.getHeader(KafkaConstants.KAFKA_RECORD_META, List.class).get(0);
        stripe.setHeader(LIVE_PARTITION, String.valueOf(live.partition()));
        stripe.setHeader(LIVE_OFFSET, String.valueOf(live.offset()));
        stripe.setHeader(
                KafkaConstants.KEY,
                String.format(
                        Locale.ROOT,
                        "%s/%s/%s",
                        stripe.getHeader(StripeHeaders.SESSION),
                        stripe.getHeader(StripeHeaders.EPOCH),
                        stripe.getHeader(StripeHeaders.Y)));
    }
}
