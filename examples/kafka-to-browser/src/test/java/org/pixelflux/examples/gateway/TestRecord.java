// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pixelflux.MixedFrame;

/** A record as screen-to-kafka makes them: of two rows of H.264, or of frames in mode mixed. */
final class TestRecord {

    static final String SESSION = "test:7";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] value = {4, 0};

    private TestRecord(String codec, long epoch, long frameId, boolean keyFrame) {
        with("pixelflux-version", "1");
        with("pixelflux-session", SESSION);
        with("pixelflux-epoch", epoch);
        with("pixelflux-codec", codec);
        with("pixelflux-frame-id", frameId);
        with("pixelflux-key-frame", keyFrame);
        with("pixelflux-capture-time", 1_795_557_305_332L);
    }

    TestRecord(long epoch, long frameId, int row, boolean keyFrame) {
        this("h264", epoch, frameId, keyFrame);
        with("pixelflux-stripe-count", 2);
        with("pixelflux-last-of-frame", row == 1);
        with("pixelflux-y", row * 64);
        with("pixelflux-width", 640);
        with("pixelflux-height", 64);
        with("pixelflux-frame-width", 640);
        with("pixelflux-frame-height", 128);
    }

    /** Of a frame in mode mixed. */
    static TestRecord of(byte[] frame) {
        MixedFrame said = MixedFrame.parse(frame);
        TestRecord record = new TestRecord("mixed", said.epoch(), said.id(), said.complete());
        record.with("pixelflux-frame-width", said.width());
        record.with("pixelflux-frame-height", said.height());
        record.value = frame.clone();
        return record;
    }

    /** One of the records of a frame that is cut so. */
    TestRecord part(int part, int parts, byte[] bytes) {
        value = bytes;
        return with("pixelflux-part", part).with("pixelflux-parts", parts);
    }

    TestRecord withValue(byte[] bytes) {
        value = bytes;
        return this;
    }

    TestRecord with(String header, Object value) {
        headers.put(header, value.toString());
        return this;
    }

    TestRecord without(String header) {
        headers.remove(header);
        return this;
    }

    /** As one of the topic of key frames. */
    TestRecord at(int livePartition, long liveOffset) {
        return with("pixelflux-live-partition", livePartition)
                .with("pixelflux-live-offset", liveOffset);
    }

    ScreenRecord build() {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("stripes", 0, 42, SESSION, value);
        headers.forEach(
                (name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ScreenRecord(record);
    }
}
