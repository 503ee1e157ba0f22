// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.pixelflux.camel.RouteTimer;
import org.pixelflux.examples.records.ScreenTopics;
import org.pixelflux.examples.records.TopicContent;
import org.pixelflux.examples.records.TopicReader;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayTimer;
import org.pixelflux.web.Screen;
import org.pixelflux.web.Screens;

/**
 * The screens of a live topic, one for each session. Each gateway reads all of the topic by itself,
 * in no consumer group: a viewer may come to any of them.
 */
final class KafkaScreens extends RouteBuilder implements Screens {

    /** Some megabytes each, if programs of ours write them. */
    private static final int MOST_SESSIONS = 1000;

    private final ScreenTopics topics;
    private final String only;
    private final SessionStreams streams = new SessionStreams(MOST_SESSIONS, this::stream);
    private final UnreadableRecords unreadable = new UnreadableRecords();
    private RefreshAsker asker;
    private RelayTimer timer;

    /**
     * @param only the one session that is shown; null: all
     */
    KafkaScreens(ScreenTopics topics, String only) {
        this.topics = topics;
        this.only = only;
    }

    @Override
    public void configure() throws Exception {
        timer = RouteTimer.of(getContext(), "key-frames");
        asker = new RefreshAsker(getContext(), topics);
        getContext().addService(asker);
        if (only != null) {
            streams.get(only);
        }
        getContext()
                .addService(
                        new TopicReader(getContext(), "stripes", topics, this::begin, this::take));
    }

    /** A page that names no session sees the one whose picture has changed last. */
    @Override
    public Optional<Screen> find(String session) {
        Optional<SessionStream> found = session == null ? streams.latest() : streams.find(session);
        return found.map(Screen.class::cast);
    }

    /** Lets the reader begin with what makes up the pictures of now. */
    private void begin(KafkaConsumer<String, byte[]> consumer) {
        streams.all().forEach(SessionStream::enter);
        Map<TopicPartition, Long> ends =
                consumer.endOffsets(TopicContent.partitions(consumer, topics.live()));
        KeyFrameIndex index = new KeyFrameIndex(System::currentTimeMillis);
        TopicContent.read(consumer, topics.keyFrames(), record -> readable(record, index::take));
        index.sessions().forEach(streams::get);
        consumer.assign(ends.keySet());
        ends.forEach(
                (partition, end) ->
                        consumer.seek(partition, index.beginning(partition.partition(), end)));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        readable(record, known -> streams.get(known.session()).take(known));
    }

    /** Others may write to the topics too; what cannot be read counts as lost. */
    private void readable(ConsumerRecord<String, byte[]> record, Consumer<ScreenRecord> use) {
        ScreenRecord known = new ScreenRecord(record);
        try {
            if (only == null || only.equals(known.session())) {
                use.accept(known);
            }
        } catch (RuntimeException e) {
            unreadable.take(record, e);
        }
    }

    private SessionStream stream(String session) {
        return new SessionStream(new Relay(asker.of(session), timer), System::nanoTime);
    }
}
