// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.examples.records.ScreenTopics;

/** The topic of key frames, and the one of requests for them. */
class KeyFrameRecordsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264"})
    void areThoseOfTheLiveTopicAndSayWhereItGoesOn(String mode) throws Exception {
        ScreenTopics topics = BROKER.topics("same-" + mode);
        try (ObservedRoute route =
                        new ObservedRoute(
                                capture("keyframeIntervalSeconds=0.3&mode=" + mode), topics);
                StripeReader live = new StripeReader(topics.brokers(), topics.live());
                StripeReader keyFrames = new StripeReader(topics.brokers(), topics.keyFrames())) {
            keyFrames.awaitFrame(20);
            live.awaitFrame(keyFrames.received().get(keyFrames.received().size() - 1).frameId());

            assertThat(route.lost()).isZero();
            Map<Long, ReceivedStripe> byOffset =
                    live.received().stream()
                            .collect(
                                    Collectors.toMap(
                                            stripe -> stripe.record().offset(),
                                            Function.identity()));
            assertThat(keyFrames.received()).hasSizeGreaterThan(6);
            for (ReceivedStripe keyFrame : keyFrames.received()) {
                ReceivedStripe same = byOffset.get(keyFrame.liveOffset());
                assertThat(keyFrame.value()).isEqualTo(same.value());
                assertThat(keyFrame.headers())
                        .containsAllEntriesOf(same.headers())
                        .containsEntry("pixelflux-key-frame", "true")
                        .containsEntry("pixelflux-live-partition", "0")
                        .hasSize(same.headers().size() + 2);
                assertThat(keyFrame.record().key())
                        .isEqualTo(
                                ObservedRoute.SESSION
                                        + "/"
                                        + keyFrame.epoch()
                                        + "/"
                                        + keyFrame.y());
            }
            assertThat(keyFrames.received())
                    .extracting(ReceivedStripe::liveOffset)
                    .isSorted()
                    .containsAll(
                            live.received().stream()
                                    .filter(ReceivedStripe::keyFrame)
                                    .filter(stripe -> stripe.frameId() < 20)
                                    .map(stripe -> stripe.record().offset())
                                    .toList());
        }
    }

    @Test
    void areCompacted() throws Exception {
        ScreenTopics topics = BROKER.topics("compacted");
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.keyFrames());

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.brokers()))) {
            // A broker knows a new topic a moment later than it was made.
            await().ignoreExceptionsMatching(
                            failure ->
                                    failure.getCause() instanceof UnknownTopicOrPartitionException)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    admin.describeConfigs(List.of(topic))
                                                            .all()
                                                            .get()
                                                            .get(topic)
                                                            .get("cleanup.policy")
                                                            .value())
                                            .contains("compact"));
        }
        assertThat(topics.create()).as("of topics that are there").isEqualTo(topics.create());
    }

    /** Each of many readers may ask, but all together get no more than one picture a second. */
    @Test
    void areSentWhenSomebodyAsksButAtMostOneASecond() throws Exception {
        ScreenTopics topics = BROKER.topics("control");
        try (ObservedRoute route = new ObservedRoute(capture("mode=h264"), topics);
                StripeReader live = new StripeReader(topics.brokers(), topics.live());
                KafkaProducer<String, byte[]> asker = producer()) {
            live.awaitFrame(5);
            ask(asker, topics, "another");
            long began = System.nanoTime();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                ask(asker, topics, ObservedRoute.SESSION);
                                live.poll();
                                return wholeFrames(live) > 3;
                            });

            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(seconds).isGreaterThan(1.8);
            assertThat(route.lost()).isZero();
        }
    }

    private static void ask(
            KafkaProducer<String, byte[]> asker, ScreenTopics topics, String session) {
        asker.send(new ProducerRecord<>(topics.control(), session, new byte[0]));
    }

    /** How many frames begin every row anew. */
    private static long wholeFrames(StripeReader live) {
        return live.received().stream()
                .filter(stripe -> stripe.y() == 0 && stripe.keyFrame())
                .count();
    }

    private static String capture(String options) {
        return "pixelflux:synthetic?width=640&height=360&fps=30&" + options;
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.address(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
