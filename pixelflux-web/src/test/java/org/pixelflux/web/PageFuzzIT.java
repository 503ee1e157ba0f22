// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameReader;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.RectangleKind;
import org.pixelflux.RectangleRole;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.picture.WireVectors;
import org.pixelflux.support.Area;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.MixedMessage;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.SharedChromium;

/**
 * Frames in mode mixed from strangers: the page reads the same of a message as Java does, or
 * refuses it as Java does, and shows the next picture whatever came. A message that breaks this
 * lies in target/page-fuzz then, and goes into page/corpus with the repair.
 */
class PageFuzzIT {

    private static final int BATCH = 100;
    private static final int BATCHES = 15;
    private static final Path CORPUS = Path.of("src/test/resources/page/corpus");
    private static final Path OF_THE_CORE = Path.of("../native/fuzz/corpus/mixed_frame");

    /** JSON has no larger numbers, so the page refuses them. */
    private static final long MOST_COUNTED = (1L << 53) - 1;

    private static PageServer server;
    @RegisterExtension static final SharedChromium chromium = new SharedChromium();
    private static Chromium.Tab page;

    @BeforeAll
    static void openPage() throws Exception {
        server = new PageServer(FreePort.find(), "pixelflux:synthetic?width=640&height=100");
        server.start();
        page = chromium.open(server.url() + "style.css");
    }

    @AfterAll
    static void closePage() throws Exception {
        page.close();
        server.close();
    }

    @Test
    void whatWasFoundBefore() throws Exception {
        List<byte[]> kept = kept();
        assertThat(kept).hasSizeGreaterThan(50);
        for (int i = 0; i < kept.size(); i += BATCH) {
            feed(kept.subList(i, Math.min(i + BATCH, kept.size())));
        }
    }

    @Test
    void someStrangers() throws Exception {
        FrameMutator mutator = new FrameMutator(17, origins());
        // What was changed is one that the page shows.
        int shown = feed(List.of(film()));
        assertThat(shown).isEqualTo(2);
        for (int i = 0; i < BATCHES; i++) {
            shown += feed(batch(mutator));
        }
        // More than the pictures that are shown after each message that can be read.
        assertThat(shown).isGreaterThan(BATCHES * BATCH / 2);
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void manyStrangers() throws Exception {
        long seed = new Random().nextLong();
        FrameMutator mutator = new FrameMutator(seed, origins());
        Instant end = Instant.now().plus(Duration.ofMinutes(10));
        while (Instant.now().isBefore(end)) {
            feed(batch(mutator));
        }
    }

    private static List<byte[]> batch(FrameMutator mutator) {
        return Stream.generate(mutator::next).limit(BATCH).toList();
    }

    private static List<byte[]> origins() throws IOException {
        List<byte[]> origins = new ArrayList<>(kept());
        byte[] film = film();
        for (int i = 0; i < 20; i++) {
            WireVectors.APPLIED.forEach(name -> origins.add(WireVectors.message(name)));
            origins.add(WireVectors.message("12-video"));
            origins.add(film);
        }
        return origins;
    }

    /** A frame that any reader can begin with, in which a film has three pictures. */
    private static byte[] film() {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .mode(CaptureMode.MIXED)
                        .videoRectangles(true)
                        .syntheticPattern(SyntheticPattern.FILM)
                        .syntheticChange(80)
                        .width(641)
                        .height(303)
                        .build();
        MixedMessage message = MixedMessage.first(641, 303, 5, 7);
        message.fill(new Area(0, 0, 641, 303), MixedMessage.OWN, 0x406080);
        int pictures = 0;
        try (FrameReader capture = FrameReader.open(settings)) {
            while (pictures < 3) {
                for (FrameRectangle rectangle : capture.next().mixed()) {
                    if (rectangle.kind() == RectangleKind.VIDEO && pictures < 3) {
                        message.add(
                                new Area(
                                        rectangle.x(),
                                        rectangle.y(),
                                        rectangle.width(),
                                        rectangle.height()),
                                MixedMessage.VIDEO,
                                rectangle.role().code(),
                                0,
                                0,
                                (int) rectangle.stream(),
                                (int) rectangle.generation(),
                                rectangle.payload());
                        pictures++;
                    }
                }
            }
        }
        return message.bytes();
    }

    private static List<byte[]> kept() throws IOException {
        List<byte[]> kept = new ArrayList<>();
        for (Path directory : List.of(CORPUS, OF_THE_CORE)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.sorted().map(PageFuzzIT::bytes).forEach(kept::add);
            }
        }
        return kept;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many frames were shown. */
    private static int feed(List<byte[]> messages) throws IOException {
        Map<String, Object> given = new HashMap<>(PageVectors.all());
        Base64.Encoder base64 = Base64.getEncoder();
        given.put("messages", messages.stream().map(base64::encodeToString).toList());
        Map<?, ?> outcome;
        try {
            outcome = (Map<?, ?>) PageScript.run(page, "strangers.js", given);
        } catch (RuntimeException e) {
            throw new AssertionError("the page failed with one of " + keep(messages), e);
        }
        if (!List.of().equals(outcome.get("failures"))) {
            throw new AssertionError(
                    outcome.get("failures") + " with one of " + keep(messages), null);
        }
        List<?> read = (List<?>) outcome.get("read");
        for (int i = 0; i < messages.size(); i++) {
            String expected = read(messages.get(i));
            if (expected == null ? read.get(i) != null : !expected.equals(read.get(i))) {
                assertThat(read.get(i))
                        .as("%s", keep(messages.subList(i, i + 1)))
                        .isEqualTo(expected);
            }
        }
        return ((Number) outcome.get("shown")).intValue();
    }

    private static List<Path> keep(List<byte[]> messages) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/page-fuzz"));
        List<Path> files = new ArrayList<>();
        for (byte[] message : messages) {
            Path file = directory.resolve(Integer.toHexString(Arrays.hashCode(message)));
            files.add(Files.write(file, message));
        }
        return files;
    }

