// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.support.LoggedErrors;
import org.pixelflux.support.TestLength;

/**
 * Viewers of mode mixed that are slow, come late, fail, leave, and lose what they have or their
 * connection, in random order: whoever is whole shows what the screen showed, and in the end
 * everybody is.
 */
class RelayedFramesTest {

    private static final int RUNS = TestLength.of(300, 100);
    private static final int RUNS_AT_NIGHT = 20_000;
    private static final int FRAMES = 300;
    private static final Duration FRAME = Duration.ofMillis(33);

    /** What all runs have seen. */
    private static final class Totals {
        int compared;
        int requests;
        long overflows;
        int failures;
        int losses;
        int connections;
    }

    @Test
    void whoeverIsWholeShowsTheScreen() {
        Totals totals = run(0, RUNS);
        assertThat(totals.compared).isGreaterThan(170 * RUNS);
        assertThat(totals.overflows).isGreaterThan(3 * RUNS);
        assertThat(totals.failures).isGreaterThan(RUNS / 3);
        assertThat(totals.losses).isGreaterThan(3 * RUNS);
        assertThat(totals.connections).isGreaterThan(3 * RUNS);
    }

    @Test
    @Tag("nightly")
    void whoeverIsWholeShowsTheScreenAllNight() {
        run(RUNS, RUNS + RUNS_AT_NIGHT);
    }

    private static Totals run(int first, int end) {
        Totals totals = new Totals();
        try (LoggedErrors log = new LoggedErrors()) {
            for (int seed = first; seed < end; seed++) {
                try {
                    new Run(seed, totals).go();
                } catch (AssertionError e) {
                    throw new AssertionError("run " + seed, e);
                }
            }
            assertThat(log.lines("a viewer failed")).isEqualTo(totals.failures);
        }
        return totals;
    }

    private static final class Run {

        private final Totals totals;
        private final Random random;
        private final ModelSession session;
        private final ManualTimer timer = new ManualTimer();
        private final MixedViewer.Screen screen = new MixedViewer.Screen();
        private final List<MixedViewer> viewers = new ArrayList<>();
        private final Relay relay;
        private int requests;
        private int requestsForEverything;
        private int steps;

        Run(int seed, Totals totals) {
            this.totals = totals;
            random = new Random(1_000_003L * seed);
            session = new ModelSession(seed);
            relay =
                    new Relay(
                            since -> {
                                requests++;
                                requestsForEverything += since == null ? 1 : 0;
                                session.request(since);
                            },
                            timer,
                            timer::nanoTime);
        }

        void go() {
            for (int i = 0; i < FRAMES; i++) {
                change();
                step();
            }
            Duration passed = FRAME.multipliedBy(steps);
            assertThat(requestsForEverything)
                    .isLessThanOrEqualTo((int) passed.dividedBy(RefreshRequests.WINDOW) + 1);
            assertThat(requests - requestsForEverything)
                    .isLessThanOrEqualTo((int) passed.dividedBy(LinkSpeed.LEAST_PAUSE) + 1);
            totals.requests += requests;
            requireEverybodyRecovers();
            for (MixedViewer viewer : viewers) {
                viewer.requireSound();
                totals.compared += viewer.compared();
                totals.overflows += viewer.subscription().overflows();
            }
        }

        private void step() {
            MixedFrame frame = session.next();
            screen.shows(frame, session.picture());
            relay.publish(RelayFrame.of(frame));
            timer.advance(FRAME);
            steps++;
            viewers.forEach(viewer -> viewer.transfer(FRAME));
            viewers.forEach(MixedViewer::requireSound);
        }

        private void change() {
            if (viewers.size() < 6 && random.nextInt(15) == 0) {
                MixedViewer viewer = new MixedViewer(screen, speed());
                viewer.subscribe(relay, budget());
                viewers.add(viewer);
            }
            if (viewers.isEmpty()) {
                return;
            }
            MixedViewer somebody = viewers.get(random.nextInt(viewers.size()));
            switch (random.nextInt(60)) {
                case 0, 1, 2 -> somebody.bytesPerSecond(speed());
                case 3 -> {
                    somebody.lose();
                    totals.losses++;
                }
                case 6 -> somebody.askNeedlessly();
                case 7 -> {
                    somebody.connectAgain(relay, budget());
                    totals.connections++;
                }
                case 4 -> {
                    somebody.subscription().close();
                    viewers.remove(somebody);
                }
                case 5 -> {
                    if (somebody.compared() > 0) {
                        failWithTheNext(somebody);
                    }
                }
                default -> {}
            }
        }

        private void failWithTheNext(MixedViewer viewer) {
            viewer.bytesPerSecond(1e9);
            viewer.transfer(FRAME);
            viewer.fail();
            for (int i = 0; !viewer.subscription().isClosed(); i++) {
                assertThat(i).as("frames until it fails").isLessThan(1000);
                step();
            }
            viewers.remove(viewer);
            totals.failures++;
        }

        private long budget() {
            return List.of(1L, 300L, 3_000L, 1L << 20).get(random.nextInt(4));
        }

        private double speed() {
            return List.of(0.0, 300.0, 3_000.0, 30_000.0, 1e9).get(random.nextInt(5));
        }

        private void requireEverybodyRecovers() {
            viewers.forEach(viewer -> viewer.bytesPerSecond(1e9));
            // The longest pause of one that asks is 64 s.
            for (int i = 0; i < 70_000 / FRAME.toMillis() && !allHaveTheScreen(); i++) {
                step();
            }
            assertThat(viewers)
                    .allSatisfy(viewer -> assertThat(viewer.has()).isEqualTo(screen.last()));
        }

        private boolean allHaveTheScreen() {
            return viewers.stream()
                    .allMatch(viewer -> viewer.isWhole() && viewer.has().equals(screen.last()));
        }
    }
}
