// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.picture.FrameNumber;

class RefreshRecordTest {

    @Test
    void namesTheFrame() {
        FrameNumber since = new FrameNumber(1_795_557_305_332L, 1L << 40);

        ProducerRecord<String, byte[]> asked = RefreshRecord.of("control", "me", since);

        assertThat(asked.key()).isEqualTo("me");
        assertThat(RefreshRecord.since(received(asked))).isEqualTo(since);
        assertThat(RefreshRecord.mostBytes(received(asked))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void tellsWhatASlowLinkTakes() {
        FrameNumber since = new FrameNumber(1, 2);

        ProducerRecord<String, byte[]> asked = RefreshRecord.of("control", "me", since, 18_750);

        assertThat(RefreshRecord.since(received(asked))).isEqualTo(since);
        assertThat(RefreshRecord.mostBytes(received(asked))).isEqualTo(18_750);
    }

    @Test
    void asksForEverythingWithoutAFrame() {
        ProducerRecord<String, byte[]> asked = RefreshRecord.of("control", "me", null);

        assertThat(asked.headers()).isEmpty();
        assertThat(RefreshRecord.since(received(asked))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "-1, 1", "1, one", "'', 1", "1, 99999999999999999999"})
    void asksForEverythingIfTheFrameIsUnreadable(String epoch, String frame) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("control", 0, 42, "me", new byte[0]);
        record.headers().add("pixelflux-epoch", epoch.getBytes(UTF_8));
        record.headers().add("pixelflux-frame-id", frame.getBytes(UTF_8));

        assertThat(RefreshRecord.since(record)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1", "much", "''"})
    void asksForAnySizeIfThatIsUnreadable(String bytes) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("control", 0, 42, "me", new byte[0]);
        record.headers().add("pixelflux-most-bytes", bytes.getBytes(UTF_8));

        assertThat(RefreshRecord.mostBytes(record)).isEqualTo(Long.MAX_VALUE);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(sent.topic(), 0, 42, sent.key(), sent.value());
        sent.headers().forEach(header -> record.headers().add(header));
        return record;
    }
}
