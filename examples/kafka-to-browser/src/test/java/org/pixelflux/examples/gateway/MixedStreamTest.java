// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;
import org.pixelflux.support.Picture;

/** Frames in mode mixed from the topic's records to viewers. */
class MixedStreamTest {

    private static final Area ALL = new Area(0, 0, 64, 128);

    private final Relay relay = new Relay(request -> {}, (delay, task) -> {});
    private final SessionStream stream = new SessionStream(relay, System::nanoTime);
    private final List<RelayMessage> seen = new ArrayList<>();

    /** Draws at once what it is sent; what it shows is what the session showed. */
    private static final class DrawingViewer {
        private final PictureAssembler picture = new PictureAssembler();
        private final Map<FrameNumber, Picture> screen;
        private int compared;

        DrawingViewer(Relay relay, Map<FrameNumber, Picture> screen) {
            this.screen = screen;
            relay.subscribe(this::take, 1 << 20);
        }

        private void take(RelayMessage message, Runnable done) {
            if (picture.draw(((RelayFrame) message).mixed()) == Drawn.WHOLE) {
                Picture expected = screen.get(picture.lastWhole());
                Picture shown = Picture.of(picture.image());
                assertThat(shown.largestError(expected, expected.area())).isZero();
                compared++;
            }
            done.run();
        }
    }

    /** Records get lost, come in parts, and come again because the reader went back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void showWhatTheSessionShowed(long seed) {
        ModelSession session = new ModelSession(seed);
        Random random = new Random(seed);
        Map<FrameNumber, Picture> screen = new HashMap<>();
        List<ScreenRecord> topic = new ArrayList<>();
        List<DrawingViewer> viewers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            if (i % 200 == 0) {
                viewers.add(new DrawingViewer(relay, screen));
            }
            if (random.nextInt(8) == 0) {
                PictureAssembler picture = viewers.get(random.nextInt(viewers.size())).picture;
                session.request(RefreshRequest.since(picture.lastWhole()));
            }
            MixedFrame frame = session.next();
            Picture shown = session.picture();
            screen.put(new FrameNumber(frame.epoch(), frame.id()), shown.crop(shown.area()));
            int before = topic.size();
            for (ScreenRecord record : records(frame.wireBytes(), random)) {
                if (random.nextInt(30) > 0) {
                    topic.add(record);
                }
            }
            if (random.nextInt(50) == 0) {
                stream.enter();
                before = Math.max(0, before - random.nextInt(40));
            }
            topic.subList(before, topic.size()).forEach(stream::take);
        }
        assertThat(viewers)
                .allSatisfy(viewer -> assertThat(viewer.compared).isGreaterThan(50))
                .hasSize(5);
    }

    private static List<ScreenRecord> records(byte[] frame, Random random) {
        int parts = random.nextBoolean() ? 1 : 1 + random.nextInt(4);
        if (parts == 1) {
            return List.of(TestRecord.of(frame).build());
        }
        List<ScreenRecord> records = new ArrayList<>();
        int each = (frame.length + parts - 1) / parts;
        for (int part = 0; part < parts; part++) {
            int end = Math.min((part + 1) * each, frame.length);
            byte[] bytes = Arrays.copyOfRange(frame, part * each, end);
            records.add(TestRecord.of(frame).part(part, parts, bytes).build());
        }
        return records;
    }

    private void look() {
        relay.subscribe(
                (message, done) -> {
                    seen.add(message);
                    done.run();
                },
                1 << 20);
    }

    @Test
    void arePassedOnWithTheTimesOfThisMachine() {
        look();
        byte[] frame = MixedMessage.first(64, 128, 1, 0).times(1_000_000, 3_000_000).bytes();
        PastMoment captured = PastMoment.of(Duration.ofSeconds(3));

        stream.take(TestRecord.of(frame).with("pixelflux-capture-time", captured.millis()).build());

        MixedFrame passed = ((RelayFrame) seen.get(0)).mixed();
        captured.assertIs(passed.captureNanos());
        assertThat(passed.encodedNanos() - passed.captureNanos()).isEqualTo(2_000_000);
    }

    /** The capture was changed while it ran: the epoch goes on with the stripes. */
    @Test
    void areFollowedByStripesOfTheSameEpoch() {
        look();
        stream.take(TestRecord.of(MixedMessage.first(640, 128, 5, 0).bytes()).build());
        stripes(5, 1, true);
        stripes(5, 2, false);
        stream.take(TestRecord.of(MixedMessage.first(640, 128, 6, 3).bytes()).build());
        stripes(6, 4, true);

        List<Long> frames =
                seen.stream()
                        .filter(message -> message instanceof RelayStripe)
                        .map(RelayMessage::frameId)
                        .distinct()
                        .toList();
        assertThat(frames).containsExactly(1L, 2L, 4L);
        assertThat(seen.stream().filter(message -> message instanceof RelayFrame)).hasSize(2);
    }

    private void stripes(long epoch, long frame, boolean keyFrame) {
        stream.take(new TestRecord(epoch, frame, 0, keyFrame).build());
        stream.take(new TestRecord(epoch, frame, 1, keyFrame).build());
    }

    @Test
    void areLeftAsideIfAFormerProgramStillSendsThem() {
        look();
        stream.take(TestRecord.of(MixedMessage.first(64, 128, 6, 0).bytes()).build());
        stream.take(TestRecord.of(MixedMessage.first(64, 128, 5, 9).bytes()).build());
        stream.take(
                TestRecord.of(MixedMessage.after(64, 128, 6, 0).fill(ALL, 1, 7).bytes()).build());

        assertThat(seen).extracting(RelayMessage::frameId).containsExactly(0L, 1L);
    }

    /** A program that has ended since brings no other picture. */
    @Test
    void areKnownToWhoComesAfterTheReaderHasGoneBack() {
        ScreenRecord whole = TestRecord.of(MixedMessage.first(64, 128, 6, 0).bytes()).build();
        stream.take(whole);
        stream.enter();
        stream.take(whole);
        look();

        assertThat(seen).extracting(RelayMessage::frameId).containsExactly(0L);
    }

    /** A few bytes each; with a million of them nobody else would be served for minutes. */
    @Test
    void areRefusedIfTheirRectanglesAreManyTimesThePicture() {
        MixedMessage flood = MixedMessage.first(64, 128, 1, 0);
        for (int i = 0; i < 65; i++) {
            flood.fill(ALL, MixedMessage.OWN, i);
        }
        assertThatThrownBy(() -> stream.take(TestRecord.of(flood.bytes()).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 64 times as many as the picture");
    }

    @Test
    void areRefusedIfTheHeadersSaySomethingElse() {
        byte[] frame = MixedMessage.first(64, 128, 6, 3).bytes();
        ScreenRecord otherFrame = TestRecord.of(frame).with("pixelflux-frame-id", 4).build();
        ScreenRecord otherEpoch = TestRecord.of(frame).with("pixelflux-epoch", 7).build();

        assertThatThrownBy(() -> stream.take(otherFrame))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the headers name frame 4 of epoch 6");
        assertThatThrownBy(() -> stream.take(otherEpoch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of epoch 7");
    }
}
