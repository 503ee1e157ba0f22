// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelflux.CaptureMode;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.examples.kafka.MixedTopic.Received;
import org.pixelflux.examples.records.RefreshRecord;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.Picture;

/** Mode mixed in the topics. */
class MixedRecordsIT {

    private static final String SMALL =
            "pixelflux:synthetic?mode=mixed&videoRectangles=false&width=640&height=360&fps=30"
                    + "&syntheticChange=20&jpegQuality=100";

    /** By how much two images of the same part may differ, at most. */
    private static final double PSNR = 26;

    @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

    @Test
    void areTheFramesOfTheCapture() throws Exception {
        ScreenTopics topics = BROKER.topics("frames");
        try (ObservedRoute route = new ObservedRoute(SMALL, topics);
                MixedTopic live = new MixedTopic(topics.brokers(), topics.live())) {
            live.await(frame -> frame.frameId() == 20);

            assertThat(route.lost()).isZero();
            long before = -1;
            for (Received record : live.received()) {
                MixedFrame frame = record.frame();
                assertThat(record.bytes()).isEqualTo(route.produced().get((int) frame.id()).body());
                assertThat(record.records()).isEqualTo(1);
                assertThat(record.key()).isEqualTo(ObservedRoute.SESSION);
                assertThat(record.headers())
                        .containsEntry("pixelflux-version", "1")
                        .containsEntry("pixelflux-session", ObservedRoute.SESSION)
                        .containsEntry("pixelflux-epoch", "" + frame.epoch())
                        .containsEntry("pixelflux-codec", "mixed")
                        .containsEntry("pixelflux-frame-id", "" + frame.id())
                        .containsEntry("pixelflux-key-frame", "" + frame.complete())
                        .containsEntry("pixelflux-frame-width", "640")
                        .containsEntry("pixelflux-frame-height", "360")
                        .containsEntry("pixelflux-capture-time", "" + record.timestamp())
                        .containsEntry("Content-Type", MixedFrame.CONTENT_TYPE)
                        .hasSize(frame.first() ? 10 : 11);
                assertThat(frame.id()).isEqualTo(before + 1);
                before = frame.id();
            }
        }
    }

    /** As a topic that somebody has made with Kafka's defaults does with 4K. */
    @Test
    void comeInPartsWhereATopicTakesLess() throws Exception {
        ScreenTopics topics = topicFor("parts", 10_000);
        try (ObservedRoute route =
                        new ObservedRoute(SMALL + "&keyframeIntervalSeconds=0.4", topics);
                MixedTopic live = new MixedTopic(topics.brokers(), topics.live());
                MixedTopic keyFrames = new MixedTopic(topics.brokers(), topics.keyFrames())) {
            keyFrames.await(whole -> whole.frameId() > 20);
            Received last = keyFrames.received().get(keyFrames.received().size() - 1);
            live.await(frame -> frame.frameId() >= last.frameId());

            assertThat(route.lost()).isZero();
            assertThat(live.received()).anyMatch(frame -> frame.records() > 1);
            assertThat(live.received())
                    .allSatisfy(
                            frame ->
                                    assertThat(frame.bytes())
                                            .isEqualTo(
                                                    route.produced()
                                                            .get((int) frame.frameId())
                                                            .body()));
            Map<Long, Picture> shown = pictures(live.received());
            assertThat(keyFrames.received()).hasSizeGreaterThan(1);
            for (Received whole : keyFrames.received()) {
                assertThat(whole.records()).isGreaterThan(1);
                assertThat(whole.key())
                        .isEqualTo(ObservedRoute.SESSION + "/" + whole.epoch() + "/0");
                long begin = whole.number("pixelflux-live-offset");
                Map<Long, Picture> following =
                        pictures(
                                live.received().stream()
                                        .filter(frame -> frame.offset() >= begin)
                                        .toList());
                requireSame(shown, pictures(List.of(whole)));
                requireSame(shown, following);
                assertThat(following.keySet()).contains(whole.frameId());
            }
        }
    }

    /**
     * What a reader that has nothing shows with each of these frames, by their numbers; nothing is
     * missing between them.
     */
    private static Map<Long, Picture> pictures(List<Received> frames) {
        PictureAssembler reader = new PictureAssembler();
        Map<Long, Picture> pictures = new TreeMap<>();
        for (Received received : frames) {
            MixedFrame frame = received.frame();
            assertThat(reader.draw(frame)).as("%s", frame).isEqualTo(Drawn.WHOLE);
            Picture shown = Picture.of(reader.image());
            pictures.put(frame.id(), shown.crop(shown.area()));
        }
        return pictures;
    }

    /** A refresh has other images than the changes had. */
    private static void requireSame(Map<Long, Picture> all, Map<Long, Picture> some) {
        some.forEach(
                (frame, picture) ->
                        assertThat(picture.psnr(all.get(frame), picture.area()))
                                .as("frame %d", frame)
                                .isGreaterThan(PSNR));
    }

