// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentFramesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SentFrames sent = new SentFrames();

    private void add(int millis, int bytes) {
        sent.add(Duration.ofMillis(millis).toNanos(), bytes);
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(sent.count()).isZero();
        assertThat(sent.bytes()).isZero();
        assertThat(sent.largest()).isZero();
        assertThat(sent.mostWithin(SECOND)).isZero();
        assertThat(sent.longestGap(5, 12)).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void findsTheDearestSecondWhereverItBegins() {
        add(0, 10);
        add(900, 40);
        add(1400, 50);
        add(1899, 30);
        add(1900, 5);
        add(4000, 60);

        // From 901 to 1900 ms: the frame of 900 ms is a whole second away from that of 1900 ms.
        assertThat(sent.mostWithin(SECOND)).isEqualTo(120);
        assertThat(sent.bytes()).isEqualTo(195);
        assertThat(sent.count()).isEqualTo(6);
        assertThat(sent.largest()).isEqualTo(60);
        long end = Duration.ofSeconds(5).toNanos();
        assertThat(sent.longestGap(0, end)).isEqualTo(Duration.ofMillis(2100));
        assertThat(sent.longestGap(-end, end)).isEqualTo(Duration.ofSeconds(5));
        assertThat(sent.longestGap(0, 2 * end)).isEqualTo(Duration.ofSeconds(6));
    }
}
