// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedTargetsTest {

    private final List<WorkloadRun> usual = new ArrayList<>();
    private final List<WorkloadRun> large = new ArrayList<>();
    private final List<LatencyRun> latencies = new ArrayList<>();

    private static WorkloadRun run(
            String workload, String build, String mode, double cpu, double kilobytes) {
        return new WorkloadRun(
                workload, mode, build, 1, cpu, 0.5, 30.0, 30.0, kilobytes, 30, 0, null);
    }

    private List<String> lines() {
        MixedFigures figures = new MixedFigures("mixed", usual, large, latencies);
        return new MixedTargets(figures).table().lines().skip(2).toList();
    }

    @Test
    void setsRectanglesBesideStripesOfTheBuildBefore() {
        usual.add(run("scroll57", "before", "jpeg", 16, 8000));
        usual.add(run("scroll57", "before", "h264", 20, 300));
        usual.add(run("scroll57", "after", "mixed", 6, 320));

        assertThat(lines())
                .containsExactly(
                        "| scroll57 | CPU, % of a core | mixed 6.00 | jpeg before 16.00 | 0.5000 |"
                                + " 0.3750 | 0.3750–0.3750 | met |",
                        "| scroll57 | kB/s | mixed 320.0 | jpeg before 8000.0 | 0.03333 | 0.04000 |"
                                + " 0.04000–0.04000 | **missed** |",
                        "| scroll57 | CPU, % of a core | mixed 6.00 | jpeg before 16.00 | 1.000 |"
                                + " 0.3750 | 0.3750–0.3750 | met |");
    }

    @Test
    void comparesWithTheBetterOfTheTwoModes() {
        usual.add(run("mix", "before", "jpeg", 9, 3000));
        usual.add(run("mix", "before", "h264", 8, 200));
        usual.add(run("mix", "after", "mixed", 8.5, 900));

        assertThat(lines())
                .containsExactly(
                        "| mix | CPU, % of a core | mixed 8.50 | h264 before 8.00 | 1.000 | 1.063 |"
                                + " 1.063–1.063 | **missed** |");
    }

    @Test
    void setsH264BesideItself() {
        usual.add(run("video", "before", "h264", 30, 500));
        usual.add(run("video", "after", "h264", 23, 505));

        assertThat(lines())
                .containsExactly(
                        "| video | CPU, % of a core | h264 23.00 | h264 before 30.00 | 0.8000 |"
                                + " 0.7667 | 0.7667–0.7667 | met |",
                        "| video | kB/s | h264 505.0 | h264 before 500.0 | 1.020 | 1.010 |"
                                + " 1.010–1.010 | met |");
    }

    @Test
    void setsALargeScreenBesideTheUsualOne() {
        usual.add(run("drag", "after", "mixed", 5, 100));
        large.add(run("drag", "after", "mixed", 7, 200));

        assertThat(lines())
                .containsExactly(
                        "| drag | CPU, % of a core | mixed, large 7.00 | mixed 5.00 | 1.300 | 1.400 |"
                                + " 1.400–1.400 | **missed** |");
    }

    @Test
    void judgesAStillScreenAndLatency() {
        usual.add(run("idle", "after", "mixed", 0.05, 0));
        latencies.add(new LatencyRun("before", "jpeg", 1, List.of(2.0, 4.0)));
        latencies.add(new LatencyRun("after", "mixed", 1, List.of(1.0, 4.0)));

        assertThat(lines())
                .containsExactly(
                        "| idle | CPU, % of a core | mixed 0.05 |  | 0.1000 | 0.05000 |"
                                + " 0.05000–0.05000 | met |",
                        "| idle | kB/s | mixed 0.0 |  | 0.000 | 0.000 | 0.000–0.000 | met |",
                        "| sporadic change | p50, ms | mixed 1.00 | jpeg before 2.00 | 0.8000 |"
                                + " 0.5000 | 0.5000–0.5000 | met |",
                        "| sporadic change | p95, ms | mixed 4.00 | jpeg before 4.00 | 0.8000 |"
                                + " 1.000 | 1.000–1.000 | **missed** |");
    }

    @Test
    void whatWasNotMeasuredHasNoVerdict() {
        usual.add(run("scroll", "before", "jpeg", 16, 8000));

        assertThat(lines()).isEmpty();
    }
}
