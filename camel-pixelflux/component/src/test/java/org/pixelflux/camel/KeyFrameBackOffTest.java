// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFrameBackOffTest {

    /** A timer's task, and when it is to run. */
    private record Task(long nanos, Runnable work) {}

    private long now;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();

    private final KeyFrameBackOff requests =
            new KeyFrameBackOff(
                    () -> asked.add(Duration.ofNanos(now)),
                    () -> now,
                    (delay, work) -> tasks.add(new Task(now + delay.toNanos(), work)));

    @Test
    void asksAtOnceTheFirstTime() {
        requests.request();

        assertThat(asked).containsExactly(Duration.ZERO);
    }

    @Test
    void growsThePausesWhileTheRouteGoesOnFailing() {
        failFor(Duration.ofSeconds(30));

        assertThat(asked.stream().map(Duration::toSeconds))
                .containsExactly(0L, 1L, 3L, 7L, 15L, 23L);
    }

    @Test
    void servesTheLastRequestAlsoIfNoneFollows() {
        requests.request();
        now += 1;
        requests.request();
        letPass(Duration.ofMinutes(1));

        assertThat(asked).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void asksAtOnceAgainAfterACalm() {
        failFor(Duration.ofSeconds(30));
        letPass(Duration.ofMinutes(1));
        asked.clear();

        Duration begin = Duration.ofNanos(now);
        failFor(Duration.ofSeconds(2));

        assertThat(asked).containsExactly(begin, begin.plusSeconds(1));
    }

    @Test
    void goesOnAfterACaptureThatHasFailed() {
        List<String> calls = new ArrayList<>();
        KeyFrameBackOff failing =
                new KeyFrameBackOff(
                        () -> {
                            calls.add("asked");
                            throw new IllegalStateException("the capture is closed");
                        },
                        () -> now,
                        (delay, work) -> tasks.add(new Task(now + delay.toNanos(), work)));
        failing.request();
        failing.request();
        letPass(Duration.ofSeconds(1));
        failing.request();
        letPass(Duration.ofSeconds(2));

        assertThat(calls).hasSize(3);
    }

    /** As one does for which the system has no thread; its queue may have the task nevertheless. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksAtOnceIfTheTimerThrows(boolean keepsTheTask) {
        boolean[] broken = {true};
        KeyFrameBackOff untimed =
                new KeyFrameBackOff(
                        () -> asked.add(Duration.ofNanos(now)),
                        () -> now,
                        (delay, work) -> {
                            if (!broken[0] || keepsTheTask) {
                                tasks.add(new Task(now + delay.toNanos(), work));
                            }
                            if (broken[0]) {
                                throw new OutOfMemoryError("no thread, of a test");
                            }
                        });
        untimed.request();
        untimed.request();
        assertThat(asked).hasSize(2);

        broken[0] = false;
        letPass(Duration.ofSeconds(1));
        assertThat(asked).as("once").hasSize(2);
        untimed.request();
        letPass(Duration.ofSeconds(10));
        assertThat(asked).hasSize(3);
    }

    /** Requests a hundred times a second. */
    private void failFor(Duration duration) {
        for (long i = 0; i < duration.toMillis() / 10; i++) {
            requests.request();
            letPass(Duration.ofMillis(10));
        }
    }

    private void letPass(Duration duration) {
        long end = now + duration.toNanos();
        for (Task task : List.copyOf(tasks)) {
            if (task.nanos() <= end) {
                tasks.remove(task);
                now = task.nanos();
                task.work().run();
            }
        }
        now = end;
    }
}
