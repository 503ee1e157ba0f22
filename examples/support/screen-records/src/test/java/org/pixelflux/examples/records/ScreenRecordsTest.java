// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;
import org.pixelflux.MixedFrame;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

class ScreenRecordsTest {

    private static final int LARGEST_RECORD = 5000;
    private static final long EPOCH = 1_795_557_305_000L;
    private static final Area ALL = new Area(0, 0, 64, 32);

    private final ScreenRecords records =
            new ScreenRecords("me", 0, new TopicLimits(Duration.ofDays(1), LARGEST_RECORD));

    @Test
    void haveTheHeadersOfTheReadme() throws Exception {
        Set<String> used = new HashSet<>();
        live(stripe()).forEach(record -> used.addAll(record.getHeaders().keySet()));
        live(frame(large(1).refreshSince(0, 1, true)))
                .forEach(record -> used.addAll(record.getHeaders().keySet()));

        used.removeIf(name -> !name.startsWith("pixelflux-"));
        assertThat(used).isEqualTo(documented());
    }

    @Test
    void areOfAStripe() {
        Exchange exchange = stripe();
        exchange.getMessage().setHeader(PixelfluxConstants.FRAME_ID, 1L << 40);
        exchange.getMessage().setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, 1795557305332L);

        List<Message> sent = live(exchange);

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).getBody()).isEqualTo(new byte[] {4, 1});
        assertThat(sent.get(0).getHeaders())
                .containsEntry(KafkaConstants.KEY, "me")
                .containsEntry(KafkaConstants.OVERRIDE_TIMESTAMP, 1795557305332L)
                .containsEntry(RecordHeaders.FRAME_ID, "1099511627776")
                .containsEntry(RecordHeaders.KEY_FRAME, "true")
                .containsEntry(RecordHeaders.CODEC, "h264")
                .containsEntry(RecordHeaders.Y, "64");
    }

    @Test
    void areOfNoStripeWithoutWireHeader1() {
        Exchange exchange = stripe();
        exchange.getMessage().setHeader(PixelfluxConstants.CONTENT_TYPE, "video/h264");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> live(exchange))
                .withMessageEndingWith("is video/h264: set wireHeader=1 on the endpoint");
    }

    @Test
    void sayWhatAFrameIs() {
        List<Message> first = live(frame(MixedMessage.first(64, 32, EPOCH, 0).fill(ALL, 1, 1)));
        List<Message> tail =
                live(
                        frame(
                                MixedMessage.after(64, 32, EPOCH, 8)
                                        .refreshSince(5, 8, true)
                                        .fill(ALL, 2, 7)));
        List<Message> whole =
                live(
                        frame(
                                MixedMessage.after(64, 32, EPOCH, 9)
                                        .refreshSinceNothing(10, true)
                                        .fill(ALL, 2, 7)));

        assertThat(first).hasSize(1);
        assertThat(first.get(0).getHeaders())
                .containsEntry(RecordHeaders.CODEC, "mixed")
                .containsEntry(RecordHeaders.EPOCH, "" + EPOCH)
                .containsEntry(RecordHeaders.FRAME_ID, "0")
                .containsEntry(RecordHeaders.KEY_FRAME, "true")
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, MixedFrame.CONTENT_TYPE)
                .doesNotContainKeys(
                        RecordHeaders.PREVIOUS_FRAME_ID,
                        RecordHeaders.REFRESH_SINCE,
                        RecordHeaders.PART,
                        RecordHeaders.PARTS);
        assertThat(tail.get(0).getHeaders())
                .containsEntry(RecordHeaders.FRAME_ID, "9")
                .containsEntry(RecordHeaders.PREVIOUS_FRAME_ID, "8")
                .containsEntry(RecordHeaders.REFRESH_SINCE, "5")
                .containsEntry(RecordHeaders.KEY_FRAME, "false");
        assertThat(whole.get(0).getHeaders())
                .containsEntry(RecordHeaders.REFRESH_SINCE, "nothing")
                .containsEntry(RecordHeaders.KEY_FRAME, "true");
    }

    @Test
    void cutAFrameThatDoesNotFit() {
        byte[] bytes = large(1).bytes();

        List<Message> parts = live(frame(large(1)));

        assertThat(parts).hasSizeGreaterThan(2);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int part = 0; part < parts.size(); part++) {
            joined.writeBytes(parts.get(part).getBody(byte[].class));
            assertThat(parts.get(part).getHeaders())
                    .containsEntry(RecordHeaders.PART, "" + part)
                    .containsEntry(RecordHeaders.PARTS, "" + parts.size())
                    .containsEntry(KafkaConstants.KEY, "me");
            assertThat(parts.get(part).getBody(byte[].class)).hasSizeLessThan(LARGEST_RECORD);
        }
        assertThat(joined.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void refuseAFrameThatNoReaderTakes() {
        byte[] tooLarge = new byte[FrameParts.MOST_BYTES];
        Exchange exchange = frame(MixedMessage.first(64, 32, EPOCH, 0).add(ALL, 4, tooLarge));

        assertThatThrownBy(() -> records.live(exchange))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is too large, readers take up to 67108864");
    }

    @Test
    void keepTheKeyFramesOfRows() {
        Exchange key = stripe();
        Exchange other = stripe();
        other.getMessage().setHeader(PixelfluxConstants.KEY_FRAME, false);

        List<Message> kept = keyFrames(key, 42);

        assertThat(kept).hasSize(1);
        String epoch = (String) kept.get(0).getHeader(RecordHeaders.EPOCH);
        assertThat(kept.get(0).getHeaders())
                .containsEntry(KafkaConstants.KEY, "me/" + epoch + "/64")
                .containsEntry(RecordHeaders.LIVE_PARTITION, "3")
                .containsEntry(RecordHeaders.LIVE_OFFSET, "42");
        assertThat(keyFrames(other, 43)).isEmpty();
        assertThat(ScreenRecords.any(other)).isFalse();
        assertThat(ScreenRecords.any(key)).isTrue();
    }

    @Test
    void haveTheBytesOfStripesAndPicturesThemselves() {
        Exchange whole = frame(MixedMessage.first(64, 32, EPOCH, 0).fill(ALL, 1, 1));
        Object picture = whole.getMessage().getBody();
        Stripe stripe = Stripe.builder(Codec.JPEG).wireHeader(WireHeader.ONE).build();
        Exchange stripes = exchange("jpeg", 1L);
        stripes.getMessage().setBody(List.of(stripe));

        assertThat(keyFrames(whole, 42).get(0).getBody()).isSameAs(picture);
        assertThat(live(stripes).get(0).getBody()).isSameAs(stripe.sharedBytes(WireHeader.ONE));
    }

    @Test
    void keepWholePicturesInParts() {
        List<Message> kept = keyFrames(frame(large(0).complete()), 42);

        assertThat(kept).hasSizeGreaterThan(2);
        assertThat(kept.get(0).getHeader(KafkaConstants.KEY)).isEqualTo("me/" + EPOCH + "/0");
        assertThat(kept.get(2).getHeader(KafkaConstants.KEY)).isEqualTo("me/" + EPOCH + "/0/2");
        assertThat(kept)
                .allSatisfy(
                        part ->
                                assertThat(part.getHeaders())
                                        .containsEntry(RecordHeaders.LIVE_OFFSET, "42")
                                        .containsEntry(RecordHeaders.PARTS, "" + kept.size()));
    }

    /** What a reader finds in the topic of key frames begins where its first part is. */
    @Test
    void keepARefreshOfSeveralFramesAsOnePicture() {
        Area upper = new Area(0, 0, 64, 16);
        Area lower = new Area(0, 16, 64, 16);
        assertThat(
                        keyFrames(
                                frame(
                                        MixedMessage.after(64, 32, EPOCH, 6)
                                                .refreshSinceNothing(7, false)
                                                .fill(upper, 2, 7)),
                                50))
                .isEmpty();

        List<Message> kept =
                keyFrames(
                        frame(
                                MixedMessage.after(64, 32, EPOCH, 7)
                                        .refreshSinceNothing(7, true)
                                        .fill(lower, 2, 8)),
                        51);

        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).getHeaders())
                .containsEntry(RecordHeaders.FRAME_ID, "8")
                .containsEntry(RecordHeaders.KEY_FRAME, "true")
                .containsEntry(RecordHeaders.LIVE_OFFSET, "50")
                .doesNotContainKey(RecordHeaders.REFRESH_SINCE);
        MixedFrame frame = MixedFrame.parse(kept.get(0).getBody(byte[].class));
        assertThat(frame.complete()).isTrue();
        assertThat(frame.rectangles()).hasSize(2);
    }

    private List<Message> live(Exchange exchange) {
        records.live(exchange);
        return messages(exchange);
    }

    @SuppressWarnings("unchecked")
    private static List<Message> messages(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    /** What is sent when the first record has got this place in the live topic. */
    private List<Message> keyFrames(Exchange exchange, long offset) {
        long next = offset;
        for (Message record : live(exchange)) {
            RecordMetadata place =
                    new RecordMetadata(new TopicPartition("live", 3), next++, 0, 0, 0, 0);
            record.setHeader(KafkaConstants.KAFKA_RECORD_META, List.of(place));
        }
        records.keyFrames(exchange);
        return messages(exchange);
    }

    /** A frame that does not fit one record. */
    private static MixedMessage large(long frame) {
        byte[] payload = new byte[2 * LARGEST_RECORD];
        MixedMessage message =
                frame == 0
                        ? MixedMessage.first(64, 32, EPOCH, 0)
                        : MixedMessage.after(64, 32, EPOCH, frame - 1);
        return message.add(ALL, 4, payload);
    }

    private static Exchange frame(MixedMessage message) {
        MixedFrame frame = message.frame();
        Exchange exchange = exchange("mixed", frame.id());
        Message camel = exchange.getMessage();
        camel.setBody(message.bytes());
        camel.setHeader(PixelfluxConstants.EPOCH, frame.epoch());
        camel.setHeader(PixelfluxConstants.CONTENT_TYPE, MixedFrame.CONTENT_TYPE);
        camel.setHeader(
                PixelfluxConstants.KEY_FRAME,
                frame.complete() || frame.refresh() != null && frame.refresh().fromNothing());
        return exchange;
    }

    private static Exchange stripe() {
        Exchange exchange = exchange("h264", 0L);
        Message stripe = exchange.getMessage();
        stripe.setBody(new byte[] {4, 1});
        stripe.setHeader(
                PixelfluxConstants.CONTENT_TYPE, "application/vnd.pixelflux.stripe;header=1");
        stripe.setHeader(PixelfluxConstants.KEY_FRAME, true);
        stripe.setHeader(PixelfluxConstants.Y, 64);
        return exchange;
    }

    private static Exchange exchange(String codec, Long frameId) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Message message = exchange.getMessage();
        message.setHeader(PixelfluxConstants.CODEC, codec);
        message.setHeader(PixelfluxConstants.FRAME_ID, frameId);
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, 64);
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, 32);
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, 1795557305332L);
        return exchange;
    }

    /** The names in the first column of the README's tables. */
    private static Set<String> documented() throws Exception {
        return Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `pixelflux-"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("pixelflux-[a-z-]+").matcher(cell).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
