// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelflux.examples.records.RecordHeaders;
import org.pixelflux.examples.records.ScreenTopics;

/** The epochs of a session go on after its last one, whatever the clock says. */
class SessionEpochIT {

    @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

    /** The clock was a year ahead, and has been set back. */
    @Test
    void isOneMoreThanTheLastOfTheSession() throws Exception {
        ScreenTopics topics = BROKER.topics("set-back");
        long last = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(365);
        sent(topics, ObservedRoute.SESSION, String.valueOf(last));
        sent(topics, ObservedRoute.SESSION, String.valueOf(last - 7));
        sent(topics, ObservedRoute.SESSION, "of another program");
        sent(topics, "another", String.valueOf(last + 1000));

        try (ObservedRoute route = new ObservedRoute("pixelflux:synthetic?fps=30", topics);
                StripeReader live = new StripeReader(topics.brokers(), topics.live())) {
            live.awaitFrame(1);

            assertThat(live.received()).extracting(ReceivedStripe::epoch).containsOnly(last + 1);
            assertThat(route.lost()).isZero();
        }
        assertThat(topics.lastEpoch(ObservedRoute.SESSION)).isEqualTo(last + 1);
        assertThat(topics.lastEpoch("nobody")).isZero();
    }

    /** The program tells the capture, whose frames have epochs of their own. */
    @Test
    void isThatOfFramesInModeMixed() throws Exception {
        ScreenTopics topics = BROKER.topics("set-back-mixed");
        long last = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(365);
        sent(topics, "desk", String.valueOf(last));
        String words =
                "--source synthetic --mode mixed --session desk --seconds 1 --topic "
                        + topics.live()
                        + " --brokers "
                        + topics.brokers();

        assertThat(ScreenToKafka.commandLine().execute(words.split(" "))).isZero();

        try (MixedTopic live = new MixedTopic(topics.brokers(), topics.live())) {
            live.await(frame -> frame.frameId() == 0);
            assertThat(live.received())
                    .allSatisfy(frame -> assertThat(frame.epoch()).isEqualTo(last + 1))
                    .allSatisfy(frame -> assertThat(frame.frame().epoch()).isEqualTo(last + 1));
        }
        assertThat(topics.lastEpoch("desk")).isEqualTo(last + 1);
    }

    private static void sent(ScreenTopics topics, String session, String epoch) throws Exception {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        topics.keyFrames(), session + "/" + epoch + "/0", new byte[] {1});
        record.headers().add(RecordHeaders.SESSION, session.getBytes(UTF_8));
        record.headers().add(RecordHeaders.EPOCH, epoch.getBytes(UTF_8));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", topics.brokers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
