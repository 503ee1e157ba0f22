// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as screen-to-kafka makes them, two rows of H.264. */
final class TestRecord {

    static final String SESSION = "test:7";

    private final Map<String, String> headers = new LinkedHashMap<>();

    TestRecord(long epoch, long frameId, int row, boolean keyFrame) {
        with("pixelflux-version", "1");
        with("pixelflux-session", SESSION);
        with("pixelflux-epoch", epoch);
        with("pixelflux-codec", "h264");
        with("pixelflux-frame-id", frameId);
        with("pixelflux-stripe-count", 2);
        with("pixelflux-last-of-frame", row == 1);
        with("pixelflux-key-frame", keyFrame);
        with("pixelflux-y", row * 64);
        with("pixelflux-width", 640);
        with("pixelflux-height", 64);
        with("pixelflux-frame-width", 640);
        with("pixelflux-frame-height", 128);
        with("pixelflux-capture-time", 1_795_557_305_332L);
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

    StripeRecord build() {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("stripes", 0, 42, SESSION, new byte[] {4, 0});
        headers.forEach(
                (name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new StripeRecord(record);
    }
}
