// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.XvfbDisplay;

/** The pointer of an X server that nobody moves: it rests in the middle of the screen. */
class ScreenCursorIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(300);

    @Test
    void tellsARestingPointerOnce() {
        List<CursorUpdate> told = new ArrayList<>();
        try (XvfbDisplay display = XvfbDisplay.start(640, 480);
                FrameReader capture =
                        FrameReader.open(
                                CaptureSettings.builder()
                                        .display(display.name())
                                        .x(100)
                                        .y(50)
                                        .cursorEvents(true)
                                        .build())) {
            capture.cursorListener(told::add);
            assertThat(capture.next(LONG).id()).isZero();
            assertThat(capture.next(QUIET).isEmpty()).isTrue();
            assertThat(told).hasSize(1);

            capture.requestKeyFrame();
            assertThat(capture.next(LONG).id()).isEqualTo(1);
            assertThat(told).hasSize(2);
        }
        for (CursorUpdate update : told) {
            assertThat(update.x()).isEqualTo(320 - 100);
            assertThat(update.y()).isEqualTo(240 - 50);
            assertThat(update.visible()).isTrue();
            assertThat(update.shapeChanged()).isTrue();
            assertThat(update.shape().argbPremultiplied())
                    .hasSize(update.shape().width() * update.shape().height());
        }
    }
}
