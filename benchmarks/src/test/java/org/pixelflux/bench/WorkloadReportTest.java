// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.tool.ScreenKind;

class WorkloadReportTest {

    private static WorkloadRun run(
            String workload, String tool, double cpu, double xServer, Double frames, double kb) {
        return new WorkloadRun(
                workload, "jpeg", tool, 1, cpu, xServer, frames, frames, kb, 10, 0.5, null);
    }

    @Test
    void setsEveryToolBesidePixelflux() {
        List<WorkloadRun> runs =
                List.of(
                        run("typing", "pixelflux", 1.5, 0.5, 10.0, 100),
                        run("typing", "ffmpeg", 40, 5, 60.0, 2000),
                        run("typing", "x0vncserver", 1, 0, null, 50),
                        run("idle", "pixelflux", 0.1, -0.1, 0.0, 0),
                        run("idle", "ffmpeg", 40, 5, 60.0, 2000));

        assertThat(WorkloadReport.table(ScreenKind.XVFB, runs).lines().skip(2))
                .containsExactly(
                        "| typing | jpeg | pixelflux | 1.50 | 0.50 | 1.00 | 10.0 | 10.0 | 100.0 | 1.00"
                                + " | 10.0 |",
                        "| typing | jpeg | ffmpeg | 40.00 | 5.00 | 22.50 | 60.0 | 60.0 | 2000.0 | 20.00"
                                + " | 10.0 |",
                        "| typing | jpeg | x0vncserver | 1.00 | 0.00 | 0.50 | – | – | 50.0 | 0.50 |"
                                + " 10.0 |",
                        "| idle | jpeg | pixelflux | 0.10 | -0.10 | – | 0.0 | 0.0 | 0.0 | – | 10.0 |",
                        "| idle | jpeg | ffmpeg | 40.00 | 5.00 | – | 60.0 | 60.0 | 2000.0 | – | 10.0 |");
    }

    @Test
    void givesAnOverviewOfCosts() {
        List<WorkloadRun> runs =
                List.of(
                        run("typing", "pixelflux", 1.5, 0.5, 10.0, 100),
                        run("typing", "ffmpeg", 40, 5, 60.0, 2000),
                        run("video", "pixelflux", 18, 2, 30.0, 6000));

        assertThat(WorkloadReport.overview(ScreenKind.XVFB, "jpeg", runs).lines())
                .containsExactly(
                        "| jpeg: CPU and X server, % of a core | typing | video |",
                        "|---|---|---|",
                        "| pixelflux | 2.00 | 20.0 |",
                        "| ffmpeg | 45.0 (×22.50) | – |");
    }

    @Test
    void givesMedianAndRangeOfRepeatedRuns() {
        List<WorkloadRun> runs =
                List.of(
                        run("typing", "pixelflux", 2, 1, 10.0, 100),
                        run("typing", "ffmpeg", 40, 5, 60.0, 2000),
                        run("typing", "ffmpeg", 50, 6, 60.0, 2000),
                        run("typing", "pixelflux", 3, 2, 10.0, 110));

        assertThat(WorkloadReport.table(ScreenKind.XVFB, runs).lines().skip(2))
                .containsExactly(
                        "| typing | jpeg | pixelflux | 2.50 (2.00–3.00) | 1.50 (1.00–2.00) | 1.00 | 10.0"
                                + " | 10.0 | 105.0 (100.0–110.0) | 1.00 | 10.0 |",
                        "| typing | jpeg | ffmpeg | 45.00 (40.00–50.00) | 5.50 (5.00–6.00) | 12.63 | 60.0"
                                + " | 60.0 | 2000.0 | 19.05 | 10.0 |");
        assertThat(WorkloadReport.overview(ScreenKind.XVFB, "jpeg", runs).lines().skip(2))
                .containsExactly("| pixelflux | 4.00 |", "| ffmpeg | 50.5 (×12.63) |");
    }

    @Test
    void callsADifferenceWithinTheRangesNone() {
        List<WorkloadRun> runs =
                List.of(
                        run("typing", "pixelflux", 2, 0, 10.0, 100),
                        run("typing", "pixelflux", 4, 0, 10.0, 110),
                        run("typing", "other", 3, 0, 10.0, 300),
                        run("typing", "other", 5, 0, 10.0, 400));

        assertThat(WorkloadReport.table(ScreenKind.XVFB, runs).lines().skip(3))
                .containsExactly(
                        "| typing | jpeg | other | 4.00 (3.00–5.00) | 0.00 | none | 10.0 | 10.0 |"
                                + " 350.0 (300.0–400.0) | 3.33 | 10.0 |");
        assertThat(WorkloadReport.overview(ScreenKind.XVFB, "jpeg", runs).lines().skip(3))
                .containsExactly("| other | 4.00 (none) |");
    }

    @Test
    void namesWhatIsMissingAndWhatFailed() {
        WorkloadResult result =
                new WorkloadResult(
                        "benchmarks/run workloads --seconds 20",
                        new Machine("a processor", 2, "6.1", "Debian", "17"),
                        ScreenKind.SWAY,
                        List.of(),
                        "1920x1080",
                        "",
                        0,
                        20,
                        10,
                        1,
                        1,
                        "0.1 0.1 0.1",
                        "1.0 0.5 0.2",
                        Map.of("memcpy", 0.5),
                        Map.of("pixelflux", "FrameReader"),
                        Map.of("robot", "this JDK is headless"),
                        List.of(new PaintedAlone("typing", 0.07, 10)),
                        List.of(run("typing", "pixelflux", 1.5, 0.5, 10.0, 100)),
                        List.of("typing, ffmpeg jpeg: sent nothing"));

        assertThat(new WorkloadReport(result).text())
                .contains("load 0.1 0.1 0.1 before, 1.0 0.5 0.2 after")
                .contains(
                        "20 s each after 10 s of warm-up, once, seed 1; steal 0.5 % of all cores'")
                .contains("    benchmarks/run workloads --seconds 20")
                .contains("| memcpy | 0.50 |")
                .contains("| painted, not captured | sway, % of a core | paints/s |")
                .contains("| typing | 0.07 | 10.0 |")
                .contains("| jpeg: CPU and sway, % of a core | typing |")
                .contains("| CPU, % of a core | sway, % more |")
                .doesNotContain("X server")
                .contains("- robot is **missing**: this JDK is headless")
                .contains("- **failed**: typing, ffmpeg jpeg: sent nothing");
    }
}
