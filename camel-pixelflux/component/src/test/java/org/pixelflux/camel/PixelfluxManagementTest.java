// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.util.List;
import java.util.Map;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.StripeProbe.Received;

/** What an operator sees and does: JMX and the dev console. */
@Tag("camel-versions")
class PixelfluxManagementTest extends PixelfluxTestSupport {

    private final StripeProbe probe = new StripeProbe();

    PixelfluxManagementTest() {
        testConfigurationBuilder.withEnableJMX();
    }

    @Test
    void showsACaptureInJmx() throws Exception {
        // So slow that no time for a frame passes while the route is busy.
        route("still", STILL + "&captureId=desk&fps=1", probe);
        List<Received> frame = probe.nextFrame();

        assertThat(attribute("CaptureId")).isEqualTo("desk");
        assertThat(attribute("Condition")).isEqualTo("CAPTURING");
        assertThat(attribute("LastError")).isNull();
        assertThat(attribute("Frames")).isEqualTo(1L);
        assertThat(attribute("FramesPerSecond")).isIn(0, 1);
        assertThat(attribute("JpegStripes")).isEqualTo((long) frame.size());
        assertThat(attribute("JpegBytes"))
                .isEqualTo(frame.stream().mapToLong(stripe -> stripe.body().length).sum());
        assertThat(attribute("H264Stripes")).isEqualTo(0L);
        assertThat(attribute("H264Bytes")).isEqualTo(0L);
        assertThat((Long) attribute("MeanEncodeMicros")).isPositive();
        assertThat((Long) attribute("MeanLatencyMicros")).isPositive();
        for (String count :
                List.of(
                        "FailedExchanges",
                        "DroppedStripes",
                        "SkippedFrames",
                        "Losses",
                        "Reconnects")) {
            assertThat(attribute(count)).as(count).isEqualTo(0L);
        }
        assertThat(attribute("EndpointUri").toString()).as("Camel's own").contains("synthetic");
    }

    @Test
    void saysWhatIsCapturedAndHow() throws Exception {
        route("still", STILL + "&encoderThreads=2", probe);
        probe.nextFrame();

        assertThat(attribute("Place")).isEqualTo("synthetic picture");
        assertThat(attribute("Reading")).isEqualTo("drawn in place");
        assertThat((String) attribute("Encoder")).matches("libjpeg-turbo [0-9.]+");
        PixelfluxConsumer consumer = consumer("still");
        assertThat(CaptureStatus.of(consumer))
                .containsEntry("place", "synthetic picture")
                .containsEntry("reading", "drawn in place")
                .containsEntry("changes", "known")
                .containsEntry("encoderThreads", 2)
                .containsEntry("encoderVersion", attribute("Encoder"));
        assertThat(consumer.getHealthCheck().call().getDetails())
                .containsEntry(PixelfluxHealthCheck.PLACE, "synthetic picture")
                .containsEntry(PixelfluxHealthCheck.READING, "drawn in place")
                .containsEntry(PixelfluxHealthCheck.ENCODER, attribute("Encoder"));

        context.getRouteController().stopRoute("still");
        assertThat(consumer.description()).isNull();
    }

    @Test
    void isOperatedByJmx() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        operate("requestKeyFrame");
        assertWholePicture(probe.nextFrame());
        operate("pauseCapture");
        assertThat(attribute("Condition")).isEqualTo("PAUSED");
        operate("resumeCapture");
        assertThat(attribute("Condition")).isEqualTo("CAPTURING");
    }

    @Test
    void showsEveryCaptureInTheDevConsole() throws Exception {
        StripeProbe other = new StripeProbe();
        route("one", STILL, probe);
        route("two", STILL + "&captureId=desk&mode=h264", other);
        probe.nextFrame();
        other.nextFrame();

        DevConsole console = DevConsoleRegistry.get(context).resolveById("pixelflux");
        Map<?, ?> json = (Map<?, ?>) console.call(MediaType.JSON);
        String text = (String) console.call(MediaType.TEXT);

        List<?> captures = (List<?>) json.get("captures");
        assertThat(captures).extracting("captureId").containsExactly("desk", "one");
        assertThat(captures).extracting("frames").containsExactly(1L, 1L);
        assertThat(text)
                .contains("Capture desk:", "Capture one:", "condition: CAPTURING", "frames: 1");
    }

    private Object attribute(String name) throws Exception {
        return new ManagedConsumer(context).attribute(name);
    }

    private void operate(String operation) throws Exception {
        new ManagedConsumer(context).operate(operation);
    }
}
