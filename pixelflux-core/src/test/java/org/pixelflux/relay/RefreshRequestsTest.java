// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;

class RefreshRequestsTest {

    /** Just below the overflow, where a clock like nanoTime may well be. */
    private long now = Long.MAX_VALUE - 5;

    private int served;
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    private final RefreshRequests requests =
            new RefreshRequests(
                    request -> served++,
                    () -> now,
                    (delay, task) -> {
                        delays.add(delay);
                        tasks.add(task);
                    });

    @Test
    void servesTheFirstRequestAtOnce() {
        requests.request(RefreshRequest.EVERYTHING);

        assertThat(served).isEqualTo(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void servesRequestsWithinTheWindowOnceAtItsEnd() {
        requests.request(RefreshRequest.EVERYTHING);
        advance(Duration.ofMillis(300));
        requests.request(RefreshRequest.EVERYTHING);
        advance(Duration.ofMillis(300));
        requests.request(RefreshRequest.EVERYTHING);

        assertThat(served).isEqualTo(1);
        assertThat(delays).containsExactly(Duration.ofMillis(700));

        advance(Duration.ofMillis(400));
        tasks.get(0).run();

        assertThat(served).isEqualTo(2);
    }

    @Test
    void opensANewWindowWhenTheTimerServes() {
        requests.request(RefreshRequest.EVERYTHING);
        requests.request(RefreshRequest.EVERYTHING);
        advance(RefreshRequests.WINDOW);
        tasks.get(0).run();

        requests.request(RefreshRequest.EVERYTHING);

        assertThat(served).isEqualTo(2);
        assertThat(delays).containsExactly(RefreshRequests.WINDOW, RefreshRequests.WINDOW);
    }

    @Test
    void servesAtOnceAgainWhenTheWindowIsOver() {
        requests.request(RefreshRequest.EVERYTHING);
        advance(RefreshRequests.WINDOW);

        requests.request(RefreshRequest.EVERYTHING);

        assertThat(served).isEqualTo(2);
        assertThat(tasks).isEmpty();
    }

    @Test
    void servesTheWholePictureOnceASecondWhateverPauseIsAskedFor() {
        requests.request(RefreshRequest.EVERYTHING, Duration.ofMillis(100));
        requests.request(RefreshRequest.EVERYTHING, Duration.ofMillis(100));

        assertThat(served).isEqualTo(1);
        assertThat(delays).containsExactly(RefreshRequests.WINDOW);
    }

    /** As an executor may that has no thread for it. */
    @Test
    void servesOnceIfTheTimerThrowsAndRunsTheTaskNevertheless() {
        RefreshRequests untimed =
                new RefreshRequests(
                        request -> served++,
                        () -> now,
                        (delay, task) -> {
                            tasks.add(task);
                            throw new IllegalStateException("on purpose, of a test");
                        });
        untimed.request(RefreshRequest.EVERYTHING);
        untimed.request(RefreshRequest.EVERYTHING);
        assertThat(served).isEqualTo(2);

        tasks.get(0).run();

        assertThat(served).isEqualTo(2);
    }

    /** What was asked for. */
    private final List<String> asked = new ArrayList<>();

    private final RefreshRequests recorded =
            new RefreshRequests(
                    request -> asked.add(text(request)),
                    () -> now,
                    (delay, task) -> {
                        delays.add(delay);
                        tasks.add(task);
                    });

    private static String text(RefreshRequest request) {
        FrameNumber since = request.since();
        return (since == null ? "everything" : "since " + since.frame())
                + (request.mostBytes() == ANY ? "" : " in " + request.mostBytes());
    }

    private void request(long frame, long mostBytes, Duration pause) {
        recorded.request(
                new RefreshRequest(new FrameNumber(1, frame), mostBytes, List.of()), pause);
    }

    private static final long ANY = Long.MAX_VALUE;
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void joinsRequestsSinceTheOldestFrameWithTheFewestBytes() {
        request(9, ANY, SHORT);
        request(8, 5000, SHORT);
        request(7, 4000, SHORT);
        request(9, 3000, SHORT);
        advance(SHORT);
        tasks.get(0).run();

        assertThat(asked).containsExactly("since 9", "since 7 in 3000");
        assertThat(tasks).hasSize(1);
    }

    /** What others have is exact, and stays so. */
    @Test
    void nobodyGetsWhatIsCoarseWhoHasNotAskedForIt() {
        request(9, ANY, SHORT);
        request(8, 5000, SHORT);
        request(9, ANY, SHORT);
        advance(SHORT);
        tasks.get(0).run();

        assertThat(asked).containsExactly("since 9", "since 8");
    }

    @Test
    void whoHasNothingBehindAFastLinkDoesNotWaitForTheTurnOfTheSlow() {
        RefreshRequest small = new RefreshRequest(null, 5000, List.of());
        recorded.request(small);
        recorded.request(small);
        recorded.request(RefreshRequest.EVERYTHING);
        assertThat(asked).containsExactly("everything in 5000", "everything");

        advance(RefreshRequests.WINDOW);
        tasks.get(0).run();
        assertThat(asked).hasSize(3).endsWith("everything in 5000");
    }

    /** It would be large for those who have something, and old for those who have not. */
    @Test
    void asksForEverythingApart() {
        request(9, 5000, SHORT);
        request(9, 5000, SHORT);
        recorded.request(RefreshRequest.EVERYTHING);
        recorded.request(RefreshRequest.EVERYTHING);
        assertThat(asked).containsExactly("since 9 in 5000", "everything");

        advance(SHORT);
        tasks.get(0).run();
        advance(RefreshRequests.WINDOW.minus(SHORT));
        tasks.get(1).run();

        assertThat(delays).containsExactly(SHORT, RefreshRequests.WINDOW);
        assertThat(asked).hasSize(4).endsWith("since 9 in 5000", "everything");
    }

    /** Also that one comes once a second at most. */
    @Test
    void asksForEverythingIfTwoEpochsLackSomething() {
        recorded.request(RefreshRequest.EVERYTHING);
        request(9, 5000, SHORT);
        request(9, 5000, SHORT);
        recorded.request(new RefreshRequest(new FrameNumber(2, 3), ANY, List.of()), SHORT);
        advance(SHORT);
        tasks.get(0).run();
        assertThat(asked).containsExactly("everything", "since 9 in 5000");

        advance(RefreshRequests.WINDOW.minus(SHORT));
        tasks.get(1).run();
        assertThat(asked).hasSize(3).endsWith("everything");
    }

    @Test
    void servesAllWhenTheFirstOfThemMayBe() {
        request(5, ANY, RefreshRequests.WINDOW);
        request(6, ANY, RefreshRequests.WINDOW);
        request(7, ANY, SHORT);
        request(8, ANY, RefreshRequests.WINDOW);
        assertThat(delays).containsExactly(RefreshRequests.WINDOW, SHORT);

        advance(SHORT);
        tasks.get(1).run();
        assertThat(asked).containsExactly("since 5", "since 6");

        request(9, ANY, RefreshRequests.WINDOW);
        advance(RefreshRequests.WINDOW.minus(SHORT));
        tasks.get(0).run();
        assertThat(asked).as("of a request that was served").hasSize(2);
        advance(SHORT);
        tasks.get(2).run();
        assertThat(asked).endsWith("since 9").hasSize(3);
    }

    @Test
    void waitsOnWhenATimerIsEarly() {
        request(5, ANY, SHORT);
        request(6, ANY, SHORT);
        advance(SHORT.minusMillis(1));
        tasks.get(0).run();
        assertThat(asked).hasSize(1);
        assertThat(delays).containsExactly(SHORT, Duration.ofMillis(1));

        advance(Duration.ofMillis(1));
        tasks.get(1).run();
        assertThat(asked).hasSize(2);
    }

    @Test
    void refreshesTakeAShareOfTheCapturesTime() {
        request(1, ANY, SHORT);
        recorded.costs(Duration.ofMillis(25), false);
        request(2, ANY, SHORT);
        assertThat(delays).containsExactly(Duration.ofMillis(400));

        advance(Duration.ofMillis(400));
        tasks.get(0).run();
        recorded.costs(Duration.ofSeconds(3), false); // the machine was busy
        request(3, ANY, SHORT);
        assertThat(delays).endsWith(Duration.ofMillis(500));

        advance(Duration.ofMillis(500));
        tasks.get(1).run();
        recorded.costs(Duration.ofMillis(1), false);
        request(4, ANY, SHORT);
        assertThat(delays).endsWith(SHORT);
    }

    @Test
    void whatCostsEverybodyComesOnceASecond() {
        request(1, ANY, SHORT);
        recorded.costs(Duration.ofMillis(1), true);
        request(2, ANY, SHORT);

        assertThat(delays).containsExactly(RefreshRequests.WINDOW);
    }

    private void advance(Duration duration) {
        now += duration.toNanos();
    }
}
