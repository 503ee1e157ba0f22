// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordingTest {

    /** Where System.nanoTime() may well stand. */
    private static final long BEGIN = -1234567890123L;

    @Test
    void isAsLongAsAskedFor() {
        Recording recording = new Recording(10, 2);
        for (int millis = 0; millis < 2000; millis += 100) {
            write(recording, millis);
        }

        assertThat(recording.takes(time(2000))).isFalse();
        assertThat(recording.summary()).isEqualTo("20 frames, 2.0 s at 10 fps");
    }

    @Test
    void mayHaveNoEnd() {
        Recording recording = new Recording(10, 0);
        write(recording, 0);

        assertThat(recording.takes(time(Integer.MAX_VALUE))).isTrue();
    }

    @Test
    void tellsHowToPutTheSpeedRightIfFramesWereLate() {
        Recording recording = new Recording(12.5, 3);
        for (int millis = 0; millis < 3000; millis += 160) {
            write(recording, millis);
        }

        assertThat(recording.summary())
                .isEqualTo(
                        "19 frames, 1.5 s at 12.5 fps; recording took 3.0 s, since this machine"
                                + " cannot keep up with --fps 12.5: ffmpeg -r 6.419 -i … corrects"
                                + " the speed");
    }

    @Test
    void keepsSilentAboutWhatNobodySees() {
        Recording recording = new Recording(10, 100);
        for (int millis = 0; millis < 100_000; millis += 100) {
            if (millis != 5000) {
                write(recording, millis);
            }
        }

        assertThat(recording.summary()).isEqualTo("999 frames, 99.9 s at 10 fps");
    }

    @Test
    void mayBeEmpty() {
        assertThat(new Recording(30, 1).summary()).isEqualTo("0 frames, 0.0 s at 30 fps");
    }

    private static void write(Recording recording, long millis) {
        assertThat(recording.takes(time(millis))).isTrue();
        recording.written(time(millis));
    }

    private static long time(long millis) {
        return BEGIN + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
