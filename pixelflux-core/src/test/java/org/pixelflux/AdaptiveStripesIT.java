// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Encoding;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.XvfbDisplay;

/** Stripes that join where a page scrolls and are cut again, seen by a foreign decoder. */
class AdaptiveStripesIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration TO_JOIN = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofMillis(400);
    private static final int FPS = 30;
    private static final int MOTION = 10 * FPS;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 768;
    private static final int ROW = 128;
    private static final int LINE = 16;
    private static final int TYPED = 2 * ROW;
    private static final Area REST = new Area(0, ROW + LINE, WIDTH, 4 * ROW - LINE);

    /** Worst of all bands of a frame; a band that is one frame late has less than 15. */
    private static final double SAME = 30;

    private final XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
    private final X11Paint paint = new X11Paint(display.name());
    private final Picture lines = blocks(new Random(5), 100 * LINE);
    private final Picture screen = blocks(new Random(6), HEIGHT);
    private final TreeMap<Integer, Integer> rows = new TreeMap<>();
    private int scrolled;

    @BeforeEach
    void paintThePage() {
        paint.keep(0, lines);
        paint.image(0, 0, screen);
    }

    @AfterEach
    void end() {
        paint.close();
        display.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"X264", "OPENH264"})
    void everyFrameIsRightWhateverIsJoinedAndCut(Encoding encoding) {
        everyFrameIsRight(encoding, true);
    }

    @Tag("nightly")
    @Test
    void everyFrameIsRightWithoutPaintOverToo() {
        everyFrameIsRight(Encoding.X264, false);
    }

    private void everyFrameIsRight(Encoding encoding, boolean paintOver) {
        CaptureSettings settings =
                encoding.choose(CaptureSettings.builder())
                        .display(display.name())
                        .h264Crf(16)
                        .h264PaintOverCrf(12)
                        .fps(FPS)
                        .usePaintOverQuality(paintOver)
                        .paintOverTriggerFrames(10)
                        .h264AdaptiveStripes(true)
                        .build();
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            follow(decoder, capture.next(LONG));
            assertThat(rows.values()).containsOnly(ROW).hasSize(HEIGHT / ROW);
            for (int round = 0; round < 2; round++) {
                joinByScrolling(capture, decoder);
                followUntilQuiet(capture, decoder);
                cutByTyping(capture, decoder);
                followUntilQuiet(capture, decoder);
            }
        }
    }

    private void joinByScrolling(FrameReader capture, StripeDecoder decoder) {
        await().pollInSameThread()
                .atMost(TO_JOIN)
                .until(
                        () -> {
                            scrollSwiftly(capture, decoder);
                            return typedRowIsJoined();
                        });
        for (int step = 0; step < 20; step++) {
            scroll();
            follow(decoder, capture.next(LONG));
        }
    }

    /** Only what moves swiftly is joined, so nothing is decoded before the motion is over. */
    private void scrollSwiftly(FrameReader capture, StripeDecoder decoder) {
        List<List<Stripe>> sent = new ArrayList<>();
        boolean joined = false;
        while (!joined && sent.size() < MOTION) {
            paintScrolled(scrolled + sent.size());
            Frame frame = capture.next(LONG);
            sent.add(frame.stripes().stream().map(Stripe::copy).toList());
            joined = frame.stripes().stream().anyMatch(stripe -> stripe.height() > ROW);
        }
        for (List<Stripe> stripes : sent) {
            drawScrolled(scrolled++);
            follow(decoder, stripes);
        }
    }

    private void cutByTyping(FrameReader capture, StripeDecoder decoder) {
        Random random = new Random(7);
        for (int glyph = 0; glyph < 900 && typedRowIsJoined(); glyph++) {
            int x = random.nextInt(WIDTH - 12);
            screen.fill(new Area(x, TYPED + 44, 12, 12), random.nextInt());
            paint.fill(x, TYPED + 44, 12, 12, screen.get(x, TYPED + 44));
            follow(decoder, capture.next(LONG));
            if (glyph % 10 == 9) {
                followUntilQuiet(capture, decoder);
            }
        }
        assertThat(rows).containsEntry(TYPED, ROW);
    }

    /** Whatever else is joined and cut: that is decided by processor time, too. */
    private boolean typedRowIsJoined() {
        return !Integer.valueOf(ROW).equals(rows.get(TYPED));
    }

    private void scroll() {
        paintScrolled(scrolled);
        drawScrolled(scrolled++);
    }

    private void paintScrolled(int step) {
        paint.carryOut(
                List.of(
                        new Copy(X11Paint.SCREEN, REST, 0, ROW),
                        new Copy(0, line(step), 0, REST.bottom() - LINE)));
    }

    private void drawScrolled(int step) {
        screen.draw(screen.crop(REST), 0, ROW, WIDTH, REST.height());
        screen.draw(lines.crop(line(step)), 0, REST.bottom() - LINE, WIDTH, LINE);
    }

    private static Area line(int step) {
        return new Area(0, step % 100 * LINE, WIDTH, LINE);
    }

    private void followUntilQuiet(FrameReader capture, StripeDecoder decoder) {
        for (Frame frame = capture.next(QUIET); !frame.isEmpty(); frame = capture.next(QUIET)) {
            follow(decoder, frame);
        }
    }

    private void follow(StripeDecoder decoder, Frame frame) {
        follow(decoder, frame.stripes());
    }

    /** What a viewer knows then: rows cover the picture, and it shows the screen. */
    private void follow(StripeDecoder decoder, List<Stripe> stripes) {
        for (Stripe stripe : stripes) {
            if (stripe.keyFrame()) {
                int end = stripe.y() + stripe.height();
                rows.entrySet()
                        .removeIf(
                                row ->
                                        row.getKey() < end
                                                && stripe.y() < row.getKey() + row.getValue());
                rows.put(stripe.y(), stripe.height());
            }
            assertThat(rows).containsEntry(stripe.y(), stripe.height());
        }
        assertThat(rows.values().stream().mapToInt(height -> height).sum()).isEqualTo(HEIGHT);
        decoder.draw(WIDTH, HEIGHT, stripes);
        assertThat(decoder.picture().worstLumaPsnr(screen, LINE)).isGreaterThan(SAME);
    }

    private static Picture blocks(Random random, int height) {
        Picture picture = new Picture(WIDTH, height);
        for (int y = 0; y < height; y += 4) {
            for (int x = 0; x < WIDTH; x += 4) {
                picture.fill(new Area(x, y, 4, 4), random.nextInt(2) * 0xE0E0E0 + 0x101010);
            }
        }
        return picture;
    }
}
