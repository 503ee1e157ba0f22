// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.pixelflux.Codec;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.records.WholePictures.Whole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the records of a session of what a pixelflux route delivers: stripes, the stripes of a
 * frame, or frames in mode mixed. The body is the list of records then, which Camel's Kafka
 * component sends in their order. {@link #live} comes before the live topic, {@link #keyFrames}
 * between it and the topic of key frames. For one route, so one thread at a time.
 */
public final class ScreenRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenRecords.class);

    private static final String FRAME = "pixelfluxFrame";

    /** What Kafka adds to a value: names and values of headers, and its own framing. */
    private static final int USUAL_OVERHEAD = 2048;

    /** The session is in the key and in a header; each byte of a text may be three in UTF-8. */
    private static final int SESSION_COPIES = 3;

    private static final Map<String, String> CAMEL_NAMES =
            Map.of(
                    RecordHeaders.CODEC, PixelfluxConstants.CODEC,
                    RecordHeaders.FRAME_ID, PixelfluxConstants.FRAME_ID,
                    RecordHeaders.FRAME_WIDTH, PixelfluxConstants.FRAME_WIDTH,
                    RecordHeaders.FRAME_HEIGHT, PixelfluxConstants.FRAME_HEIGHT,
                    RecordHeaders.KEY_FRAME, PixelfluxConstants.KEY_FRAME,
                    RecordHeaders.CAPTURE_TIME, PixelfluxConstants.MESSAGE_TIMESTAMP);

    private static final Map<String, String> CAMEL_NAMES_OF_STRIPES =
            Map.of(
                    RecordHeaders.STRIPE_COUNT, PixelfluxConstants.STRIPE_COUNT,
                    RecordHeaders.LAST_OF_FRAME, PixelfluxConstants.LAST_OF_FRAME,
                    RecordHeaders.Y, PixelfluxConstants.Y,
                    RecordHeaders.WIDTH, PixelfluxConstants.WIDTH,
                    RecordHeaders.HEIGHT, PixelfluxConstants.HEIGHT);

    private static final Set<String> OF_THE_LIVE_FRAME =
            Set.of(RecordHeaders.REFRESH_SINCE, RecordHeaders.PART, RecordHeaders.PARTS);

    private final String session;
    private final Epoch epoch;
    private final int largestPart;
    private final WholePictures wholePictures = new WholePictures();

    /**
     * @param session names the screen; the key of its records, which keeps them in one partition
     *     and so in order
     * @param lastEpoch of the session until now, see {@link ScreenTopics#lastEpoch}
     * @param limits what the topics allow; larger frames are cut into parts
     */
    public ScreenRecords(String session, long lastEpoch, TopicLimits limits) {
        this.session = session;
        this.epoch = new Epoch(System::currentTimeMillis, lastEpoch);
        int names = SESSION_COPIES * session.getBytes(StandardCharsets.UTF_8).length;
        largestPart =
                Math.max(limits.largestRecord() - USUAL_OVERHEAD - names, FrameParts.LEAST_PART);
    }

    /**
     * Makes the records for the live topic.
     *
     * @throws IllegalArgumentException if a frame is too large for any reader, or the body is a
     *     stripe without wire header 1
     */
    public void live(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> common = commonHeaders(message);
        Object body = message.getBody();
        List<Message> records = new ArrayList<>();
        if (RecordHeaders.MIXED.equals(message.getHeader(PixelfluxConstants.CODEC))) {
            byte[] bytes = message.getBody(byte[].class);
            exchange.setProperty(FRAME, bytes);
            records.addAll(ofFrame(bytes, MixedFrame.parse(bytes), common, exchange.getContext()));
        } else if (body instanceof List<?> stripes) {
            for (Object stripe : stripes) {
                records.add(ofStripe((Stripe) stripe, common, exchange.getContext()));
            }
        } else {
            requireWireHeader(message, common);
            copy(message, CAMEL_NAMES_OF_STRIPES, common);
            records.add(record(message.getBody(byte[].class), common, exchange.getContext()));
        }
        message.setBody(records);
    }

    private Map<String, Object> commonHeaders(Message message) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(KafkaConstants.KEY, session);
        headers.put(
                KafkaConstants.OVERRIDE_TIMESTAMP,
                message.getHeader(PixelfluxConstants.MESSAGE_TIMESTAMP));
        headers.put(PixelfluxConstants.CONTENT_TYPE, contentType(message));
        headers.put(RecordHeaders.VERSION, RecordHeaders.CURRENT_VERSION);
        headers.put(RecordHeaders.SESSION, session);
        headers.put(RecordHeaders.EPOCH, String.valueOf(epoch.of(message)));
        copy(message, CAMEL_NAMES, headers);
        return headers;
    }

    /** The media type of the value of a record. */
    private static String contentType(Message message) {
        String codec = message.getHeader(PixelfluxConstants.CODEC, String.class);
        return RecordHeaders.MIXED.equals(codec)
                ? MixedFrame.CONTENT_TYPE
                : WireHeader.ONE.contentType(Codec.ofWord(codec));
    }

    private static void requireWireHeader(Message message, Map<String, Object> record) {
        Object type = message.getHeader(PixelfluxConstants.CONTENT_TYPE);
        if (!record.get(PixelfluxConstants.CONTENT_TYPE).equals(type)) {
            throw new IllegalArgumentException(
                    "the value of a record has wire header 1, and this stripe is "
                            + type
                            + ": set wireHeader=1 on the endpoint");
        }
    }

    private static void copy(
            Message message, Map<String, String> camelNames, Map<String, Object> headers) {
        camelNames.forEach(
                (name, camelName) ->
                        headers.put(name, String.valueOf(message.getHeader(camelName))));
    }

    private static Message ofStripe(
            Stripe stripe, Map<String, Object> common, CamelContext context) {
        Map<String, Object> headers = new HashMap<>(common);
        headers.put(RecordHeaders.LAST_OF_FRAME, String.valueOf(stripe.lastOfFrame()));
        headers.put(RecordHeaders.KEY_FRAME, String.valueOf(stripe.keyFrame()));
        headers.put(RecordHeaders.Y, String.valueOf(stripe.y()));
        headers.put(RecordHeaders.WIDTH, common.get(RecordHeaders.FRAME_WIDTH));
        headers.put(RecordHeaders.HEIGHT, String.valueOf(stripe.height()));
        return record(stripe.sharedBytes(WireHeader.ONE), headers, context);
    }

    private List<Message> ofFrame(
            byte[] bytes, MixedFrame frame, Map<String, Object> common, CamelContext context) {
        Map<String, Object> headers = new HashMap<>(common);
        Refresh refresh = frame.refresh();
        if (!frame.first()) {
            headers.put(RecordHeaders.PREVIOUS_FRAME_ID, String.valueOf(frame.previous()));
        }
        if (refresh != null) {
            String base = String.valueOf(refresh.base());
            headers.put(
                    RecordHeaders.REFRESH_SINCE,
                    refresh.fromNothing() ? RecordHeaders.NOTHING : base);
        }
        List<byte[]> parts = FrameParts.cut(bytes, largestPart);
        List<Message> records = new ArrayList<>();
        for (byte[] part : parts) {
            Message record = record(part, headers, context);
            if (parts.size() > 1) {
                record.setHeader(RecordHeaders.PART, String.valueOf(records.size()));
                record.setHeader(RecordHeaders.PARTS, String.valueOf(parts.size()));
            }
            records.add(record);
        }
        return records;
    }

    private static Message record(byte[] value, Map<String, Object> headers, CamelContext context) {
        Message record = new DefaultMessage(context);
        record.setBody(value);
        record.setHeaders(new HashMap<>(headers));
        return record;
    }

    /**
     * Makes, of the records that the live topic has taken, those for the topic of key frames, which
     * keeps the last of each row, or of the picture. They have keys of their own, and say where the
     * row or the picture goes on in the live topic.
     */
    public void keyFrames(Exchange exchange) {
        Message message = exchange.getMessage();
        List<Message> sent = recordsOf(message);
        byte[] frame = exchange.removeProperty(FRAME) instanceof byte[] bytes ? bytes : null;
        message.setBody(
                frame == null
                        ? keyFramesOf(sent)
                        : wholePictureOf(frame, sent.get(0), exchange.getContext()));
    }

    @SuppressWarnings("unchecked")
    private static List<Message> recordsOf(Message message) {
        return message.getBody(List.class);
    }

    private List<Message> keyFramesOf(List<Message> stripes) {
        List<Message> keyFrames = new ArrayList<>();
        for (Message stripe : stripes) {
            if ("true".equals(stripe.getHeader(RecordHeaders.KEY_FRAME))) {
                RecordMetadata place = placeOf(stripe);
                keyFrames.add(keyFrame(stripe, rowKey(stripe), place, place.offset()));
            }
        }
        return keyFrames;
    }

    private List<Message> wholePictureOf(byte[] frame, Message first, CamelContext context) {
        RecordMetadata place = placeOf(first);
        Optional<Whole> whole = wholePictures.take(MixedFrame.parse(frame), place.offset());
        if (whole.isEmpty()) {
            return List.of();
        }
        byte[] bytes = whole.get().bytes();
        if (bytes.length > FrameParts.MOST_BYTES) {
            LOG.warn("a whole picture of {} bytes is too large to be kept", bytes.length);
            return List.of();
        }
        Map<String, Object> common = new HashMap<>(first.getHeaders());
        common.keySet().removeAll(OF_THE_LIVE_FRAME);
        common.put(RecordHeaders.KEY_FRAME, "true");
        List<Message> keyFrames = new ArrayList<>();
        for (Message part : ofFrame(bytes, MixedFrame.parse(bytes), common, context)) {
            String key = keyPrefix(part) + 0;
            String keyOfPart = keyFrames.isEmpty() ? key : key + "/" + keyFrames.size();
            keyFrames.add(keyFrame(part, keyOfPart, place, whole.get().offset()));
        }
        return keyFrames;
    }

    private static RecordMetadata placeOf(Message record) {
        return (RecordMetadata)
                record.getHeader(KafkaConstants.KAFKA_RECORD_META, List.class).get(0);
    }

    private static String rowKey(Message stripe) {
        return keyPrefix(stripe) + stripe.getHeader(RecordHeaders.Y);
    }

    private static String keyPrefix(Message record) {
        return record.getHeader(RecordHeaders.SESSION)
                + "/"
                + record.getHeader(RecordHeaders.EPOCH)
                + "/";
    }

    private static Message keyFrame(
            Message record, String key, RecordMetadata place, long liveOffset) {
        record.setHeader(KafkaConstants.KEY, key);
        record.setHeader(
                KafkaConstants.OVERRIDE_TIMESTAMP,
                record.getHeader(RecordHeaders.CAPTURE_TIME, Long.class));
        record.setHeader(RecordHeaders.LIVE_PARTITION, String.valueOf(place.partition()));
        record.setHeader(RecordHeaders.LIVE_OFFSET, String.valueOf(liveOffset));
        return record;
    }

    /** Whether there is anything to send. */
    public static boolean any(Exchange exchange) {
        return !recordsOf(exchange.getMessage()).isEmpty();
    }
}
