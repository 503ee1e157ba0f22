// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record as read by a program that knows nothing but the README. */
record ReceivedStripe(ConsumerRecord<String, byte[]> record) {

    byte[] value() {
        return record.value();
    }

    /** The image or access unit, behind the wire header. */
    byte[] payload() {
        int header = isH264() ? 10 : 6;
        return Arrays.copyOfRange(value(), header, value().length);
    }

    boolean isH264() {
        return header("pixelflux-codec").equals("h264");
    }

    long epoch() {
        return Long.parseLong(header("pixelflux-epoch"));
    }

    /** Of a record in the topic of key frames. */
    long liveOffset() {
        return Long.parseLong(header("pixelflux-live-offset"));
    }

    long frameId() {
        return Long.parseLong(header("pixelflux-frame-id"));
    }

    int stripeCount() {
        return number("pixelflux-stripe-count");
    }

    boolean lastOfFrame() {
        return flag("pixelflux-last-of-frame");
    }

    boolean keyFrame() {
        return flag("pixelflux-key-frame");
    }

    int y() {
        return number("pixelflux-y");
    }

    int width() {
        return number("pixelflux-width");
    }

    int height() {
        return number("pixelflux-height");
    }

    int frameWidth() {
        return number("pixelflux-frame-width");
    }

    int frameHeight() {
        return number("pixelflux-frame-height");
    }

    /** All there are, as text. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            String text = new String(header.value(), StandardCharsets.UTF_8);
            assertThat(headers.put(header.key(), text)).as("a second %s", header.key()).isNull();
        }
        return headers;
    }

    private int number(String header) {
        return Integer.parseInt(header(header));
    }

    private boolean flag(String header) {
        assertThat(header(header)).as(header).isIn("true", "false");
        return header(header).equals("true");
    }

    private String header(String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
