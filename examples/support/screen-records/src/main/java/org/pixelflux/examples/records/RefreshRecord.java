// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.pixelflux.picture.FrameNumber;

/**
 * A record of the control topic: somebody lacks something of a session. Its key is the session. In
 * mode mixed its headers name the last frame that all are whole as of, and how many bytes those
 * behind slow links want at most; without them everything is asked for, of any size. Its value does
 * not matter.
 */
public final class RefreshRecord {

    private RefreshRecord() {}

    /**
     * Asks.
     *
     * @param since null for everything
     */
    public static ProducerRecord<String, byte[]> of(
            String controlTopic, String session, FrameNumber since) {
        return of(controlTopic, session, since, Long.MAX_VALUE);
    }

    /**
     * Asks for viewers behind slow links.
     *
     * @param mostBytes what they want at most; {@link Long#MAX_VALUE}: any number
     */
    public static ProducerRecord<String, byte[]> of(
            String controlTopic, String session, FrameNumber since, long mostBytes) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(controlTopic, session, new byte[0]);
        if (since != null) {
            add(record, RecordHeaders.EPOCH, since.epoch());
            add(record, RecordHeaders.FRAME_ID, since.frame());
        }
        if (since != null && mostBytes != Long.MAX_VALUE) {
            add(record, RecordHeaders.MOST_BYTES, mostBytes);
        }
        return record;
    }

    private static void add(ProducerRecord<?, ?> record, String name, long number) {
        record.headers().add(name, String.valueOf(number).getBytes(StandardCharsets.UTF_8));
    }

    /** The frame since which something is lacked; null for everything, and if it is unreadable. */
    public static FrameNumber since(ConsumerRecord<?, ?> record) {
        Optional<Long> epoch = number(record, RecordHeaders.EPOCH);
        Optional<Long> frame = number(record, RecordHeaders.FRAME_ID);
        return epoch.isPresent() && frame.isPresent()
                ? new FrameNumber(epoch.get(), frame.get())
                : null;
    }

    /** How many bytes are wanted at most; {@link Long#MAX_VALUE}: any number. */
    public static long mostBytes(ConsumerRecord<?, ?> record) {
        return number(record, RecordHeaders.MOST_BYTES).orElse(Long.MAX_VALUE);
    }

    /** Others may write to the topic too. */
    private static Optional<Long> number(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
            return number < 0 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
