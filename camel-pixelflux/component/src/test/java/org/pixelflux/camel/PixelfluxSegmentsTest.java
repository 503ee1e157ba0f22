// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Capture;
import org.pixelflux.ScreenChange;
import org.pixelflux.camel.PictureProbe.Received;
import org.pixelflux.support.Ffprobe;

/** {@code delivery=segment} of the synthetic source, as ffprobe and ffmpeg read the bodies. */
class PixelfluxSegmentsTest extends PixelfluxTestSupport {

    private static final String MOVING =
            "pixelflux:synthetic?width=320&height=200&syntheticChange=50";
    private static final String CALM = "pixelflux:synthetic?width=320&height=200&syntheticChange=0";

    private final PictureProbe probe = new PictureProbe();

    @TempDir private Path directory;

    private Path file(Received... parts) throws IOException {
        Path file = Files.createTempFile(directory, "segment-", ".mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Received part : parts) {
                out.write((byte[]) part.body());
            }
        }
        return file;
    }

    /** Of the frames that the capture makes now. */
    private long epoch() {
        return consumer("film").openCapture().picture().epoch().orElseThrow();
    }

    private static boolean isInit(Received received) {
        return received.header(PixelfluxConstants.SEGMENT_INIT, Boolean.class);
    }

    private static double duration(Received received) {
        return received.header(PixelfluxConstants.SEGMENT_DURATION, Double.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264", "mixed"})
    void eachBodyIsAFileWhateverTheModeIs(String mode) throws Exception {
        route("film", MOVING + "&delivery=segment&segmentDuration=200ms&mode=" + mode, probe);
        double end = 0;
        for (long sequence = 0; sequence < 3; sequence++) {
            Received segment = probe.next();

            assertThat(segment.headers())
                    .containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, sequence)
                    .containsEntry(PixelfluxConstants.CONTENT_TYPE, "video/mp4")
                    .containsEntry(PixelfluxConstants.CODEC, "h264")
                    .containsEntry(PixelfluxConstants.KEY_FRAME, true)
                    .containsEntry(PixelfluxConstants.WIDTH, 320)
                    .containsEntry(PixelfluxConstants.HEIGHT, 200)
                    .containsEntry(PixelfluxConstants.CAPTURE, "film")
                    .containsEntry(PixelfluxConstants.REASON, "change")
                    .containsEntry(PixelfluxConstants.EPOCH, epoch());
            assertThat(segment.header(PixelfluxConstants.FILE_NAME, String.class))
                    .matches("\\d{8}-\\d{6}\\.\\d{3}-" + sequence + "\\.mp4");
            assertThat(segment.header(PixelfluxConstants.SEGMENT_CODECS, String.class))
                    .startsWith("avc1.42c0");
            assertThat(segment.header(PixelfluxConstants.SEGMENT_START, Double.class))
                    .isEqualTo(end, within(0.0001));
            end += duration(segment);
            Path file = file(segment);
            assertThat(Ffprobe.decode(file)).isGreaterThan(1);
            assertThat(Ffprobe.seconds(file)).isEqualTo(duration(segment), within(0.001));
        }
        assertThat(consumer("film").getStatistics().exchanges()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void segmentsOfCmafPlayBehindTheirInitSegment() throws Exception {
        route("film", MOVING + "&delivery=segment&segmentDuration=200ms&segmentFormat=cmaf", probe);
        Received init = probe.next();
        Received first = probe.next();
        Received second = probe.next();

        assertThat(isInit(init)).isTrue();
        assertThat(init.header(PixelfluxConstants.FILE_NAME, String.class)).endsWith("-init.mp4");
        assertThat(isInit(first)).isFalse();
        assertThat(first.headers())
                .containsEntry(PixelfluxConstants.CONTENT_TYPE, "video/iso.segment");
        assertThat(first.header(PixelfluxConstants.FILE_NAME, String.class)).endsWith("-0.m4s");
        assertThat(Ffprobe.seconds(file(init, first, second)))
                .isEqualTo(duration(first) + duration(second), within(0.001));
    }

    @Test
    void aStillScreenEndsNoSegmentButThatOfALiveVideo() throws Exception {
        route("still", CALM + "&delivery=segment&segmentDuration=100ms", probe);
        PictureProbe live = new PictureProbe();
        route(
                "live",
                CALM
                        + "&delivery=segment&segmentDuration=100ms&segmentFormat=cmaf&segmentLive=true",
                live);
        Received init = live.next();
        Received first = live.next();
        for (int i = 0; i < 20; i++) {
            live.next();
        }

        assertThat(Ffprobe.decode(file(init, first))).isPositive();
        assertThat(consumer("still").getStatistics().exchanges()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSegmentThatHasBegunComesWhenTheRouteEnds(boolean suspend) throws Exception {
        waitForEverWhenStopping();
        Path target = directory.resolve("film");
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(CALM + "&delivery=segment&segmentDuration=1h")
                                .routeId("film")
                                .to("file:" + target)
                                .process(probe);
                    }
                });
        await().until(() -> consumer("film").isCapturing());
        awaitAPicture();

        if (suspend) {
            context.getRouteController().suspendRoute("film");
        } else {
            context.getRouteController().stopRoute("film");
        }

        Received segment = probe.next();
        assertThat(segment.headers()).containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, 0L);
        try (Stream<Path> files = Files.list(target)) {
            List<Path> written = files.toList();
            assertThat(written).hasSize(1);
            assertThat(Ffprobe.decode(written.get(0))).isPositive();
        }
        if (suspend) {
            context.getRouteController().resumeRoute("film");
            awaitAPicture();
            context.getRouteController().stopRoute("film");
            assertThat(probe.next().headers())
                    .containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, 0L);
        }
    }

    /** When the third has been made, the segment that has begun has the first. */
    private void awaitAPicture() {
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            PixelfluxConsumer consumer = consumer("film");
                            consumer.requestKeyFrame();
                            Capture capture = consumer.openCapture();
                            ScreenChange change =
                                    capture == null ? null : capture.picture().changes();
                            return change != null && change.id() >= 2;
                        });
    }

    @Test
    void aSegmentThatEndsDuringAPauseComesAfterIt() throws Exception {
        route("film", MOVING + "&delivery=segment&segmentDuration=100ms", probe);
        assertThat(probe.next().headers()).containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, 0L);
        consumer("film").pauseCapture();
        // The reader waits with a segment that has ended, or before the next one.
        await().atMost(Duration.ofMinutes(1)).until(PixelfluxSegmentsTest::isWaitingForItsTurn);
        consumer("film").resumeCapture();

        for (long sequence = 1; sequence < 4; sequence++) {
            assertThat(probe.next().headers())
                    .containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, sequence);
        }
    }

    private static boolean isWaitingForItsTurn() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(CurrentState.class.getName())
                                        && frame.getMethodName().equals("awaitTurn"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segmentDuration=1s | segmentDuration",
                "delivery=frame&segmentBytes=200000 | segmentBytes",
                "delivery=picture&segmentFormat=cmaf | segmentFormat",
                "mode=mixed&segmentLive=true | segmentLive",
            })
    void optionsThatContradictTheDeliveryAreRefusedByName(String options, String named) {
        assertThatThrownBy(() -> route("r", CALM + "&" + options, probe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named + ": has no effect with delivery=")
                .hasMessageContaining("only with delivery=segment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segmentDuration=99ms | segmentDuration: PT0.099S is out of range, allowed 100 ms",
                "segmentDuration=soon | segmentDuration: 'soon' is out of range",
                "segmentBytes=1 | segmentBytes: 1 is out of range, allowed 100000..1000000000",
                "segmentFormat=avi | segmentFormat: 'avi' is out of range, allowed mp4, cmaf",
            })
    void optionsOutOfRangeAreRefusedByName(String options, String message) {
        assertThatThrownBy(() -> context.getEndpoint(CALM + "&delivery=segment&" + options))
                .hasStackTraceContaining("IllegalArgumentException: " + message);
    }

    @Test
    void fullColourIsRefused() {
        assertThatThrownBy(() -> route("r", CALM + "&delivery=segment&h264FullColor=true", probe))
                .hasStackTraceContaining("h264FullColor: true is out of range");
    }
}
