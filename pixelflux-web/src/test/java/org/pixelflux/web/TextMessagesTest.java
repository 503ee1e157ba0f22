// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureCounters;
import org.pixelflux.CaptureDescription;
import org.pixelflux.CaptureMode;
import org.pixelflux.Codec;
import org.pixelflux.Source;
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
        assertJson(
                new Pong(12.5, 99, null, null),
                """
                {"type": "pong", "ping": 12.5, "serverNanos": 99, "sourceSilence": null, "counters": null}
                """);
        CaptureCounters counters = new CaptureCounters(7, 8000, Duration.ofNanos(9999), 640, 480);
        assertJson(
                new Pong(12.5, 99, 91_000L, PageCounters.of(counters)),
                """
                {"type": "pong", "ping": 12.5, "serverNanos": 99, "sourceSilence": 91000,
                 "counters": {"frames": 7, "bytes": 8000, "encodeMicros": 9}}
                """);
    }

    @Test
    void writesWhatIsCaptured() throws Exception {
        CaptureDescription description =
                new CaptureDescription(
                        Source.SCREEN,
                        "display ':1'",
                        "GetImage",
                        "polling",
                        List.of("no MIT-SHM"),
                        640,
                        480,
                        CaptureMode.JPEG,
                        "libjpeg-turbo 2.1.5",
                        2);

        assertJson(
                PageCapture.of(description),
                """
                {"type": "capture", "place": "display ':1'", "reading": "GetImage",
                 "changes": "polling", "declined": ["no MIT-SHM"],
                 "encoder": "libjpeg-turbo 2.1.5", "threads": 2}
                """);
    }

    private void assertJson(Object message, String expected) throws Exception {
        assertThat(json.readTree(json.writeValueAsString(message)))
                .isEqualTo(json.readTree(expected));
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
