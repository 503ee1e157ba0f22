// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.FrameFormatException;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.picture.WireVectors;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.MixedMessage;

/**
 * Frames in mode mixed from strangers: a gateway passes them on or leaves them aside. Records that
 * break this lie in target/strangers-records then, and go into the folder strangers of this
 * package's resources with the repair.
 */
class StrangersRecordsTest {

    /** How many records a gateway takes before another one begins. */
    private static final int HISTORY = 200;

    private static final Path CORPUS =
            Path.of("src/test/resources/org/pixelflux/examples/gateway/strangers");
    private static final Path OF_THE_CORE = Path.of("../../native/fuzz/corpus/mixed_frame");
    private static final Path BROKEN = Path.of("target/strangers-records");

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

    @Test
    void whatWasFoundBefore() {
        List<List<ScreenRecord>> histories = new ArrayList<>();
        files(CORPUS, "*.records").map(KeptRecords::read).forEach(histories::add);
        assertThat(histories).isNotEmpty();
        keptFrames().map(frame -> List.of(record(frame).build())).forEach(histories::add);
        assertThat(histories).hasSizeGreaterThan(100);
        for (List<ScreenRecord> history : histories) {
            FedGateway gateway = new FedGateway(BROKEN);
            history.forEach(gateway::take);
            gateway.expectToGoOn();
        }
    }

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
        List<byte[]> kept = keptFrames().filter(frame -> frame.length > 0).toList();
        int aside = 0;
        int shown = 0;
        for (int begun = 0; begun < records; begun += HISTORY) {
            FedGateway gateway = new FedGateway(BROKEN);
            ModelSession session = new ModelSession(random.nextLong());
            boolean ofASession = random.nextInt(10) > 0;
            for (int i = 0; i < HISTORY; i++) {
                if (random.nextInt(10) == 0) {
                    session.request(RefreshRequest.since(gateway.lastWhole()));
                }
                byte[] frame =
                        ofASession
                                ? session.next().wireBytes()
                                : kept.get(random.nextInt(kept.size()));
                gateway.take(stranger(frame, random).build());
            }
            gateway.expectToGoOn();
            aside += gateway.aside();
            shown += gateway.shown();
        }
        assertThat(aside).isBetween(records / 10, records * 9 / 10);
        assertThat(shown).isGreaterThan(records / 100);
    }

    /** The test vectors, what a reader refuses of them, and what the native fuzz target kept. */
    private static Stream<byte[]> keptFrames() {
        return Stream.of(
                        WireVectors.APPLIED.stream().map(WireVectors::message),
                        WireVectors.refusals().stream().map(WireVectors.Refusal::message),
                        files(OF_THE_CORE, "*").map(KeptRecords::bytes))
                .flatMap(frames -> frames);
    }

    private static Stream<Path> files(Path directory, String names) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, names)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted();
    }

    /** Of what may be no frame: with headers that are right for it, or for another one. */
    private static TestRecord record(byte[] frame) {
        try {
            return TestRecord.of(frame);
        } catch (FrameFormatException e) {
            return TestRecord.of(MixedMessage.first(64, 128, 1, 0).bytes()).withValue(frame);
        }
    }

    private static TestRecord stranger(byte[] frame, Random random) {
        TestRecord record = record(frame).at(0, 42);
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
