// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixelflux.support.Patience.PATIENCE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.support.LoggedErrors;

/**
 * A relay of mode mixed and viewers that are slow, come late, fail, leave, and lose what they have
 * or their connection, in random order. Whoever is whole compares what it shows with the screen; in
 * the end everybody is, and has every pixel exactly.
 */
final class RelayedRun {

    private static final Duration FRAME = Duration.ofMillis(33);

    /** More than the longest pause of one that asks. */
    private static final Duration LONG = Duration.ofSeconds(70);

    /** What all runs have seen. */
    static final class Totals {
        int compared;
        int requests;
        long overflows;
        int failures;
        int losses;
        int connections;
    }

    private final Totals totals;
    private final Random random;
    private final KnownSource source;
    private final int scale;
    private final ManualTimer timer = new ManualTimer();
    private final MixedViewer.Screen screen = new MixedViewer.Screen();
    private final List<MixedViewer> viewers = new ArrayList<>();
    private final Set<RectangleKind> drawn = EnumSet.noneOf(RectangleKind.class);
    private final Relay relay;
    private int requests;
    private int requestsForEverything;
    private int steps;

    private RelayedRun(int seed, KnownSource source, Totals totals) {
        this.totals = totals;
        this.source = source;
        scale = source.scale();
        random = new Random(1_000_003L * seed);
        relay = new Relay(counted(), timer, timer::nanoTime);
    }

    /** A run of so many frames with each of these seeds. */
    static Totals all(int first, int end, int frames, IntFunction<KnownSource> sources) {
        Totals totals = new Totals();
        try (LoggedErrors log = new LoggedErrors()) {
            for (int seed = first; seed < end; seed++) {
                try (KnownSource source = sources.apply(seed)) {
                    new RelayedRun(seed, source, totals).go(frames);
                } catch (AssertionError e) {
                    throw new AssertionError("run " + seed, e);
                }
            }
            assertThat(log.lines("a viewer failed")).isEqualTo(totals.failures);
        }
        return totals;
    }

    private RefreshSource counted() {
        return request -> {
            requests++;
            requestsForEverything += request.since() == null ? 1 : 0;
            source.request(request);
        };
    }

    private void go(int frames) {
        for (int i = 0; i < frames; i++) {
            change();
            step();
        }
        come(1e9);
        stepUntil(() -> drawn().containsAll(source.kinds()));
        Duration passed = FRAME.multipliedBy(steps);
        assertThat(requestsForEverything)
                .as("exactly and coarse")
                .isLessThanOrEqualTo(2 * ((int) passed.dividedBy(RefreshRequests.WINDOW) + 1));
        assertThat(requests - requestsForEverything)
                .isLessThanOrEqualTo((int) passed.dividedBy(LinkSpeed.LEAST_PAUSE) + 1);
        totals.requests += requests;
        requireEverybodyRecovers();
        viewers.forEach(this::leave);
    }

    private void step() {
        MixedFrame frame = source.next();
        if (frame != null) {
            screen.shows(frame, source.picture());
            relay.publish(RelayFrame.of(frame));
        }
        timer.advance(FRAME);
        steps++;
        viewers.forEach(viewer -> viewer.transfer(FRAME));
        viewers.forEach(MixedViewer::requireSound);
    }

    /** Long enough by the clock of the relay, and by that of a capture. */
    private void stepUntil(BooleanSupplier condition) {
        long begun = System.nanoTime();
        for (int i = 0;
                !condition.getAsBoolean()
                        && (i < LONG.dividedBy(FRAME)
                                || System.nanoTime() - begun < PATIENCE.toNanos());
                i++) {
            step();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void change() {
        if (viewers.size() < 6 && random.nextInt(15) == 0) {
            come(speed());
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
            case 4 -> {
                somebody.subscription().close();
                viewers.remove(somebody);
                leave(somebody);
            }
            case 5 -> {
                if (somebody.compared() > 0) {
                    failWithTheNext(somebody);
                }
            }
            case 6 -> somebody.askNeedlessly();
            case 7 -> {
                somebody.connectAgain(relay, budget());
                totals.connections++;
            }
            default -> {}
        }
    }

    private void come(double speed) {
        MixedViewer viewer = new MixedViewer(screen, speed);
        viewer.subscribe(relay, budget());
        viewers.add(viewer);
    }

    private Set<RectangleKind> drawn() {
        viewers.forEach(viewer -> drawn.addAll(viewer.kinds()));
        return drawn;
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
        leave(viewer);
        totals.failures++;
    }

    private void leave(MixedViewer viewer) {
        viewer.requireSound();
        totals.compared += viewer.compared();
        totals.overflows += viewer.subscription().overflows();
        drawn.addAll(viewer.kinds());
        viewer.close();
    }

    private long budget() {
        return List.of(1L, 300L * scale, 3_000L * scale, (long) scale << 20).get(random.nextInt(4));
    }

    private double speed() {
        return List.of(0.0, 300.0 * scale, 3_000.0 * scale, 30_000.0 * scale, 1e9)
                .get(random.nextInt(5));
    }

    private void requireEverybodyRecovers() {
        viewers.forEach(viewer -> viewer.bytesPerSecond(1e9));
        source.rest();
        stepUntil(() -> viewers.stream().allMatch(viewer -> viewer.hasExactly(screen.last())));
    }
}
