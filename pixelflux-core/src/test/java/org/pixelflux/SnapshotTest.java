// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PngFile;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.SyntheticPicture;

/** Snapshots of the synthetic source, whose every pixel is known. */
class SnapshotTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(321)
                .height(243)
                .fps(240)
                .syntheticChange(100);
    }

    private static Picture taken(CaptureSettings settings) {
        return Picture.of(ScreenCapture.snapshot(settings));
    }

    private static void assertSame(Picture actual, Picture expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        assertThat(actual.largestError(expected, expected.area())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 641, 363", "33, 17, 1281, 51", "5, 9, 1, 1"})
    void isFrameZeroToThePixel(int x, int y, int width, int height) {
        CaptureSettings settings =
                synthetic().x(x).y(y).width(width).height(height).syntheticSeed(42).build();
        SyntheticPicture source = new SyntheticPicture(settings);
        assertSame(taken(settings), source.at(0));
        // Each snapshot shows a source that has just begun.
        assertSame(taken(settings), source.at(0));
    }

    @Test
    void hasAnEpochAndATimeOfItsOwn() {
        CaptureSettings settings = synthetic().build();
        long before;
        try (FrameReader capture = FrameReader.open(settings)) {
            before = capture.next(LONG).epoch();
        }
        long start = System.nanoTime();

        Snapshot first = Snapshot.take(settings);
        Snapshot second = Snapshot.take(settings);
        Snapshot late = Snapshot.take(synthetic().minimumEpoch(1L << 52).build());

        assertThat(first.epoch()).isGreaterThan(before).isLessThan(second.epoch());
        assertThat(late.epoch()).isEqualTo(1L << 52);
        assertThat(first.captureNanos()).isBetween(start, second.captureNanos());
        assertThat(second.captureNanos()).isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void ofARunningCaptureIsWhatItShows() {
        CaptureSettings settings = synthetic().build();
        FrameReader capture = FrameReader.open(settings);
        try (capture) {
            assertThat(Snapshot.of(capture)).isNull();
            Frame frame = capture.next(LONG);

            Snapshot shown = Snapshot.of(capture);

            assertSame(Picture.of(shown.image()), new SyntheticPicture(settings).at(0));
            assertThat(shown.epoch()).isEqualTo(frame.epoch());
            assertThat(shown.captureNanos()).isEqualTo(frame.captureNanos());
            assertThat(NativeCapture.liveSessions0()).isEqualTo(1);
        }
        assertThatIllegalStateException().isThrownBy(() -> Snapshot.of(capture));
    }

    @Test
    void isAnImageOfPlainRgb() {
        BufferedImage image = ScreenCapture.snapshot(synthetic().build());
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        int[] raw = (int[]) image.getRaster().getDataElements(0, 0, 321, 243, null);
        assertThat(Arrays.stream(raw)).allMatch(pixel -> pixel >>> 24 == 0);
    }

    @ParameterizedTest
    @EnumSource
    void optionsOfEncodingHaveNoEffect(Codec codec) {
        CaptureSettings settings =
                synthetic()
                        .set("mode", codec.word())
                        .jpegQuality(1)
                        .h264Crf(51)
                        .h264FullFrame(true)
                        .rateControl(RateControl.CBR)
                        .wireHeader(WireHeader.ONE)
                        .fps(1)
                        .build();
        assertSame(taken(settings), new SyntheticPicture(settings).at(0));
    }

    // Not the chart: its colours are so strong that a JPEG does not keep their brightness.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHART")
    void isWhatTheFirstFrameShows(SyntheticPattern pattern, @TempDir Path directory) {
        Path file = PngFile.ofGreys(101, 75).write(directory.resolve("grey.png"));
        CaptureSettings settings =
                synthetic()
                        .syntheticPattern(pattern)
                        .jpegQuality(100)
                        .captureCursor(true)
                        .watermarkPath(file)
                        .watermarkLocation(WatermarkLocation.MIDDLE)
                        .build();
        try (FrameReader capture = FrameReader.open(settings);
                StripeDecoder decoder = new StripeDecoder()) {
            decoder.draw(capture.next(LONG));
            Picture first = decoder.picture();
            // Of brightness, which a JPEG does not sample down.
            assertThat(taken(settings).lumaPsnr(first, first.area())).isGreaterThan(40);
            // The oracle is sharp enough to see whether the overlays are there.
            Picture without = taken(settings.toBuilder().captureCursor(false).build());
            assertThat(without.lumaPsnr(first, first.area())).isLessThan(38);
        }
    }

    @Test
    void captureThatRunsDoesNotNotice() {
        CaptureSettings settings = synthetic().build();
        try (FrameReader capture = FrameReader.open(settings)) {
            for (long id = 0; id < 20; id++) {
                assertSame(taken(settings), new SyntheticPicture(settings).at(0));
                assertThat(capture.next(LONG).id()).isEqualTo(id);
            }
            assertThat(NativeCapture.liveSessions0()).isEqualTo(1);
        }
    }

    @Test
    void everyThreadMayTakeOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Picture>> pictures = new ArrayList<>();
            for (int seed = 1; seed <= 20; seed++) {
                CaptureSettings settings = synthetic().syntheticSeed(seed).build();
                pictures.add(threads.submit(() -> taken(settings)));
            }
            for (int seed = 1; seed <= 20; seed++) {
                CaptureSettings settings = synthetic().syntheticSeed(seed).build();
                Picture picture = pictures.get(seed - 1).get(60, TimeUnit.SECONDS);
                assertSame(picture, new SyntheticPicture(settings).at(0));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void watermarkThatCannotBeReadIsRefused() {
        CaptureSettings settings = synthetic().watermarkPath(Path.of("/nowhere.png")).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScreenCapture.snapshot(settings))
                .withMessageStartingWith("watermarkPath: ");
    }

    @Test
    void unknownDisplayIsADisplayError() {
        CaptureSettings settings = CaptureSettings.builder().display(":65000").build();
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> ScreenCapture.snapshot(settings))
                .withMessageContaining(":65000")
                .satisfies(e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY));
    }
}
