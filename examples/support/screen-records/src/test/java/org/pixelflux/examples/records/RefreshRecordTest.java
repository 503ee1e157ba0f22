// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.PictureArea;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;

class RefreshRecordTest {

    @Test
    void namesTheFrame() {
        FrameNumber since = new FrameNumber(1_795_557_305_332L, 1L << 40);

        ProducerRecord<String, byte[]> asked = record(RefreshRequest.since(since));

        assertThat(asked.key()).isEqualTo("me");
        assertThat(RefreshRecord.request(received(asked))).isEqualTo(RefreshRequest.since(since));
    }

    @Test
    void tellsWhatASlowLinkTakesAndWhatItHasCoarse() {
        List<PictureArea> again =
                List.of(new PictureArea(0, 32, 640, 32), new PictureArea(1900, 1056, 20, 24));
        for (FrameNumber since : new FrameNumber[] {new FrameNumber(1, 2), null}) {
            RefreshRequest request = new RefreshRequest(since, 18_750, again);

            assertThat(RefreshRecord.request(received(record(request)))).isEqualTo(request);
        }
    }

    @Test
    void asksForEverythingWithoutAFrame() {
        ProducerRecord<String, byte[]> asked = record(RefreshRequest.EVERYTHING);

        assertThat(asked.headers()).isEmpty();
        assertThat(RefreshRecord.request(received(asked))).isEqualTo(RefreshRequest.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "-1, 1", "1, one", "'', 1", "1, 99999999999999999999"})
    void asksForEverythingIfTheFrameIsUnreadable(String epoch, String frame) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("control", 0, 42, "me", new byte[0]);
        record.headers().add("pixelflux-epoch", epoch.getBytes(UTF_8));
        record.headers().add("pixelflux-frame-id", frame.getBytes(UTF_8));

        assertThat(RefreshRecord.request(record)).isEqualTo(RefreshRequest.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({"-1", "much", "''"})
    void asksForAnySizeIfThatIsUnreadable(String bytes) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("control", 0, 42, "me", new byte[0]);
        record.headers().add("pixelflux-most-bytes", bytes.getBytes(UTF_8));

        assertThat(RefreshRecord.request(record).mostBytes()).isEqualTo(RefreshRequest.ANY_SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "1,2,3", "1,2,3,4,5", "1,2,3,x", "1,2,3,0", "-1,2,3,4"})
    void asksForNoAreaAgainIfOneIsUnreadable(String areas) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("control", 0, 42, "me", new byte[0]);
        record.headers().add("pixelflux-again", areas.getBytes(UTF_8));

        assertThat(RefreshRecord.request(record)).isEqualTo(RefreshRequest.EVERYTHING);
    }

    private static ProducerRecord<String, byte[]> record(RefreshRequest request) {
        return RefreshRecord.of("control", "me", request);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(sent.topic(), 0, 42, sent.key(), sent.value());
        sent.headers().forEach(header -> record.headers().add(header));
        return record;
    }
}
