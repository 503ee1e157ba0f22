// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefreshRequestsTest {

    /** Just below the overflow, where a clock like nanoTime may well be. */
    private long now = Long.MAX_VALUE - 5;

    private int served;
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    private final RefreshRequests requests =
            new RefreshRequests(
                    since -> served++,
                    () -> now,
                    (delay, task) -> {
                        delays.add(delay);
                        tasks.add(task);
                    });

    @Test
    void servesTheFirstRequestAtOnce() {
        requests.request(null);

        assertThat(served).isEqualTo(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void servesRequestsWithinTheWindowOnceAtItsEnd() {
        requests.request(null);
        advance(Duration.ofMillis(300));
        requests.request(null);
        advance(Duration.ofMillis(300));
        requests.request(null);

        assertThat(served).isEqualTo(1);
        assertThat(delays).containsExactly(Duration.ofMillis(700));

        advance(Duration.ofMillis(400));
        tasks.get(0).run();

        assertThat(served).isEqualTo(2);
    }

    @Test
    void opensANewWindowWhenTheTimerServes() {
        requests.request(null);
        requests.request(null);
        advance(RefreshRequests.WINDOW);
        tasks.get(0).run();

        requests.request(null);

        assertThat(served).isEqualTo(2);
        assertThat(delays).containsExactly(RefreshRequests.WINDOW, RefreshRequests.WINDOW);
    }

    @Test
    void servesAtOnceAgainWhenTheWindowIsOver() {
        requests.request(null);
        advance(RefreshRequests.WINDOW);

        requests.request(null);

        assertThat(served).isEqualTo(2);
        assertThat(tasks).isEmpty();
    }

    /** As an executor may that has no thread for it. */
    @Test
    void servesOnceIfTheTimerThrowsAndRunsTheTaskNevertheless() {
        RefreshRequests untimed =
                new RefreshRequests(
                        since -> served++,
                        () -> now,
                        (delay, task) -> {
                            tasks.add(task);
                            throw new IllegalStateException("on purpose, of a test");
                        });
        untimed.request(null);
        untimed.request(null);
        assertThat(served).isEqualTo(2);

        tasks.get(0).run();

        assertThat(served).isEqualTo(2);
    }

    private void advance(Duration duration) {
        now += duration.toNanos();
    }
}
