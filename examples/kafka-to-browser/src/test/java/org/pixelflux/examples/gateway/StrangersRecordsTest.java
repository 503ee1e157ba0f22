// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.FrameFormatException;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.MixedMessage;

/** Frames in mode mixed from strangers: a gateway passes them on or leaves them aside. */
class StrangersRecordsTest {

    private static final String[] HEADERS = {
        "pixelflux-version",
        "pixelflux-epoch",
        "pixelflux-codec",
        "pixelflux-frame-id",
        "pixelflux-part",
        "pixelflux-parts",
        "pixelflux-frame-height",
        "pixelflux-capture-time",
        "pixelflux-live-partition",
        "pixelflux-live-offset",
    };

    private static final String[] VALUES = {
        "", "-1", "0", "1", "2", "3", "7", "2147483647", "-9223372036854775808", "mixed", "h264"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doNoHarm(long seed) {
        mutate(seed, 5000);
    }

    @Tag("nightly")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    @Test
    void doNoHarmForTenMinutes() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        for (long seed = 5; System.nanoTime() < end; seed++) {
            mutate(seed, 20_000);
        }
    }

    private static void mutate(long seed, int records) {
        try (LoggedErrors log = new LoggedErrors()) {
            mutateAll(seed, records);
            assertThat(log.lines("WARN")).as("one an epoch").isLessThan(records / 10);
        }
    }

    private static void mutateAll(long seed, int records) {
        Random random = new Random(seed);
        ModelSession session = new ModelSession(seed);
        Relay relay = new Relay(since -> {}, (delay, task) -> {});
        SessionStream stream = new SessionStream(relay, System::nanoTime);
        KeyFrameIndex index = new KeyFrameIndex(() -> 0);
        List<RelayMessage> shown = new ArrayList<>();
        PictureAssembler picture = new PictureAssembler(1 << 20);
        relay.subscribe((message, done) -> draw(message, picture, shown, done), 1 << 20);
        int aside = 0;
        for (int i = 0; i < records; i++) {
            if (random.nextInt(10) == 0) {
                session.request(picture.lastWhole());
            }
            ScreenRecord record = stranger(session.next().wireBytes(), random).build();
            try {
                stream.take(record);
                index.take(record);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotEmpty();
                aside++;
            }
        }
        assertThat(aside).isBetween(records / 10, records * 9 / 10);
        assertThat(shown).isNotEmpty();

        shown.clear();
        byte[] whole = MixedMessage.first(64, 128, 1L << 52, Long.MAX_VALUE).bytes();
        stream.take(TestRecord.of(whole).build());
        assertThat(shown).as("what comes next is shown").hasSize(1);
    }

    /** A viewer refuses what it cannot draw; that of another page may do something else. */
    private static void draw(
            RelayMessage message,
            PictureAssembler picture,
            List<RelayMessage> shown,
            Runnable done) {
        shown.add(message);
        if (message instanceof RelayFrame frame) {
            try {
                picture.draw(frame.mixed());
            } catch (FrameFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        done.run();
    }

    private static TestRecord stranger(byte[] frame, Random random) {
        TestRecord record = TestRecord.of(frame).at(0, 42);
        switch (random.nextInt(5)) {
            case 0 -> record.withValue(damaged(frame, random));
            case 1 -> record.withValue(Arrays.copyOf(frame, random.nextInt(2 * frame.length)));
            case 2 -> {
                int parts = 1 + random.nextInt(3);
                int begin = random.nextInt(frame.length);
                byte[] bytes = Arrays.copyOfRange(frame, begin, frame.length);
                record.part(random.nextInt(4), parts, bytes);
            }
            case 3 -> {
                record.with(pick(HEADERS, random), pick(VALUES, random));
                record.without(pick(HEADERS, random));
            }
            default -> {}
        }
        return record;
    }

    private static byte[] damaged(byte[] frame, Random random) {
        byte[] damaged = frame.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static String pick(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }

    /** Nobody can fill the log. */
    @Test
    void areLoggedOnceAndEverLess() {
        try (LoggedErrors log = new LoggedErrors()) {
            UnreadableRecords unreadable = new UnreadableRecords();
            for (int offset = 1; offset <= 1000; offset++) {
                ConsumerRecord<String, byte[]> record =
                        new ConsumerRecord<>("stripes", 0, offset, "desk", new byte[0]);
                unreadable.take(record, new IllegalArgumentException("no frame"));
            }

            assertThat(log.lines("offset 1 aside")).isEqualTo(1);
            assertThat(log.lines("no frame")).isEqualTo(10);
            assertThat(unreadable.count()).isEqualTo(1000);
        }
    }
}
