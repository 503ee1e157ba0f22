// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SyntheticPicture;

/** Changes of the synthetic source, whose every pixel is known. */
class ChangeReaderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final PictureArea WHOLE = new PictureArea(0, 0, 320, 240);

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(320)
                .height(240)
                .fps(240)
                .syntheticChange(50);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatChangedWhateverTheMode(CaptureMode mode) {
        CaptureSettings settings = synthetic().mode(mode).build();
        SyntheticPicture source = new SyntheticPicture(settings);
        try (ChangeReader reader = ChangeReader.open(settings)) {
            ScreenChange first = reader.next();
            assertThat(first.areas()).containsExactly(WHOLE);
            assertThat(first.id()).isZero();
            assertThat(first.reason()).isEqualTo(SendReason.KEY_FRAME);
            for (int i = 1; i < 6; i++) {
                ScreenChange change = reader.next(LONG);
                assertThat(change.id()).isEqualTo(i);
                assertThat(change.reason()).isEqualTo(SendReason.CHANGE);
                assertThat(change.epoch()).isEqualTo(first.epoch());
                assertThat(change.width()).isEqualTo(320);
                assertThat(change.height()).isEqualTo(240);
                Picture before = source.at(i - 1);
                Picture now = source.at(i);
                assertThat(Picture.of(reader.picture().image()).largestError(now, now.area()))
                        .isZero();
                assertHolds(change.areas(), before, now);
                // The rows that move are 60 to 179.
                assertThat(change.areas())
                        .allSatisfy(area -> assertThat(area.y()).isBetween(60, 179));
                assertThat(change.share()).isBetween(0.3, 0.5);
            }
        }
    }

    private static void assertHolds(List<PictureArea> areas, Picture before, Picture now) {
        for (int y = 0; y < now.height(); y++) {
            for (int x = 0; x < now.width(); x++) {
                int column = x;
                int row = y;
                assertThat(
                                now.get(x, y) == before.get(x, y)
                                        || areas.stream().anyMatch(a -> holds(a, column, row)))
                        .isTrue();
            }
        }
    }

    private static boolean holds(PictureArea area, int x, int y) {
        return x >= area.x() && x < area.right() && y >= area.y() && y < area.bottom();
    }

    @Test
    void stillScreenHasNothingAfterTheFirst() {
        try (ChangeReader reader = ChangeReader.open(synthetic().syntheticChange(0).build())) {
            reader.next();
            ScreenChange none = reader.next(Duration.ofMillis(200));
            assertThat(none.isEmpty()).isTrue();
            assertThat(none.share()).isZero();
            reader.requestKeyFrame();
            assertThat(reader.next(LONG).areas()).containsExactly(WHOLE);
            reader.requestRefresh(0, 0);
            assertThat(reader.next(LONG).areas()).containsExactly(WHOLE);
        }
    }

    @Test
    void closeEndsAWaitingNext() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        ChangeReader reader = ChangeReader.open(synthetic().syntheticChange(0).build());
        try {
            reader.next();
            Future<ScreenChange> waiting = threads.submit(() -> reader.next());
            await().until(reader::isInNext);
            reader.close();
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();
            assertThat(reader.next(LONG)).isNull();
            assertThat(reader.isRunning()).isFalse();
        } finally {
            reader.close();
            threads.shutdownNow();
        }
    }

    @Test
    void anotherRegionIsAWholePicture() {
        CaptureSettings settings = synthetic().syntheticChange(0).build();
        try (ChangeReader reader = ChangeReader.open(settings)) {
            long epoch = reader.next().epoch();
            reader.update(settings.toBuilder().x(10).width(64).height(48).build());
            ScreenChange change = reader.next(LONG);
            assertThat(change.areas()).containsExactly(new PictureArea(0, 0, 64, 48));
            assertThat(change.epoch()).isGreaterThan(epoch);
            BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
            ScreenChange drawn = reader.picture().draw(image);
            assertThat(drawn.epoch()).isEqualTo(change.epoch());
            assertThat(drawn.reason()).isEqualTo(SendReason.KEY_FRAME);
        }
    }

    @Test
    void framesMayBeSecondsApart() {
        CaptureSettings settings = synthetic().fps(0.01).build();
        try (ChangeReader reader = ChangeReader.open(settings)) {
            assertThat(reader.next(LONG).areas()).containsExactly(WHOLE);
            assertThat(reader.next(Duration.ofMillis(100)).isEmpty()).isTrue();
        }
    }
}
