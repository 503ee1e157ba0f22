// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.pixelflux.PictureArea;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;

/**
 * A record of the control topic: somebody lacks something of a session. Its key is the session. In
 * mode mixed its headers name the last frame that all are whole as of, how many bytes those behind
 * slow links want at most, and what they have coarse; without them everything is asked for, of any
 * size. Its value does not matter.
 */
public final class RefreshRecord {

    private static final int NUMBERS_OF_AN_AREA = 4;

    private RefreshRecord() {}

    /** Asks. */
    public static ProducerRecord<String, byte[]> of(
            String controlTopic, String session, RefreshRequest request) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(controlTopic, session, new byte[0]);
        FrameNumber since = request.since();
        if (since != null) {
            add(record, RecordHeaders.EPOCH, since.epoch());
            add(record, RecordHeaders.FRAME_ID, since.frame());
        }
        if (request.mostBytes() != RefreshRequest.ANY_SIZE) {
            add(record, RecordHeaders.MOST_BYTES, request.mostBytes());
        }
        if (!request.again().isEmpty()) {
            add(
                    record,
                    RecordHeaders.AGAIN,
                    request.again().stream()
                            .map(RefreshRecord::text)
                            .collect(Collectors.joining(";")));
        }
        return record;
    }

    private static String text(PictureArea area) {
        return area.x() + "," + area.y() + "," + area.width() + "," + area.height();
    }

    private static void add(ProducerRecord<?, ?> record, String name, Object value) {
        record.headers().add(name, String.valueOf(value).getBytes(UTF_8));
    }

    /**
     * What a record asks for. Others may write to the topic too: everything, of any size, if the
     * frame is unreadable; no areas again if one is.
     */
    public static RefreshRequest request(ConsumerRecord<?, ?> record) {
        Optional<Long> epoch = number(record, RecordHeaders.EPOCH);
        Optional<Long> frame = number(record, RecordHeaders.FRAME_ID);
        boolean named = record.headers().lastHeader(RecordHeaders.FRAME_ID) != null;
        if (named && (epoch.isEmpty() || frame.isEmpty())) {
            return RefreshRequest.EVERYTHING;
        }
        return new RefreshRequest(
                epoch.isPresent() && frame.isPresent()
                        ? new FrameNumber(epoch.get(), frame.get())
                        : null,
                number(record, RecordHeaders.MOST_BYTES).orElse(RefreshRequest.ANY_SIZE),
                again(record));
    }

    private static Optional<Long> number(ConsumerRecord<?, ?> record, String name) {
        try {
            return text(record, name).map(Long::parseLong).filter(number -> number >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<PictureArea> again(ConsumerRecord<?, ?> record) {
        try {
            return text(record, RecordHeaders.AGAIN).stream()
                    .flatMap(areas -> Arrays.stream(areas.split(";")))
                    .map(RefreshRecord::area)
                    .limit(RefreshRequest.MOST_AREAS)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static PictureArea area(String text) {
        int[] numbers = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        if (numbers.length != NUMBERS_OF_AN_AREA) {
            throw new IllegalArgumentException("no area: " + text);
        }
        return new PictureArea(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}
