// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangePolicyTest {

    private static final ChangePolicy NONE = ChangePolicy.EVERY_CHANGE;

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertRefused(() -> NONE.withMinInterval(Duration.ofMillis(-1)), "minInterval: PT-0.001S");
        assertRefused(() -> NONE.withMinInterval(Duration.ofDays(2)), "minInterval: PT48H");
        assertRefused(() -> NONE.withSettle(Duration.ofMillis(-1)), "settle: PT-0.001S");
        assertRefused(
                () -> NONE.withSettle(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                "maxWait: PT1S is out of range, allowed settle (PT2S) and more");
        assertRefused(
                () -> NONE.withSettle(Duration.ZERO, Duration.ofSeconds(1)),
                "maxWait: it bounds settle");
        assertRefused(() -> NONE.withMinChangedPixels(-1), "minChangedPixels: -1");
        assertRefused(() -> NONE.withMinChangedPercent(100.5), "minChangedPercent: 100.5");
        assertRefused(() -> NONE.withMinChangedPercent(Double.NaN), "minChangedPercent: NaN");
    }

    private static void assertRefused(Runnable policy, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(policy::run)
                .withMessageStartingWith(message);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ChangePolicy(null, Duration.ZERO, null, 0, 0))
                .withMessage("minInterval");
        assertThatNullPointerException()
                .isThrownBy(() -> NONE.withSettle(null))
                .withMessage("settle");
        NativeLoader.ensureLoaded();
        long before = NativeCapture.liveSessions0();
        assertThatNullPointerException()
                .isThrownBy(
                        () ->
                                ChangeReader.open(
                                        CaptureSettings.builder().source(Source.SYNTHETIC).build(),
                                        null))
                .withMessage("policy");
        assertThat(NativeCapture.liveSessions0()).isEqualTo(before);
    }

    /** Otherwise a picture that has fewer pixels would never be given again. */
    @Test
    void wholePictureIsAlwaysEnough() {
        ChangePolicy policy = NONE.withMinChangedPixels(101);
        assertThat(policy.isEnough(100, 10, 10)).isTrue();
        assertThat(policy.isEnough(99, 10, 10)).isFalse();
        assertThat(policy.isEnough(101, 100, 10)).isTrue();
        assertThat(policy.isEnough(100, 100, 10)).isFalse();
    }

    @Test
    void eachWithKeepsTheRest() {
        ChangePolicy policy =
                NONE.withMinInterval(Duration.ofSeconds(1))
                        .withSettle(Duration.ofSeconds(2), Duration.ofSeconds(30))
                        .withMinChangedPixels(100)
                        .withMinChangedPercent(0.5);
        assertThat(policy)
                .isEqualTo(
                        new ChangePolicy(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                100,
                                0.5));
    }
}