    /** A refresh of so large a picture is split over several frames. */
    @Test
    void are4kAlsoWhereATopicHasTheDefaultsOfKafka() throws Exception {
        ScreenTopics topics = topicFor("large-mixed", 1 << 20);
        String large =
                "pixelflux:synthetic?mode=mixed&videoRectangles=false&width=3840&height=2160&fps=10"
                        + "&syntheticPattern=noise&syntheticChange=1&keyframeIntervalSeconds=1";
        try (ObservedRoute route = new ObservedRoute(large, topics);
                MixedTopic live = new MixedTopic(topics.brokers(), topics.live());
                MixedTopic keyFrames = new MixedTopic(topics.brokers(), topics.keyFrames())) {
            Received whole = keyFrames.await(frame -> frame.frameId() > 0);
            live.await(frame -> frame.frameId() == whole.frameId());

            assertThat(route.lost()).isZero();
            assertThat(live.received().get(0).records()).isGreaterThan(1);
            Picture ofWhole = draw(List.of(whole), 1);
            List<Received> split =
                    live.received().stream()
                            .filter(
                                    frame ->
                                            frame.offset() >= whole.number("pixelflux-live-offset")
                                                    && frame.frameId() <= whole.frameId())
                            .toList();
            assertThat(split).hasSizeGreaterThan(1);
            Picture ofRefresh = draw(split, split.size());
            assertThat(ofWhole.largestError(ofRefresh, ofRefresh.area())).isZero();
            assertThat(ofWhole.width()).isEqualTo(3840);
        }
    }

    /** What a reader shows that has nothing, and is whole with the last of these frames. */
    private static Picture draw(List<Received> frames, int wholeWith) {
        PictureAssembler reader = new PictureAssembler();
        for (int i = 0; i < frames.size(); i++) {
            assertThat(reader.draw(frames.get(i).frame()))
                    .isEqualTo(i + 1 == wholeWith ? Drawn.WHOLE : Drawn.PART);
        }
        return Picture.of(reader.image());
    }

    /** A gateway asks with the frame that it has, another one with an older frame. */
    @Test
    void areRefreshedSinceTheFrameThatSomebodyHas() throws Exception {
        ScreenTopics topics = BROKER.topics("refreshed");
        try (ObservedRoute route = new ObservedRoute(SMALL, topics);
                MixedTopic live = new MixedTopic(topics.brokers(), topics.live());
                KafkaProducer<String, byte[]> asker = producer()) {
            Received frame = live.await(received -> received.frameId() == 5);

            MixedFrame.Refresh refresh = null;
            while (refresh == null) {
                // The program hears nothing that was asked before it listened.
                ask(asker, topics, new FrameNumber(frame.epoch(), 3));
                ask(asker, topics, new FrameNumber(frame.epoch(), 4));
                long next = live.received().get(live.received().size() - 1).frameId() + 5;
                live.await(received -> received.frameId() >= next);
                refresh =
                        live.received().stream()
                                .map(received -> received.frame().refresh())
                                .filter(one -> one != null)
                                .findFirst()
                                .orElse(null);
            }
            assertThat(refresh.fromNothing()).isFalse();
            assertThat(refresh.base()).isIn(3L, 4L);
            assertThat(live.received())
                    .filteredOn(
                            received -> received.headers().containsKey("pixelflux-refresh-since"))
                    .allSatisfy(
                            received ->
                                    assertThat(received.headers().get("pixelflux-refresh-since"))
                                            .isIn("3", "4"));

            asker.send(
                            RefreshRecord.of(
                                    topics.control(),
                                    ObservedRoute.SESSION,
                                    RefreshRequest.EVERYTHING))
                    .get();
            Received whole =
                    live.await(
                            received ->
                                    "nothing"
                                            .equals(
                                                    received.headers()
                                                            .get("pixelflux-refresh-since")));
            assertThat(whole.headers()).containsEntry("pixelflux-key-frame", "true");
            assertThat(route.lost()).isZero();
        }
    }

    private static void ask(
            KafkaProducer<String, byte[]> asker, ScreenTopics topics, FrameNumber since)
            throws Exception {
        asker.send(
                        RefreshRecord.of(
                                topics.control(),
                                ObservedRoute.SESSION,
                                RefreshRequest.since(since)))
                .get();
    }

    /** Frames have epochs of their own, so they begin one; stripes go on in it. */
    @Test
    void goOnInTheirEpochWhenTheModeChanges() throws Exception {
        ScreenTopics topics = BROKER.topics("changed");
        try (ObservedRoute route = new ObservedRoute(SMALL, topics);
                MixedTopic live = new MixedTopic(topics.brokers(), topics.live())) {
            Received frame = live.await(received -> received.frameId() == 3);
            route.change(settings -> settings.mode(CaptureMode.H264));
            Received stripe = live.await(received -> received.headers().containsValue("h264"));
            route.change(settings -> settings.mode(CaptureMode.JPEG));
            live.await(received -> received.headers().containsValue("jpeg"));
            route.change(settings -> settings.mode(CaptureMode.MIXED));
            Received again =
                    live.await(
                            received ->
                                    received.isMixed() && received.frameId() > stripe.frameId());

            assertThat(stripe.headers()).containsEntry("pixelflux-key-frame", "true");
            assertThat(again.frame().first()).isTrue();
            assertThat(again.epoch()).isGreaterThan(frame.epoch());
            assertThat(epochs(live, "h264", "jpeg")).containsExactly(frame.epoch());
            Set<Long> ids =
                    live.received().stream()
                            .map(Received::frameId)
                            .filter(id -> id <= again.frameId())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ids).as("no frame is missing").hasSize((int) again.frameId() + 1);
            assertThat(route.lost()).isZero();
        }
    }

    private static Set<Long> epochs(MixedTopic topic, String... codecs) {
        return topic.received().stream()
                .filter(
                        received ->
                                Set.of(codecs).contains(received.headers().get("pixelflux-codec")))
                .map(Received::epoch)
                .collect(Collectors.toSet());
    }

    private static ScreenTopics topicFor(String name, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.address()))) {
            NewTopic small =
                    new NewTopic(name, Optional.of(1), Optional.empty())
                            .configs(Map.of("max.message.bytes", "" + bytes));
            admin.createTopics(List.of(small)).all().get();
        }
        return BROKER.topics(name);
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.address(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
