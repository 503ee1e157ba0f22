// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    private static final Duration QUIET = Duration.ofMillis(400);
    private static final int WIDTH = 320;
    private static final int HEIGHT = 768;
    private static final int ROW = 128;
    private static final int LINE = 16;
    private static final Area SCROLLED = new Area(0, ROW, WIDTH, 4 * ROW);

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
    @CsvSource({"X264, false", "X264, true", "OPENH264, true"})
    void everyFrameIsRightWhateverIsJoinedAndCut(Encoding encoding, boolean paintOver) {
        CaptureSettings settings =
                encoding.choose(CaptureSettings.builder())
                        .display(display.name())
                        .h264Crf(16)
                        .h264PaintOverCrf(12)
                        .fps(30)
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
                assertThat(rows).containsEntry(ROW, 4 * ROW);
                cutByTyping(capture, decoder);
                followUntilQuiet(capture, decoder);
            }
        }
    }

    private void joinByScrolling(FrameReader capture, StripeDecoder decoder) {
        // On a busy machine two rows may join before the others do.
        for (int step = 0; step < 900 && rows.get(ROW) != 4 * ROW; step++) {
            scroll();
            follow(decoder, capture.next(LONG));
        }
        assertThat(rows).containsEntry(ROW, 4 * ROW).hasSize(3);
        for (int step = 0; step < 20; step++) {
            scroll();
            Frame frame = capture.next(LONG);
            assertThat(frame.stripes()).hasSize(1).noneMatch(Stripe::keyFrame);
            follow(decoder, frame);
        }
    }

    private void cutByTyping(FrameReader capture, StripeDecoder decoder) {
        Random random = new Random(7);
        for (int glyph = 0; glyph < 900 && rows.get(ROW) != ROW; glyph++) {
            int x = random.nextInt(WIDTH - 12);
            screen.fill(new Area(x, 300, 12, 12), random.nextInt());
            paint.fill(x, 300, 12, 12, screen.get(x, 300));
            follow(decoder, capture.next(LONG));
            if (glyph % 10 == 9) {
                followUntilQuiet(capture, decoder);
            }
        }
        assertThat(rows.values()).containsOnly(ROW).hasSize(HEIGHT / ROW);
    }

    private void scroll() {
        Area rest = new Area(0, ROW + LINE, WIDTH, SCROLLED.height() - LINE);
        Area line = new Area(0, scrolled++ % 100 * LINE, WIDTH, LINE);
        int bottom = SCROLLED.bottom() - LINE;
        paint.carryOut(
                List.of(new Copy(X11Paint.SCREEN, rest, 0, ROW), new Copy(0, line, 0, bottom)));
        screen.draw(screen.crop(rest), 0, ROW, WIDTH, rest.height());
        screen.draw(lines.crop(line), 0, bottom, WIDTH, LINE);
    }

    private void followUntilQuiet(FrameReader capture, StripeDecoder decoder) {
        for (Frame frame = capture.next(QUIET); !frame.isEmpty(); frame = capture.next(QUIET)) {
            follow(decoder, frame);
        }
    }

    /** What a viewer knows after the frame: rows cover the picture, and it shows the screen. */
    private void follow(StripeDecoder decoder, Frame frame) {
        for (Stripe stripe : frame) {
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
        decoder.draw(frame);
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
