// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.camel.PictureProbe.Received;
import org.pixelflux.support.Area;

/** {@code delivery=changes} and {@code delivery=picture} of the synthetic source. */
class PixelfluxChangesTest extends PixelfluxTestSupport {

    private static final String MOVING =
            "pixelflux:synthetic?width=320&height=200&fps=240&syntheticChange=50";
    private static final String CALM =
            "pixelflux:synthetic?width=320&height=200&fps=240&syntheticChange=0";
    private static final Area WHOLE = new Area(0, 0, 320, 200);

    private final PictureProbe probe = new PictureProbe();

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264", "mixed"})
    void comeWhateverTheModeIs(String mode) throws Exception {
        route("changes", MOVING + "&delivery=changes&mode=" + mode, probe);
        assertThat(probe.next().areas()).containsExactly(WHOLE);
        for (long id = 1; id < 5; id++) {
            Received change = probe.next();
            assertThat(change.change()).containsEntry("frame", id);
            assertThat(change.areas())
                    .isNotEmpty()
                    .allSatisfy(area -> assertThat(area.y()).isBetween(50, 149));
        }
    }

    @Test
    void pictureIsEncodedAtMostOnceInMinInterval() throws Exception {
        long start = System.nanoTime();
        route("pictures", MOVING + "&delivery=picture&minInterval=200ms", probe);
        for (int i = 0; i < 6; i++) {
            probe.next().picture();
        }
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        // Whatever was late on its way only makes it longer.
        assertThat(elapsed).isGreaterThanOrEqualTo(5 * 200);
        assertThat(consumer("pictures").getStatistics().exchanges())
                .isLessThanOrEqualTo(
                        1 + (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(200));
    }

    /** Without maxWait it would take ten times settle, which the probe does not wait for. */
    @Test
    void maxWaitGivesAScreenThatNeverSettles() throws Exception {
        route("patient", MOVING + "&delivery=picture&settle=7s&maxWait=7s", probe);
        probe.next();
        assertThat(probe.next().areas()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minInterval=1s | minInterval",
                "settle=1s | settle",
                "delivery=frame&minChangedPixels=5 | minChangedPixels",
                "mode=mixed&minChangedPercent=5 | minChangedPercent",
                "pictureFormat=jpeg | pictureFormat",
                "delivery=changes&pictureFormat=raw | pictureFormat",
                "delivery=changes&scale=0.5 | scale",
                "delivery=picture&contentHash=true | contentHash",
            })
    void optionsThatContradictTheDeliveryAreRefusedByName(String options, String named) {
        assertThatThrownBy(() -> route("r", CALM + "&" + options, probe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named + ": has no effect with delivery=")
                .hasMessageContaining("only with delivery=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale=0 | scale: 0.0 is out of range, allowed 0.01..4",
                "scale=5 | scale: 5.0 is out of range, allowed 0.01..4",
                "settle=2s&maxWait=1s | maxWait: PT1S is out of range, allowed settle (PT2S)",
                "maxWait=1s | maxWait: it bounds settle",
                "minInterval=25h | minInterval: PT25H is out of range, allowed 0 to 24 hours",
                "minInterval=soon | minInterval: 'soon' is out of range, allowed 0..86400000 ms",
                "minChangedPercent=101 | minChangedPercent: 101.0 is out of range",
                "minChangedPixels=-1 | minChangedPixels: -1 is out of range",
                "pictureFormat=gif | pictureFormat: 'gif' is out of range, allowed png, jpeg, webp,"
                        + " raw",
            })
    void optionsOutOfRangeAreRefusedByName(String options, String message) {
        assertThatThrownBy(() -> context.getEndpoint(CALM + "&delivery=picture&" + options))
                .hasStackTraceContaining("IllegalArgumentException: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width=8000&height=100&scale=4 | scale: 4.0 is out of range with width=8000, allowed"
                        + " 0.01..2.048: a picture has at most 16384 pixels a side",
                "width=100&height=8192&scale=3 | scale: 3.0 is out of range with height=8192,"
                        + " allowed 0.01..2.0",
                "width=16384&height=16&pictureFormat=webp | pictureFormat: webp is out of range with"
                        + " width=16384 and scale=1.0, allowed up to 16383 pixels a side",
            })
    void picturesThatWouldBeTooLargeAreRefusedByName(String options, String message) {
        String uri = "pixelflux:synthetic?delivery=picture&" + options;
        assertThatThrownBy(() -> route("r", uri, probe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void updateThatWouldMakePicturesTooLargeIsRefused() throws Exception {
        route("pictures", CALM + "&delivery=picture&scale=4", probe);
        PixelfluxConsumer consumer = consumer("pictures");
        CaptureSettings wide = consumer.settings().toBuilder().width(4097).build();
        assertThatThrownBy(() -> consumer.update(wide))
                .hasMessageStartingWith("scale: 4.0 is out of range with width=4097");
    }

    /** As when the heap is full: the next picture may go well. */
    @Test
    void pictureThatCannotBeMadeIsAFailedExchangeAndNotALostCapture() throws Exception {
        RecordingExceptionHandler handler = new RecordingExceptionHandler();
        PixelfluxEndpoint options =
                context.getEndpoint(CALM + "&delivery=picture", PixelfluxEndpoint.class);
        PixelfluxEndpoint failing =
                new PixelfluxEndpoint(
                        "pixelflux:failing", options.getComponent(), options.getConfiguration()) {
                    @Override
                    PictureMessages pictureMessages() {
                        return new PictureMessages(PictureBody.PNG, 5, false);
                    }
                };
        failing.setDelivery(Delivery.PICTURE);
        failing.setExceptionHandler(handler);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(failing).routeId("failing").process(probe);
                    }
                });
        await().until(() -> handler.handled().size() >= 2);
        assertThat(handler.handled())
                .allSatisfy(
                        failure -> {
                            assertThat(failure.exchange()).isNotNull();
                            assertThat(failure.cause()).hasMessageStartingWith("scale: 5.0");
                        });
        CaptureStatistics statistics = consumer("failing").getStatistics();
        assertThat(statistics.failedExchanges()).isGreaterThanOrEqualTo(2);
        assertThat(statistics.losses()).isZero();
    }

    @Test
    void whatTheRouteFailedAtComesAgain() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        route(
                "failing",
                CALM + "&delivery=picture",
                exchange -> {
                    if (fails.getAndSet(false)) {
                        throw new IllegalStateException("on purpose");
                    }
                    probe.process(exchange);
                });
        assertThat(probe.next().areas()).containsExactly(WHOLE);
    }

    @Test
    void pauseHoldsBackAndResumeBringsTheWholePicture() throws Exception {
        route("pictures", CALM + "&delivery=picture", probe);
        probe.next();
        PixelfluxConsumer consumer = consumer("pictures");
        consumer.pauseCapture();
        consumer.requestKeyFrame();
        await().until(() -> consumer.getCondition().equals("PAUSED"));
        assertThat(probe.isEmpty()).isTrue();
        consumer.resumeCapture();
        assertThat(probe.next().areas()).containsExactly(WHOLE);
    }

    @Test
    void suspendedRouteBeginsAnewWithTheWholePicture() throws Exception {
        route("pictures", CALM + "&delivery=picture", probe);
        probe.next();
        context.getRouteController().suspendRoute("pictures");
        context.getRouteController().resumeRoute("pictures");
        Received again = probe.next();
        assertThat(again.areas()).containsExactly(WHOLE);
        assertThat(again.headers()).containsEntry(PixelfluxConstants.FRAME_ID, 0L);
    }

    @Test
    void liveChangesHoldAndModeIsOneOfThemWithoutEffect() throws Exception {
        route("changes", CALM + "&delivery=changes", probe);
        probe.next();
        PixelfluxConsumer consumer = consumer("changes");
        consumer.update(consumer.settings().toBuilder().mode(CaptureMode.MIXED).width(100).build());
        assertThat(probe.next().areas()).containsExactly(new Area(0, 0, 100, 200));
        assertThat(consumer.getMode()).isEqualTo("mixed");
    }

    @Test
    void newsOfTheCursorComeBesideThem() throws Exception {
        route("changes", CALM + "&delivery=changes&cursorEvents=true", probe);
        List<Received> both = List.of(probe.next(), probe.next());
        assertThat(both)
                .filteredOn(one -> one.headers().containsKey(PixelfluxConstants.CURSOR_SHAPE_ID))
                .hasSize(1);
        assertThat(both)
                .filteredOn(one -> one.headers().containsKey(PixelfluxConstants.CHANGED_AREAS))
                .hasSize(1);
    }

    @Test
    void healthIsUpAndStatusTellsThatNothingIsEncoded() throws Exception {
        route("changes", CALM + "&delivery=changes", probe);
        probe.next();
        assertThat(CaptureStatus.of(consumer("changes")))
                .containsEntry("condition", "CAPTURING")
                .containsEntry("encoder", "none")
                .containsEntry("frames", 1L);
        route("pictures", CALM + "&delivery=picture&pictureFormat=webp", probe);
        probe.next();
        assertThat(CaptureStatus.of(consumer("pictures"))).containsEntry("encoder", "libwebp");
        assertThat(consumer("pictures").getHealthCheck().call().getState())
                .isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void statusCountsThem() throws Exception {
        route("changes", CALM + "&delivery=changes", probe);
        probe.next();
        CaptureStatistics statistics = consumer("changes").getStatistics();
        await().until(() -> statistics.exchanges() == 1);
        assertThat(statistics.frames()).isEqualTo(1);
        assertThat(statistics.width()).isEqualTo(320);
        assertThat(List.of(statistics.failedExchanges(), statistics.droppedStripes()))
                .containsExactly(0L, 0L);
    }
}
