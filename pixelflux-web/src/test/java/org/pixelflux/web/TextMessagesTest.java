// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;
import org.pixelflux.relay.FrameEnd;

class TextMessagesTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void writesTheEndOfAFrame() throws Exception {
        FrameEnd end = new FrameEnd(70000, 69998, 3, 1281, 51, Codec.H264, 123456789012345L);

        String text = json.writeValueAsString(PageFrame.of(end));

        assertThat(json.readTree(text))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type": "frame", "frame": 70000, "previous": 69998,
                                 "stripes": 3, "width": 1281, "height": 51, "mode": "h264", "captureNanos": 123456789012345}
                                """));
    }

    @Test
    void writesAPong() throws Exception {
        assertThat(json.readTree(json.writeValueAsString(new Pong(12.5, 99, null))))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type": "pong", "ping": 12.5, "serverNanos": 99, "sourceSilence": null}
                                """));
        assertThat(json.readTree(json.writeValueAsString(new Pong(12.5, 99, 91_000L))))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type": "pong", "ping": 12.5, "serverNanos": 99, "sourceSilence": 91000}
                                """));
    }

    @Test
    void readsWhatAPageSays() throws Exception {
        assertThat(read("{\"ping\": 12.5}").isPing()).isTrue();
        assertThat(read("{\"ping\": 12.5}").asksForKeyFrame()).isFalse();
        assertThat(read("{\"keyFrame\": true, \"more\": [1]}").asksForKeyFrame()).isTrue();
        assertThat(read("{\"keyFrame\": false}").asksForKeyFrame()).isFalse();
        assertThat(read("{\"ping\": 1e999}").isPing()).isFalse();
        assertThat(read("{}").isPing()).isFalse();
    }

    private ClientMessage read(String text) throws Exception {
        return json.readValue(text, ClientMessage.class);
    }
}