    /** What Java reads of a message; null if it, or the page alone, refuses it. */
    private static String read(byte[] message) {
        MixedFrame frame;
        try {
            frame = MixedFrame.parse(message);
        } catch (FrameFormatException e) {
            return null;
        }
        Refresh refresh = frame.refresh();
        boolean counted =
                frame.epoch() <= MOST_COUNTED
                        && frame.id() <= MOST_COUNTED
                        && (refresh == null || refresh.start() <= MOST_COUNTED);
        return counted ? text(frame) : null;
    }

    private static String text(MixedFrame frame) {
        StringJoiner text = new StringJoiner(",");
        text.add(frame.epoch() + "," + frame.id());
        text.add(frame.first() ? "" : Long.toString(frame.previous()));
        text.add(Boolean.toString(frame.complete()));
        Refresh refresh = frame.refresh();
        text.add(
                refresh == null
                        ? ""
                        : (refresh.fromNothing() ? "" : refresh.base())
                                + ","
                                + refresh.start()
                                + ","
                                + refresh.lastPart());
        text.add(frame.width() + "," + frame.height());
        frame.forEach(rectangle -> text.add(text(rectangle)));
        return text.toString();
    }

    private static String text(FrameRectangle rectangle) {
        StringJoiner text = new StringJoiner(",");
        text.add(rectangle.x() + "," + rectangle.y());
        text.add(rectangle.width() + "," + rectangle.height());
        text.add(Integer.toString(rectangle.kind().ordinal() + 1));
        text.add(Boolean.toString(rectangle.role() != RectangleRole.REFRESH));
        text.add(Boolean.toString(rectangle.role() != RectangleRole.OWN));
        text.add(rectangle.sourceX() + "," + rectangle.sourceY());
        text.add(Long.toString(rectangle.stream()));
        text.add(Long.toString(rectangle.generation()));
        text.add(Integer.toString(rectangle.payload().length));
        return text.toString();
    }
}
