// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.kafka.ObservedRoute.Produced;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** What a broker holds of the synthetic source, as a plain consumer reads it. */
class StripeRecordsIT {

    private static final int WIDTH = 642;
    private static final int HEIGHT = 362;
    private static final int FRAMES = 60;

    @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264"})
    void holdEveryStripeAsItWas(String mode) throws Exception {
        long before = System.currentTimeMillis();
        Stream stream = stream("bytes-" + mode, synthetic(mode), FRAMES);

        List<ReceivedStripe> records = stream.records();
        List<Produced> produced = stream.produced().subList(0, records.size());
        for (int i = 0; i < records.size(); i++) {
            ReceivedStripe stripe = records.get(i);
            assertThat(stripe.value()).isEqualTo(produced.get(i).body());
            assertThat(stripe.headers())
                    .containsAllEntriesOf(expected(produced.get(i).headers()))
                    .hasSize(15);
            assertThat(stripe.epoch()).isEqualTo(records.get(0).epoch());
            assertThat(stripe.record().key()).isEqualTo(ObservedRoute.SESSION);
            assertThat(stripe.record().timestamp())
                    .isEqualTo(Long.parseLong(stripe.headers().get("pixelflux-capture-time")))
                    .isBetween(before, System.currentTimeMillis());
        }
        assertThat(records.get(0).epoch()).isBetween(before, System.currentTimeMillis());
        assertThat(frameIds(records))
                .as("frame after frame, none left out")
                .isEqualTo(longsTo(frameIds(records).size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264"})
    void giveThePicture(String mode) throws Exception {
        Stream stream = stream("picture-" + mode, synthetic(mode), FRAMES);

        try (StripeViewer viewer = new StripeViewer()) {
            long last = 0;
            for (ReceivedStripe stripe : stream.records()) {
                viewer.draw(stripe);
                last = stripe.frameId();
            }
            Picture expected =
                    new SyntheticPicture(
                                    CaptureSettings.builder()
                                            .source(Source.SYNTHETIC)
                                            .width(WIDTH)
                                            .height(HEIGHT)
                                            .build())
                            .at(last);
            assertThat(viewer.picture().worstLumaPsnr(expected, 16)).isGreaterThan(35);
            assertThat(viewer.gaps()).isZero();
        }
    }

    /** Kafka's limit is 1 MiB where nobody has raised it. */
    @Test
    void holdAStripeOfSeveralMegabytes() throws Exception {
        Stream stream =
                stream(
                        "large",
                        "pixelflux:synthetic?mode=h264&h264FullFrame=true&h264Crf=4&fps=5"
                                + "&syntheticPattern=noise&syntheticChange=100",
                        0);

        ReceivedStripe whole = stream.records().get(0);
        assertThat(whole.value().length).isGreaterThan(3 << 20);
        assertThat(whole.value()).isEqualTo(stream.produced().get(0).body());
    }

    private record Stream(List<Produced> produced, List<ReceivedStripe> records) {}

    /** What went into the route and what came out up to the end of a frame or a little more. */
    private static Stream stream(String topicName, String captureUri, int frames) throws Exception {
        ScreenTopics topics = BROKER.topics(topicName);
        try (ObservedRoute route = new ObservedRoute(captureUri, topics);
                StripeReader reader = new StripeReader(BROKER.address(), topicName)) {
            reader.awaitFrame(frames);
            assertThat(route.lost()).isZero();
            return new Stream(route.produced(), wholeFrames(reader.received()));
        }
    }

    /** Without the stripes at the end whose frame has not come to an end. */
    private static List<ReceivedStripe> wholeFrames(List<ReceivedStripe> stripes) {
        int end = stripes.size();
        while (!stripes.get(end - 1).lastOfFrame()) {
            end--;
        }
        return stripes.subList(0, end);
    }

    private static String synthetic(String mode) {
        return String.format(
                Locale.ROOT,
                "pixelflux:synthetic?mode=%s&width=%d&height=%d&fps=30&jpegQuality=95&h264Crf=10",
                mode,
                WIDTH,
                HEIGHT);
    }

    private static Map<String, String> expected(Map<String, Object> camel) {
        return Map.ofEntries(
                Map.entry("pixelflux-version", "1"),
                Map.entry("pixelflux-session", ObservedRoute.SESSION),
                text("pixelflux-codec", camel, PixelfluxConstants.CODEC),
                text("pixelflux-frame-id", camel, PixelfluxConstants.FRAME_ID),
                text("pixelflux-stripe-count", camel, PixelfluxConstants.STRIPE_COUNT),
                text("pixelflux-last-of-frame", camel, PixelfluxConstants.LAST_OF_FRAME),
                text("pixelflux-key-frame", camel, PixelfluxConstants.KEY_FRAME),
                text("pixelflux-y", camel, PixelfluxConstants.Y),
                text("pixelflux-width", camel, PixelfluxConstants.WIDTH),
                text("pixelflux-height", camel, PixelfluxConstants.HEIGHT),
                text("pixelflux-frame-width", camel, PixelfluxConstants.FRAME_WIDTH),
                text("pixelflux-frame-height", camel, PixelfluxConstants.FRAME_HEIGHT),
                text("pixelflux-capture-time", camel, PixelfluxConstants.MESSAGE_TIMESTAMP),
                text("Content-Type", camel, PixelfluxConstants.CONTENT_TYPE));
    }

    private static Map.Entry<String, String> text(
            String name, Map<String, Object> camel, String camelName) {
        return Map.entry(name, camel.get(camelName).toString());
    }

    private static List<Long> frameIds(List<ReceivedStripe> stripes) {
        return stripes.stream().map(ReceivedStripe::frameId).distinct().toList();
    }

    private static List<Long> longsTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
