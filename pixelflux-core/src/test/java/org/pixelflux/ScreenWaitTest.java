// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waits by a time that the test holds. */
class ScreenWaitTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final PictureArea CORNER = new PictureArea(0, 0, 8, 8);

    private final BufferedImage screen = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);

    /** Any moment will do, also one after which the clock overflows. */
    private final long begin = Long.MAX_VALUE - 3 * SECOND;

    private ScreenWait wait(ScreenCondition condition, int seconds) {
        return new ScreenWait(condition, shown(), begin, seconds * SECOND);
    }

    private PixelBlock shown() {
        return PixelBlock.of(screen);
    }

    private long after(double seconds) {
        return begin + (long) (seconds * SECOND);
    }

    @Test
    void changeIsWhatLooksDifferentThanAtTheBeginning() {
        ScreenWait wait = wait(ScreenCondition.changes(), 10);
        assertThat(wait.look(shown(), begin)).isNull();
        screen.setRGB(63, 47, 0x000001);
        assertThat(wait.look(shown(), after(1))).isTrue();
    }

    @Test
    void changeElsewhereDoesNotCount() {
        ScreenWait wait = wait(ScreenCondition.changes().within(CORNER), 10);
        screen.setRGB(8, 0, 0xFFFFFF);
        assertThat(wait.look(shown(), after(1))).isNull();
        screen.setRGB(7, 7, 0xFFFFFF);
        assertThat(wait.look(shown(), after(2))).isTrue();
    }

    @Test
    void timeoutIsAnAnswer() {
        ScreenWait wait = wait(ScreenCondition.changes(), 2);
        assertThat(wait.dueIn(after(0.5))).isEqualTo(SECOND * 3 / 2);
        assertThat(wait.at(after(1.9))).isNull();
        assertThat(wait.at(after(2))).isFalse();
        screen.setRGB(0, 0, 0xFFFFFF);
        assertThat(wait.look(shown(), after(2.1))).isFalse();
    }

    @Test
    void stillBeginsAnewWithEachChange() {
        ScreenWait wait = wait(ScreenCondition.isStill(Duration.ofSeconds(1)), 10);
        screen.setRGB(5, 5, 1);
        assertThat(wait.look(shown(), after(0.75))).isNull();
        assertThat(wait.at(after(1.5))).isNull();
        assertThat(wait.dueIn(after(1.5))).isEqualTo(SECOND / 4);
        assertThat(wait.look(shown(), after(1.5))).isNull();
        assertThat(wait.at(after(1.75))).isTrue();
    }

    @Test
    void whatWasReadBeforeTheWaitBeganPutsNothingOff() {
        ScreenWait wait = wait(ScreenCondition.isStill(Duration.ofSeconds(1)), 10);
        screen.setRGB(5, 5, 1);
        assertThat(wait.look(shown(), after(-0.5))).isNull();
        assertThat(wait.dueIn(begin)).isEqualTo(SECOND);
    }

    @Test
    void stillThatWouldComeTooLateIsNone() {
        ScreenWait wait = wait(ScreenCondition.isStill(Duration.ofSeconds(3)), 2);
        assertThat(wait.at(after(2))).isFalse();
        assertThat(wait(ScreenCondition.isStill(Duration.ZERO), 0).at(begin)).isTrue();
        assertThat(wait(ScreenCondition.isStill(Duration.ofSeconds(2)), 2).at(after(2))).isTrue();
    }

    @Test
    void blinkingCaretIsStillWithinTheTolerance() {
        PictureTolerance caret = PictureTolerance.EXACT.withDifferingPercent(1);
        ScreenWait wait = wait(ScreenCondition.isStill(Duration.ofSeconds(1)).with(caret), 10);
        for (int y = 0; y < 16; y++) {
            screen.setRGB(10, y, 0xFFFFFF);
        }
        assertThat(wait.look(shown(), after(0.9))).isNull();
        assertThat(wait.at(after(1))).isTrue();
    }

    @Test
    void pictureThatIsThereAlreadyIsFoundAtOnceAlsoWithoutTime() {
        BufferedImage wanted = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        ScreenCondition there = ScreenCondition.looksLike(wanted).within(CORNER);
        assertThat(wait(there, 0).look(shown(), begin)).isTrue();
        wanted.setRGB(3, 3, 0xFF0000FF);
        // The condition has a copy.
        assertThat(wait(there, 0).look(shown(), begin)).isTrue();
        assertThat(wait(ScreenCondition.differsFrom(wanted).within(CORNER), 0).look(shown(), begin))
                .isTrue();
        ScreenWait wait = wait(ScreenCondition.looksLike(wanted).within(CORNER), 5);
        assertThat(wait.look(shown(), begin)).isNull();
        screen.setRGB(3, 3, 0x0000FF);
        assertThat(wait.look(shown(), after(1))).isTrue();
    }

    @Test
    void pictureOfAnotherSizeIsAnother() {
        BufferedImage small = new BufferedImage(7, 8, BufferedImage.TYPE_INT_RGB);
        assertThat(wait(ScreenCondition.looksLike(small).within(CORNER), 5).look(shown(), begin))
                .isNull();
        PictureArea outside = new PictureArea(100, 100, 8, 8);
        assertThat(wait(ScreenCondition.looksLike(small).within(outside), 5).look(shown(), begin))
                .isNull();
        ScreenWait resized = wait(ScreenCondition.changes(), 5);
        BufferedImage larger = new BufferedImage(65, 48, BufferedImage.TYPE_INT_RGB);
        assertThat(resized.look(PixelBlock.of(larger), after(1))).isTrue();
    }
}
