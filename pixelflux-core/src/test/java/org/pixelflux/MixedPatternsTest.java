// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.picture.Drawn;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** Mode mixed of the synthetic source, whose pictures are known without a display. */
class MixedPatternsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FRAMES = 300;

    private static CaptureSettings.Builder settings() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .mode(CaptureMode.MIXED)
                .width(640)
                .height(360)
                .syntheticChange(50)
                .fps(240);
    }

    private static Frame next(FrameReader capture) {
        Frame frame = capture.next(LONG);
        assertThat(frame.isEmpty()).isFalse();
        return frame;
    }

    /** The only pattern whose formula is written a second time. */
    @ParameterizedTest
    @EnumSource(names = "SHIFT")
    void showTheSource(SyntheticPattern pattern) {
        CaptureSettings settings =
                settings().syntheticPattern(pattern).usePaintOverQuality(false).build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = next(capture);
                assertThat(frame.id()).isEqualTo(i);
                reader.draw(frame);
                Picture expected = source.at(i);
                assertThat(reader.wrongPixels(expected)).as("frame %d", i).isZero();
                assertThat(reader.lossyPsnr(expected)).as("frame %d", i).isGreaterThan(28);
            }
        }
    }

    @Test
    void becomeExactWhereTheyAreStill() {
        CaptureSettings settings =
                settings().syntheticPattern(SyntheticPattern.SHIFT).syntheticChange(0).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader reader = new MixedReader();
            reader.draw(next(capture));
            assertThat(reader.lossyPixels()).isPositive();
            while (reader.lossyPixels() > 0) {
                reader.draw(next(capture));
            }
            assertThat(reader.wrongPixels(new SyntheticPicture(settings).at(0))).isZero();
            assertThat(capture.next(Duration.ofSeconds(1)).isEmpty()).isTrue();
        }
    }

    /** Who draws every frame and who has only the last refresh show the same. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOISE")
    void areTheSameFromChangesAndFromARefresh(SyntheticPattern pattern) {
        CaptureSettings settings = settings().syntheticPattern(pattern).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            MixedReader every = new MixedReader();
            every.draw(next(capture));
            int compared = 0;
            while (compared < 5) {
                capture.requestKeyFrame();
                MixedReader late = new MixedReader();
                Drawn drawn = Drawn.NOTHING;
                for (int i = 0; drawn != Drawn.WHOLE; i++) {
                    assertThat(i).as("frames without a refresh").isLessThan(100);
                    Frame frame = next(capture);
                    every.draw(frame);
                    drawn = late.draw(frame.mixed());
                }
                Picture refreshed = late.picture();
                assertThat(every.picture().psnr(refreshed, refreshed.area()))
                        .as("%s, comparison %d", pattern, compared)
                        .isGreaterThan(26);
                compared++;
            }
        }
    }
}
