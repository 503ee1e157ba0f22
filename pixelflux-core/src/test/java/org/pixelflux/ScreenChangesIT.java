// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** What changes on a full-HD screen is sent, and nothing else. */
@Tag(TestScreen.ANY)
class ScreenChangesIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);

    private final TestScreen display = TestScreen.start(1920, 1080);
    private final Paint paint = display.paint();
    private final TestChart chart = new TestChart(1920, 1080);

    @BeforeEach
    void paintTheChart() {
        paint.image(0, 0, chart.picture());
    }

    @AfterEach
    void end() {
        paint.close();
        display.close();
    }

    private CaptureSettings settings(Codec codec) {
        return display.settings().set("mode", codec.word()).jpegQuality(95).h264Crf(10).build();
    }

    @ParameterizedTest
    @EnumSource
    void glyphIsOneStripe(Codec codec) {
        try (FrameReader capture = FrameReader.open(settings(codec));
                StripeDecoder decoder = new StripeDecoder()) {
            Frame first = capture.next(LONG);
            decoder.draw(first);
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
            Area glyph = new Area(1201, 517, 12, 20);
            Area expected =
                    codec == Codec.JPEG ? bandsOf(glyph, first.width()) : rowOf(first, glyph);
            for (int i = 1; i <= 10; i++) {
                int rgb = i % 2 == 0 ? 0xFFFFFF : 0x000000;
                chart.picture().fill(glyph, rgb);
                paint.fill(glyph.x(), glyph.y(), glyph.width(), glyph.height(), rgb);

                Frame frame = capture.next(LONG);
                assertThat(frame.id()).isEqualTo(i);
                assertThat(frame.stripes()).hasSize(1);
                assertThat(areaOf(frame.stripes().get(0))).isEqualTo(expected);
                decoder.draw(frame);
                assertThat(capture.next(QUIET).isEmpty()).isTrue();
                Area middle = new Area(glyph.x() + 4, glyph.y() + 6, 4, 8);
                assertThat(decoder.picture().largestError(chart.picture(), middle))
                        .isLessThanOrEqualTo(12);
            }
            Area all = chart.picture().area();
            assertThat(decoder.picture().psnr(chart.picture(), all)).isGreaterThan(30);
        }
    }

    private static Area areaOf(Stripe stripe) {
        return new Area(0, stripe.y(), stripe.width(), stripe.height());
    }

    private static Area rowOf(Frame whole, Area area) {
        return whole.stripes().stream()
                .map(ScreenChangesIT::areaOf)
                .filter(row -> row.y() <= area.y() && area.bottom() <= row.bottom())
                .findFirst()
                .orElseThrow();
    }

    /** A JPEG stripe leaves out what did not change, in steps of 16 rows. */
    private static Area bandsOf(Area area, int width) {
        int top = area.y() / 16 * 16;
        return new Area(0, top, width, (area.bottom() + 15) / 16 * 16 - top);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeArrives(Codec codec) {
        try (FrameReader capture = FrameReader.open(settings(codec));
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            Picture expected = chart.picture();
            for (int i = 0; i < 60; i++) {
                Area area = new Area(i * 31 % 1800, i * 97 % 1000, 37 + i, 21 + i);
                expected.fill(area, 0x30405 * i);
                paint.fill(area.x(), area.y(), area.width(), area.height(), 0x30405 * i);
                decoder.draw(capture.next(LONG));
            }
            Area last = new Area(1919, 1079, 1, 1);
            expected.fill(last, 0x000000);
            paint.fill(last.x(), last.y(), 1, 1, 0x000000);
            for (Frame more = capture.next(LONG); !more.isEmpty(); more = capture.next(QUIET)) {
                decoder.draw(more);
            }
            for (int y = 0; y < 1080; y += 8) {
                Area band = new Area(0, y, 1920, 8);
                assertThat(decoder.picture().lumaPsnr(expected, band))
                        .as("y=%d", y)
                        .isGreaterThan(33);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void samePixelsPaintedAgainAreNotSent(Codec codec) {
        try (FrameReader capture = FrameReader.open(settings(codec))) {
            capture.next(LONG);
            paint.image(0, 0, chart.picture());
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
        }
    }

    @Test
    void stillScreenSendsNothing() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Frame>> afterTheFirst = new ArrayList<>();
        for (Codec codec : Codec.values()) {
            afterTheFirst.add(
                    threads.submit(
                            () -> {
                                try (FrameReader capture = FrameReader.open(settings(codec))) {
                                    assertThat(capture.next(LONG).id()).isZero();
                                    return capture.next(Duration.ofSeconds(2));
                                }
                            }));
        }
        for (Future<Frame> frame : afterTheFirst) {
            assertThat(frame.get().isEmpty()).isTrue();
        }
        threads.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void liveRegionFollowsAnUpdate(Codec codec) {
        CaptureSettings settings = settings(codec);
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            Area region = new Area(31, 17, 1201, 333);
            capture.update(settings.toBuilder().x(31).y(17).width(1201).height(333).build());
            Frame frame = capture.next(LONG);
            assertThat(frame.width()).isEqualTo(1201);
            assertThat(frame.height()).isEqualTo(333);
            try (StripeDecoder after = new StripeDecoder()) {
                after.draw(frame);
                Picture expected = chart.picture().crop(region);
                assertThat(after.picture().lumaPsnr(expected, expected.area())).isGreaterThan(33);
            }
        }
    }
}
