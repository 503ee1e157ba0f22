// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.camel.StripeProbe.assertWholePicture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.PixelfluxException;
import org.pixelflux.ScreenCapture;
import org.pixelflux.Source;

/** Messages that are sent to pixelflux. */
@Tag("camel-versions")
class PixelfluxProducerTest extends PixelfluxTestSupport {

    private static final String CONTROL = "pixelflux:synthetic";

    private static final String BY_HEADERS = "&allowControlHeaders=true";

    private final StripeProbe probe = new StripeProbe();

    @Test
    void asksForAKeyFrame() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        send("keyFrame", null);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void formerNamesOfThePictureFormatAreRefusedWithTheNewOne() {
        assertThatThrownBy(
                        () ->
                                template.requestBodyAndHeader(
                                        CONTROL + "?operation=snapshot" + BY_HEADERS,
                                        null,
                                        "CamelPixelfluxSnapshotFormat",
                                        "raw"))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "CamelPixelfluxSnapshotFormat: is not read any more,"
                                + " CamelPixelfluxPictureFormat has taken its place");
        assertThatThrownBy(() -> context.getEndpoint(CONTROL + "?snapshotFormat=jpeg"))
                .hasStackTraceContaining(
                        "unknown option 'snapshotFormat': pictureFormat has taken its place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?operation=snapshot&scale=0.5", "?scale=0.5" + BY_HEADERS})
    void scaleOfASnapshotIsRefused(String options) {
        assertThatThrownBy(
                        () ->
                                template.requestBodyAndHeader(
                                        CONTROL + options,
                                        null,
                                        PixelfluxConstants.OPERATION,
                                        "snapshot"))
                .hasStackTraceContaining(
                        "IllegalArgumentException: scale: has no effect with operation=snapshot");
    }

    @Test
    void takesTheOperationFromTheOption() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        template.sendBody(CONTROL + "?operation=keyFrame", null);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void takesTheOperationFromTheHeaderBeforeTheOption() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        Object status =
                template.requestBodyAndHeader(
                        CONTROL + "?operation=keyFrame" + BY_HEADERS,
                        null,
                        PixelfluxConstants.OPERATION,
                        PixelfluxOperation.STATUS);

        assertThat(status).isInstanceOf(Map.class);
    }

    @Test
    void changesSettingsByAMap() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        send("update", Map.of("mode", "h264", "fps", 12, "jpegQuality", "33"));

        List<StripeProbe.Received> frame = probe.nextFrame();
        assertWholePicture(frame);
        assertThat(frame.get(0).header(PixelfluxConstants.CODEC, String.class)).isEqualTo("h264");
        CaptureSettings settings = consumer("still").settings();
        assertThat(settings.mode()).isEqualTo(CaptureMode.H264);
        assertThat(settings.fps()).isEqualTo(12);
        assertThat(settings.jpegQuality()).isEqualTo(33);
    }

    @Test
    void changesSettingsByHeadersThatCountMoreThanTheMap() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());

        template.sendBodyAndHeaders(
                CONTROL + "?operation=keyFrame" + BY_HEADERS,
                Map.of("fps", 12, "h264Crf", 30),
                Map.of(
                        PixelfluxConstants.OPERATION,
                        "Update",
                        PixelfluxConstants.SETTING_PREFIX + "fps",
                        24,
                        PixelfluxConstants.SETTING_PREFIX + "mode",
                        CaptureMode.H264));

        CaptureSettings settings = consumer("still").settings();
        assertThat(settings.fps()).isEqualTo(24);
        assertThat(settings.h264Crf()).isEqualTo(30);
        assertThat(settings.mode()).isEqualTo(CaptureMode.H264);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jpegQuality | 101     | jpegQuality: 101 is out of range, allowed 1..100",
                "quality     | 50      | unknown option 'quality'",
                "source      | screen  | source: cannot change from synthetic to",
                "width       | 100000  | width: 100000 is out of range, allowed 1..16384",
            })
    void changesNothingIfASettingIsWrong(String name, String value, String message)
            throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());
        CaptureSettings before = consumer("still").settings();

        Throwable thrown = catchThrowable(() -> send("update", Map.of("fps", 12, name, value)));

        assertThat(cause(IllegalArgumentException.class, thrown)).hasMessageContaining(message);
        assertThat(consumer("still").settings()).isEqualTo(before);
    }

    @Test
    void saysHowToNameSettingsWhenThereIsNone() throws Exception {
        route("still", STILL, probe);

        Throwable thrown = catchThrowable(() -> send("update", "fps=3"));

        assertThat(cause(IllegalArgumentException.class, thrown))
                .hasMessageContaining("map")
                .hasMessageContaining(PixelfluxConstants.SETTING_PREFIX);
    }

    @Test
    void keepsAnUpdateWhenTheRouteIsSuspendedButNotWhenItIsStopped() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());
        send("update", Map.of("jpegQuality", 33));

        context.getRouteController().suspendRoute("still");
        context.getRouteController().resumeRoute("still");
        assertThat(consumer("still").settings().jpegQuality()).isEqualTo(33);

        context.getRouteController().stopRoute("still");
        context.getRouteController().startRoute("still");
        assertThat(consumer("still").settings().jpegQuality()).isEqualTo(85);
    }

    @Test
    void deliversNothingThatIsOfAPause() throws Exception {
        route("busy", BUSY + "&mode=h264", probe);
        long first = probe.nextFrame().get(0).frameId();

        send("pause", null);
        long paused = System.nanoTime();
        assertThat(status().get("condition")).isEqualTo("PAUSED");
        for (StripeProbe.Received stripe : awaitQuiet()) {
            assertThat(stripe.captureNanos()).isLessThan(paused);
        }
        long resumed = System.nanoTime();
        send("resume", null);

        List<StripeProbe.Received> frame = probe.nextFrame();
        assertThat(frame.get(0).captureNanos()).isGreaterThan(resumed);
        assertThat(frame.get(0).frameId()).as("no new capture").isGreaterThan(first);
        assertThat(status().get("condition")).isEqualTo("CAPTURING");
    }

    /** A frame that was waited for when the pause began belongs to it. */
    @Test
    void goesOnWholeAfterAPauseThatHasDroppedAFrame() throws Exception {
        route("busy", BUSY + "&mode=h264", probe);
        probe.nextFrame();
        do {
            // Not every pause begins while a frame is waited for.
            send("pause", null);
            awaitFramesElsewhere();
            send("resume", null);
        } while ((Long) status().get("droppedStripes") == 0);
        long last = consumer("busy").getStatistics().frames();

        long expected = 1;
        int gaps = 0;
        for (long id = 0; id <= last; id = expected - 1) {
            List<StripeProbe.Received> frame = probe.nextFrame();
            if (frame.get(0).frameId() != expected) {
                gaps++;
                assertWholePicture(frame);
            }
            expected = frame.get(0).frameId() + 1;
        }
        assertThat(gaps).isPositive();
    }

    @Test
    void staysPausedWhenSuspendedAndResumed() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());
        send("pause", null);

        context.getRouteController().suspendRoute("still");
        context.getRouteController().resumeRoute("still");
        await().until(() -> "PAUSED".equals(status().get("condition")));
        assertThat(probe.isEmpty()).isTrue();
        send("resume", null);

        assertWholePicture(probe.nextFrame());
    }

    @Test
    void stopsWhilePaused() throws Exception {
        route("busy", BUSY, probe);
        probe.nextFrame();
        send("pause", null);
        awaitQuiet();

        context.getRouteController().stopRoute("busy");
        context.getRouteController().startRoute("busy");

        assertThat(probe.nextFrame().get(0).frameId()).isZero();
    }

    @Test
    void tellsTheStatus() throws Exception {
        route("still", STILL + "&captureId=desk", probe);
        List<StripeProbe.Received> frame = probe.nextFrame();

        Map<?, ?> status = status();

        assertThat(status.get("captureId")).isEqualTo("desk");
        assertThat(status.get("routeId")).isEqualTo("still");
        assertThat(status.get("condition")).isEqualTo("CAPTURING");
        assertThat(status.get("lastError")).isNull();
        assertThat(status.get("source")).isEqualTo("synthetic");
        assertThat(status.get("encoder")).isEqualTo("libjpeg-turbo");
        assertThat(status.get("width")).isEqualTo(320);
        assertThat(status.get("height")).isEqualTo(200);
        assertThat(status.get("frames")).isEqualTo(1L);
        assertThat(status.get("jpegStripes")).isEqualTo((long) frame.size());
        assertThat(status.get("jpegBytes"))
                .isEqualTo(frame.stream().mapToLong(stripe -> stripe.body().length).sum());
        assertThat(status.get("h264Stripes")).isEqualTo(0L);
        assertThat((Long) status.get("meanEncodeMicros")).isPositive();
        assertThat((Long) status.get("meanLatencyMicros"))
                .isGreaterThanOrEqualTo((Long) status.get("meanEncodeMicros"));
        assertThat(status.get("fallbacks")).isEqualTo(List.of());
        assertThat((Map<?, ?>) status.get("settings"))
                .extracting("mode", "source", "stripeHeight", "fps")
                .containsExactly("jpeg", "synthetic", 64, 60.0);
    }

    @Test
    void takesASnapshotOfWhatItsOwnOptionsSay() throws Exception {
        Exchange reply =
                template.request(
                        CONTROL + "?width=321&height=123&operation=snapshot", exchange -> {});

        CaptureSettings settings =
                CaptureSettings.builder().source(Source.SYNTHETIC).width(321).height(123).build();
        assertThat(reply.getMessage().getHeader(PixelfluxConstants.CONTENT_TYPE))
                .isEqualTo("image/png");
        assertThat(reply.getMessage().getHeader(PixelfluxConstants.FRAME_WIDTH)).isEqualTo(321);
        assertThat(reply.getMessage().getHeader(PixelfluxConstants.FRAME_HEIGHT)).isEqualTo(123);
        assertSamePixels(image(reply), ScreenCapture.snapshot(settings));
    }

    @Test
    void takesASnapshotOfWhatARunningCaptureCaptures() throws Exception {
        route("still", STILL + "&captureId=desk&syntheticPattern=chart", probe);
        assertWholePicture(probe.nextFrame());

        Exchange reply =
                template.request(
                        CONTROL + "?operation=snapshot&captureId=desk&width=17", exchange -> {});

        assertSamePixels(image(reply), ScreenCapture.snapshot(consumer("still").settings()));
    }

    @ParameterizedTest
    @CsvSource({"'', pixelflux://synthetic?operation=snapshot", "&captureId=desk, desk"})
    void aSnapshotSaysWhoseItIsOfWhichEpochWhyAndOfWhen(String captureId, String name)
            throws Exception {
        route("still", STILL + "&captureId=desk", probe);
        long epoch = probe.nextFrame().get(0).header(PixelfluxConstants.EPOCH, Long.class);
        long start = System.nanoTime();
        String uri = CONTROL + "?operation=snapshot" + captureId;

        Map<String, Object> first = template.request(uri, exchange -> {}).getMessage().getHeaders();
        Map<String, Object> second =
                template.request(uri, exchange -> {}).getMessage().getHeaders();

        assertThat(first)
                .containsEntry(PixelfluxConstants.CAPTURE, name)
                .containsEntry(PixelfluxConstants.REASON, "keyFrame");
        assertThat((Long) first.get(PixelfluxConstants.EPOCH))
                .isGreaterThan(epoch)
                .isLessThan((Long) second.get(PixelfluxConstants.EPOCH));
        assertThat((Long) first.get(PixelfluxConstants.CAPTURE_TIME))
                .isBetween(start, System.nanoTime());
    }

    /** What each of them says of its body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delivery=picture",
                "delivery=segment&segmentDuration=100ms",
                "delivery=stripe&cursorEvents=true"
            })
    void nothingIsLeftOfTheHeadersOfTheBodyBefore(String delivery) throws Exception {
        PictureProbe snapshots = new PictureProbe();
        PictureProbe states = new PictureProbe();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(BUSY + "&captureId=film&" + delivery)
                                .to("pixelflux:synthetic?width=80&height=60&operation=snapshot")
                                .process(snapshots);
                        from(BUSY + "&captureId=other&" + delivery)
                                .to(CONTROL + "?operation=status&captureId=other")
                                .process(states);
                    }
                });

        for (int i = 0; i < 4; i++) {
            assertThat(snapshots.next().headers())
                    .containsOnlyKeys(
                            PixelfluxConstants.CAPTURE,
                            PixelfluxConstants.EPOCH,
                            PixelfluxConstants.REASON,
                            PixelfluxConstants.CONTENT_TYPE,
                            PixelfluxConstants.FRAME_WIDTH,
                            PixelfluxConstants.FRAME_HEIGHT,
                            PixelfluxConstants.CAPTURE_TIME,
                            PixelfluxConstants.MESSAGE_TIMESTAMP)
                    .containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/png")
                    .containsEntry(PixelfluxConstants.FRAME_WIDTH, 80);
            assertThat(states.next().headers())
                    .containsExactly(Map.entry(PixelfluxConstants.CAPTURE, "other"));
        }
    }

    @Test
    void everyHeaderOfAConsumerIsTakenOffWithItsBody() throws Exception {
        JsonObject headers = (JsonObject) ComponentMetadata.read().get("headers");
        Set<String> ofConsumers = new TreeSet<>();
        headers.forEach(
                (name, about) -> {
                    if (!"producer".equals(((JsonObject) about).getString("label"))) {
                        ofConsumers.add(name);
                    }
                });
        Exchange reply =
                template.request(
                        CONTROL + "?operation=snapshot&captureId=desk",
                        exchange -> {
                            Message message = exchange.getMessage();
                            ofConsumers.forEach(name -> message.setHeader(name, "before"));
                        });
        assertThat(reply.getException()).isInstanceOf(IllegalStateException.class);
        assertThat(reply.getMessage().getHeaders())
                .as("for a redelivery")
                .containsEntry(PixelfluxConstants.CODEC, "before");

        route("still", STILL + "&captureId=desk", probe);
        probe.nextFrame();
        reply = template.send(CONTROL + "?operation=snapshot&captureId=desk", reply);
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(PixelfluxConstants.CAPTURE, "desk")
                .containsEntry(PixelfluxConstants.FILE_NAME, "before");
        reply.getMessage().removeHeader(PixelfluxConstants.FILE_NAME);
        assertThat(reply.getMessage().getHeaders()).doesNotContainValue("before");
    }

    @Test
    void takesASnapshotAsJpegOfTheQualityAskedFor() throws Exception {
        String uri = CONTROL + "?operation=snapshot&pictureFormat=jpeg&syntheticPattern=noise";
        Exchange coarse = template.request(uri + "&jpegQuality=10", exchange -> {});
        Exchange fine = template.request(uri + "&jpegQuality=95", exchange -> {});

        assertThat(coarse.getMessage().getHeader(PixelfluxConstants.CONTENT_TYPE))
                .isEqualTo("image/jpeg");
        byte[] bytes = coarse.getMessage().getBody(byte[].class);
        assertThat(bytes).startsWith(0xFF, 0xD8);
        assertThat(fine.getMessage().getBody(byte[].class).length).isGreaterThan(2 * bytes.length);
        assertThat(image(fine).getWidth()).isEqualTo(1920);
    }

    @Test
    void takesTheFormatFromTheHeaderBeforeTheOption() {
        Object body =
                template.requestBodyAndHeader(
                        CONTROL + "?operation=snapshot" + BY_HEADERS,
                        null,
                        PixelfluxConstants.PICTURE_FORMAT,
                        "jpeg");

        assertThat((byte[]) body).startsWith(0xFF, 0xD8);
    }

    @Test
    void tellsWhyASnapshotCannotBeTaken() {
        Exchange reply =
                template.request(
                        "pixelflux:screen?display=:64998&operation=snapshot", exchange -> {});

        assertThat(reply.getException())
                .isInstanceOf(PixelfluxException.class)
                .hasMessageContaining(":64998");
    }

    @Test
    void choosesTheCaptureByItsId() throws Exception {
        StripeProbe other = new StripeProbe();
        route("one", STILL, probe);
        route("two", STILL + "&captureId=second", other);
        assertWholePicture(probe.nextFrame());
        assertWholePicture(other.nextFrame());

        template.sendBody(CONTROL + "?operation=keyFrame&captureId=second", null);
        assertWholePicture(other.nextFrame());
        template.sendBodyAndHeader(
                CONTROL + "?operation=keyFrame&captureId=second" + BY_HEADERS,
                null,
                PixelfluxConstants.CAPTURE_ID,
                "one");
        assertWholePicture(probe.nextFrame());

        assertThat(other.isEmpty()).isTrue();
    }

    @Test
    void saysWhichCapturesThereAreWhenItIsNotClear() throws Exception {
        Throwable none = catchThrowable(() -> send("keyFrame", null));
        route("one", STILL, probe);
        route("two", STILL, probe);
        Throwable unclear = catchThrowable(() -> send("keyFrame", null));
        Throwable unknown =
                catchThrowable(
                        () ->
                                template.sendBody(
                                        CONTROL + "?operation=pause&captureId=three", null));

        assertThat(cause(IllegalStateException.class, none))
                .hasMessageContaining("no capture is running");
        assertThat(cause(IllegalStateException.class, unclear))
                .hasMessageContaining("captureId")
                .hasMessageContaining("[one, two]");
        assertThat(cause(IllegalStateException.class, unknown))
                .hasMessageContaining("captureId: 'three' is not one of the running captures")
                .hasMessageContaining("[one, two]");
    }

    @Test
    void refusesASecondCaptureOfTheSameId() throws Exception {
        route("one", STILL + "&captureId=desk", probe);

        assertThatThrownBy(() -> route("two", BUSY + "&captureId=desk", probe))
                .hasMessage(
                        "captureId: 'desk' is taken by the route one; give each capture its own");
    }

    @Test
    void forgetsACaptureThatIsStopped() throws Exception {
        route("one", STILL + "&captureId=desk", probe);
        context.getRouteController().stopRoute("one");

        Throwable thrown = catchThrowable(() -> send("keyFrame", null));

        assertThat(cause(IllegalStateException.class, thrown))
                .hasMessageContaining("no capture is running");
    }

    @Test
    void saysWhichOperationsThereAre() {
        Throwable missing = catchThrowable(() -> template.sendBody(CONTROL, null));
        Throwable unknown =
                catchThrowable(
                        () ->
                                template.sendBodyAndHeader(
                                        CONTROL + "?operation=status" + BY_HEADERS,
                                        null,
                                        PixelfluxConstants.OPERATION,
                                        "reboot"));

        String allowed = "allowed keyFrame, update, snapshot, wait, pause, resume, status";
        assertThat(cause(IllegalArgumentException.class, missing))
                .hasMessageContaining("operation: not set")
                .hasMessageContaining("allowControlHeaders")
                .hasMessageContaining(allowed);
        assertThat(cause(IllegalArgumentException.class, unknown))
                .hasMessage(
                        PixelfluxConstants.OPERATION + ": 'reboot' is out of range, " + allowed);
    }

    /** Headers may come from a stranger, or from a step before. */
    @Test
    void isSteeredByNoHeaderUnlessThatIsAllowed() throws Exception {
        route("one", STILL + "&captureId=first", probe);
        assertWholePicture(probe.nextFrame());
        route("two", BUSY + "&captureId=second", new StripeProbe());
        Map<String, Object> steering =
                Map.of(
                        PixelfluxConstants.OPERATION.toLowerCase(Locale.ROOT),
                        "keyFrame",
                        PixelfluxConstants.CAPTURE_ID,
                        "second",
                        PixelfluxConstants.PICTURE_FORMAT,
                        "jpeg",
                        PixelfluxConstants.SETTING_PREFIX + "fps",
                        12);

        Exchange reply =
                template.request(
                        CONTROL + "?operation=snapshot&captureId=first",
                        exchange -> exchange.getMessage().setHeaders(new HashMap<>(steering)));
        template.sendBodyAndHeaders(
                CONTROL + "?operation=update&captureId=first", Map.of("h264Crf", 30), steering);

        assertThat(image(reply).getWidth()).isEqualTo(320);
        assertThat(reply.getMessage().getHeader(PixelfluxConstants.CONTENT_TYPE))
                .isEqualTo("image/png");
        assertThat(consumer("one").settings().h264Crf()).isEqualTo(30);
        assertThat(consumer("one").settings().fps()).isEqualTo(60);
        assertThat(consumer("two").settings().h264Crf()).isEqualTo(25);
    }

    /** A snapshot after a step that was steered by headers is one. */
    @Test
    void takesTheHeadersThatSteeredItOffTheMessage() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:steps")
                                .to(CONTROL + "?operation=status" + BY_HEADERS)
                                .to(CONTROL + "?operation=snapshot" + BY_HEADERS);
                    }
                });

        Exchange reply =
                template.request(
                        "direct:steps",
                        exchange -> {
                            Message message = exchange.getMessage();
                            message.setHeader(PixelfluxConstants.OPERATION, "keyFrame");
                            message.setHeader(PixelfluxConstants.CAPTURE_ID, "still");
                            message.setHeader(PixelfluxConstants.PICTURE_FORMAT, "jpeg");
                            message.setHeader(PixelfluxConstants.SETTING_PREFIX + "fps", 12);
                            message.setHeader("CamelPixelfluxOperations", "another's");
                        });

        assertThat(image(reply).getWidth()).isEqualTo(1920);
        assertThat(reply.getMessage().getHeader(PixelfluxConstants.CONTENT_TYPE))
                .isEqualTo("image/png");
        assertThat(reply.getMessage().getHeaders())
                .doesNotContainKeys(
                        PixelfluxConstants.OPERATION,
                        PixelfluxConstants.CAPTURE_ID,
                        PixelfluxConstants.PICTURE_FORMAT,
                        PixelfluxConstants.SETTING_PREFIX + "fps")
                .containsKey("CamelPixelfluxOperations");
    }

    @Test
    void keepsTheHeadersOfAMessageThatIsDeliveredAgain() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler()
                                        .maximumRedeliveries(1)
                                        .redeliveryDelay(0)
                                        .onRedelivery(exchange -> route("still", STILL, probe)));
                        from("direct:again").to(CONTROL + "?operation=keyFrame" + BY_HEADERS);
                    }
                });

        Object status =
                template.requestBodyAndHeader(
                        "direct:again", null, PixelfluxConstants.OPERATION, "status");

        assertThat(status).isInstanceOf(Map.class);
    }

    @Test
    void takesNoNameOfAFileFromAMessage() throws Exception {
        route("still", STILL, probe);
        assertWholePicture(probe.nextFrame());
        CaptureSettings before = consumer("still").settings();

        Throwable byMap =
                catchThrowable(
                        () -> send("update", Map.of("fps", 12, "watermarkPath", "/etc/logo.png")));
        Throwable byHeader =
                catchThrowable(
                        () ->
                                template.sendBodyAndHeader(
                                        CONTROL + "?operation=update" + BY_HEADERS,
                                        null,
                                        PixelfluxConstants.SETTING_PREFIX + "watermarkPath",
                                        "/etc/logo.png"));

        for (Throwable thrown : List.of(byMap, byHeader)) {
            assertThat(cause(IllegalArgumentException.class, thrown))
                    .hasMessageContaining("watermarkPath: '/etc/logo.png' is refused");
        }
        assertThat(consumer("still").settings()).isEqualTo(before);
    }

    private void send(String operation, Object body) {
        template.sendBody(CONTROL + "?operation=" + operation, body);
    }

    private Map<?, ?> status() {
        return template.requestBody(CONTROL + "?operation=status", null, Map.class);
    }

    /** Takes what was on its way when the pause began. */
    private List<StripeProbe.Received> awaitQuiet() throws Exception {
        long count;
        do {
            count = probe.count();
            awaitFramesElsewhere();
        } while (probe.count() != count);
        List<StripeProbe.Received> taken = new ArrayList<>();
        while (!probe.isEmpty()) {
            taken.add(probe.next());
        }
        return taken;
    }

    /** Lets time pass, as another capture counts it: a tenth of a second and more. */
    private void awaitFramesElsewhere() throws Exception {
        StripeProbe clock = new StripeProbe();
        route("clock", BUSY, clock);
        for (int frame = 0; frame < 30; frame++) {
            clock.nextFrame();
        }
        context.getRouteController().stopRoute("clock");
        context.removeRoute("clock");
    }

    private static BufferedImage image(Exchange reply) throws Exception {
        assertThat(reply.getException()).isNull();
        return ImageIO.read(new ByteArrayInputStream(reply.getMessage().getBody(byte[].class)));
    }

    private static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
        assertThat(pixels(actual)).isEqualTo(pixels(expected));
    }

    private static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    }

    private static <T extends Throwable> T cause(Class<T> type, Throwable thrown) {
        T cause = ObjectHelper.getException(type, thrown);
        assertThat(cause).as("cause of %s", thrown).isNotNull();
        return cause;
    }
}
