// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.PixelfluxConstants;

class TextMessagesTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void writesTheEndOfAFrame() throws Exception {
        var stripe = new DefaultExchange(new DefaultCamelContext()).getMessage();
        stripe.setHeader(PixelfluxConstants.FRAME_ID, 70000L);
        stripe.setHeader(PixelfluxConstants.STRIPE_COUNT, 3);
        stripe.setHeader(PixelfluxConstants.FRAME_WIDTH, 1281);
        stripe.setHeader(PixelfluxConstants.FRAME_HEIGHT, 51);
        stripe.setHeader(PixelfluxConstants.TYPE, "h264");
        stripe.setHeader(PixelfluxConstants.CAPTURE_TIME, 123456789012345L);

        String text = json.writeValueAsString(FrameEnd.of(stripe));

        assertThat(json.readTree(text))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type": "frame", "frame": 70000, "stripes": 3, "width": 1281,
                                 "height": 51, "mode": "h264", "captureNanos": 123456789012345}
                                """));
    }

    @Test
    void writesAPong() throws Exception {
        assertThat(json.readTree(json.writeValueAsString(new Pong(12.5, 99))))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type": "pong", "ping": 12.5, "serverNanos": 99}
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
