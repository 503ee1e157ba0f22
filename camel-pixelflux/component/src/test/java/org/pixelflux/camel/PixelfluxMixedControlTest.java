// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.Picture;

/** What operators and other routes see of a capture with mode=mixed, and do to it. */
class PixelfluxMixedControlTest extends PixelfluxTestSupport {

    private static final String CONTROL = "pixelflux:synthetic";
    private static final String MIXED = "&mode=mixed&videoRectangles=false&syntheticPattern=scroll";

    private final MixedProbe probe = new MixedProbe();

    PixelfluxMixedControlTest() {
        testConfigurationBuilder.withEnableJMX();
    }

    private void send(String operation, Object body) {
        template.sendBody(CONTROL + "?operation=" + operation, body);
    }

    private Map<?, ?> status() {
        return template.requestBody(CONTROL + "?operation=status", null, Map.class);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aKeyFrameIsAllOfThePictureAsARefresh(boolean byHeader) throws Exception {
        route("r", STILL + MIXED, probe);
        PictureAssembler first = new PictureAssembler();
        assertThat(first.draw(probe.next())).isEqualTo(Drawn.WHOLE);

        if (byHeader) {
            template.sendBodyAndHeader(
                    CONTROL + "?operation=status&allowControlHeaders=true",
                    null,
                    PixelfluxConstants.OPERATION,
                    "keyFrame");
        } else {
            send("keyFrame", null);
        }

        MixedFrame next = probe.next();
        assertThat(next.refresh().fromNothing()).isTrue();
        PictureAssembler joined = new PictureAssembler();
        assertThat(joined.draw(next)).isEqualTo(Drawn.WHOLE);
        assertSame(joined.image(), first.image());
    }

    @Test
    void aProgramAsksForWhatWasWrittenSinceAFrame() throws Exception {
        route("r", STILL + MIXED, probe);
        MixedFrame first = probe.next();

        consumer("r").requestRefresh(new FrameNumber(first.epoch(), first.id()));

        MixedFrame next = probe.next();
        assertThat(next.refresh().fromNothing()).isFalse();
        assertThat(next.refresh().base()).isEqualTo(first.id());
        assertThat(next.rectangles()).as("nothing moves").isEmpty();
    }

    @Test
    void anUpdateChangesTheSettings() throws Exception {
        route("r", STILL + MIXED, probe);
        MixedFrame first = probe.next();

        send("update", Map.of("fps", 12, "jpegQuality", "33", "width", 200));

        MixedFrame next = probe.next();
        assertThat(next.width()).isEqualTo(200);
        assertThat(next.epoch()).isGreaterThan(first.epoch());
        assertThat(new PictureAssembler().draw(next)).isEqualTo(Drawn.WHOLE);
        assertThat(consumer("r").settings().fps()).isEqualTo(12);
        assertThat(consumer("r").settings().jpegQuality()).isEqualTo(33);
        assertThat(consumer("r").settings().mode()).isEqualTo(CaptureMode.MIXED);
    }

    @Test
    void anUpdateThatIsWrongChangesNothing() throws Exception {
        route("r", STILL + MIXED, probe);
        probe.next();

        Throwable thrown =
                catchThrowable(() -> send("update", Map.of("fps", 12, "minimumEpoch", -1)));

        assertThat(ObjectHelper.getException(IllegalArgumentException.class, thrown))
                .hasMessageContaining("minimumEpoch: -1 is out of range");
        assertThat(consumer("r").settings().fps()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg"})
    void aSnapshotShowsWhatTheCaptureCaptures(String format) throws Exception {
        route("r", STILL + MIXED + "&captureId=desk", probe);
        PictureAssembler picture = new PictureAssembler();
        assertThat(picture.draw(probe.next())).isEqualTo(Drawn.WHOLE);

        Exchange reply =
                template.request(
                        CONTROL
                                + "?operation=snapshot&captureId=desk&width=17&pictureFormat="
                                + format,
                        exchange -> {});

        BufferedImage image = image(reply);
        assertThat(reply.getMessage().getHeader(PixelfluxConstants.CONTENT_TYPE))
                .isEqualTo("image/" + format);
        Picture shown = Picture.of(picture.image());
        assertThat(Picture.of(image).psnr(shown, shown.area()))
                .isGreaterThan(format.equals("png") ? 1000 : 20);
        assertThat(probe.isEmpty()).as("the capture's own reader notices nothing").isTrue();
    }

    @Test
    void aSnapshotNeedsNoCaptureInThatMode() throws Exception {
        Exchange reply =
                template.request(
                        CONTROL + "?operation=snapshot&width=321&height=123&mode=mixed",
                        exchange -> {});

        Exchange usual =
                template.request(
                        CONTROL + "?operation=snapshot&width=321&height=123", exchange -> {});
        assertSame(image(reply), image(usual));
    }

    @Test
    void theStatusTellsWhatFilmsAreEncodedBy() throws Exception {
        route("r", STILL + "&mode=mixed", probe);
        probe.next();

        assertThat(status().get("encoder").toString())
                .startsWith("libjpeg-turbo, libdeflate, x264 ");
        send("update", Map.of("videoRectangles", false));
        assertThat(status().get("encoder")).isEqualTo("libjpeg-turbo, libdeflate");
    }

    @Test
    void theStatusTellsTheModeAndWhatWasDelivered() throws Exception {
        route("r", STILL + MIXED + "&captureId=desk", probe);
        MixedFrame frame = probe.next();

        Map<?, ?> status = status();

        assertThat(status.get("captureId")).isEqualTo("desk");
        assertThat(status.get("condition")).isEqualTo("CAPTURING");
        assertThat(status.get("mode")).isEqualTo("mixed");
        assertThat(status.get("encoder")).isEqualTo("libjpeg-turbo, libdeflate");
        assertThat(status.get("width")).isEqualTo(320);
        assertThat(status.get("height")).isEqualTo(200);
        assertThat(status.get("frames")).isEqualTo(1L);
        assertThat(status.get("mixedRectangles")).isEqualTo((long) frame.rectangles().size());
        assertThat(status.get("mixedBytes")).isEqualTo((long) frame.wireSize());
        assertThat(status.get("jpegStripes")).isEqualTo(0L);
        assertThat(status.get("h264Stripes")).isEqualTo(0L);
        assertThat((Long) status.get("meanEncodeMicros")).isPositive();
        assertThat((Map<?, ?>) status.get("settings")).extracting("mode").isEqualTo("mixed");
    }

    @Test
    void theStatusFollowsAnUpdateOfTheMode() throws Exception {
        route("r", STILL + "&delivery=frame", exchange -> {});
        assertThat(status().get("mode")).isEqualTo("jpeg");

        send("update", Map.of("mode", "mixed"));

        assertThat(status().get("mode")).isEqualTo("mixed");
    }

    @Test
    void theStatusOfASuspendedRouteTellsTheModeThatFollows() throws Exception {
        route("r", STILL + MIXED, probe);
        probe.next();

        context.getRouteController().suspendRoute("r");

        assertThat(status().get("mode")).isEqualTo("mixed");
        assertThat(status().get("condition")).isEqualTo("CLOSED");
    }

    @Test
    void aPauseThatDropsAFrameIsFollowedByARefreshSinceTheOneBefore() throws Exception {
        route("r", BUSY + MIXED, probe);
        probe.next();
        await().until(
                        () -> {
                            // Not every pause begins while a frame is waited for.
                            send("pause", null);
                            assertThat(status().get("condition")).isEqualTo("PAUSED");
                            send("resume", null);
                            return (Long) status().get("droppedStripes") > 0;
                        });
        long last = consumer("r").getStatistics().frames();

        long before = 0;
        int gaps = 0;
        for (long frames = 1; frames <= last; frames++) {
            MixedFrame frame = probe.next();
            if (frame.id() != before + 1) {
                gaps++;
                assertThat(frame.refresh()).as("%s after %d", frame, before).isNotNull();
                assertThat(frame.refresh().fromNothing()).isFalse();
                assertThat(frame.refresh().base()).isEqualTo(before);
            }
            before = frame.id();
        }
        assertThat(gaps).isPositive();
    }

    @Test
    void aCaptureThatGoesOnAfterAPauseLeadsToThePicture() throws Exception {
        route("r", BUSY + MIXED, probe);
        PictureAssembler picture = new PictureAssembler();
        for (int i = 0; i < 20; i++) {
            send("pause", null);
            send("resume", null);
            assertThat(picture.draw(probe.next())).isIn(Drawn.WHOLE, Drawn.PART);
        }
        assertThat(status().get("condition")).isEqualTo("CAPTURING");
    }

    @Test
    void aResumedRouteBeginsAnotherEpochWithAllOfThePicture() throws Exception {
        route("r", STILL + MIXED, probe);
        MixedFrame first = probe.next();

        context.getRouteController().suspendRoute("r");
        context.getRouteController().resumeRoute("r");

        MixedFrame next = probe.next();
        assertThat(next.first()).isTrue();
        assertThat(next.epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void healthTellsTheMode() throws Exception {
        route("r", STILL + MIXED, probe);
        HealthCheck check = consumer("r").getHealthCheck();

        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check.call().getDetails()).containsEntry(PixelfluxHealthCheck.MODE, "mixed");

        context.getRouteController().stopRoute("r");
        assertThat(check.call().getDetails()).doesNotContainKey(PixelfluxHealthCheck.MODE);
    }

    @Test
    void jmxTellsTheModeAndOperatesTheCapture() throws Exception {
        route("r", STILL + MIXED, probe);
        MixedFrame frame = probe.next();

        ManagedConsumer managed = new ManagedConsumer(context);
        assertThat(managed.attribute("Mode")).isEqualTo("mixed");
        assertThat(managed.attribute("MixedRectangles"))
                .isEqualTo((long) frame.rectangles().size());
        assertThat(managed.attribute("MixedBytes")).isEqualTo((long) frame.wireSize());
        managed.operate("requestKeyFrame");
        assertThat(probe.next().refresh().fromNothing()).isTrue();
    }

    @Test
    void theDevConsoleTellsTheMode() throws Exception {
        route("r", STILL + MIXED, probe);
        probe.next();

        DevConsole console = DevConsoleRegistry.get(context).resolveById("pixelflux");
        Map<?, ?> json = (Map<?, ?>) console.call(DevConsole.MediaType.JSON);

        assertThat((List<?>) json.get("captures")).extracting("mode").containsExactly("mixed");
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).contains("mode: mixed");
    }

    private static BufferedImage image(Exchange reply) throws Exception {
        assertThat(reply.getException()).isNull();
        return ImageIO.read(new ByteArrayInputStream(reply.getMessage().getBody(byte[].class)));
    }

    private static void assertSame(BufferedImage actual, BufferedImage expected) {
        Picture picture = Picture.of(expected);
        assertThat(actual.getWidth()).isEqualTo(picture.width());
        assertThat(actual.getHeight()).isEqualTo(picture.height());
        assertThat(Picture.of(actual).largestError(picture, picture.area())).isZero();
    }
}
