// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.bench.tool.ScreenKind;

class BuildComparisonTest {

    private final List<WorkloadRun> runs = new ArrayList<>();

    private void run(String codec, String tool, double cpu, double xServer, double kilobytes) {
        runs.add(
                new WorkloadRun(
                        "scroll", codec, tool, 1, cpu, xServer, 30.0, 90.0, kilobytes, 30, 0,
                        null));
    }

    private BuildComparison comparison() {
        return new BuildComparison(ScreenKind.SWAY, "before", "after", runs);
    }

    @Test
    void callsADifferenceNoneThatIsWithinTheRunsRanges() {
        run("jpeg", "before", 10, -0.5, 1000);
        run("jpeg", "after", 12, -0.5, 900);
        run("jpeg", "after", 11, 0.1, 990);
        run("jpeg", "before", 12, 0.1, 1000);
        run("jpeg", "before", 11, -0.1, 1000);
        run("jpeg", "after", 14, 0.1, 999);

        assertThat(comparison().table().lines())
                .containsExactly(
                        "| workload | mode | figure | before | after | after/before | difference |",
                        "|---|---|---|---|---|---|---|",
                        "| scroll | jpeg | CPU, % of a core | 11.00 (10.00–12.00) | 12.00 (11.00–14.00)"
                                + " | 1.091 | none |",
                        "| scroll | jpeg | sway, % more | -0.10 (-0.50–0.10) | 0.10 (-0.50–0.10)"
                                + " | – | none |",
                        "| scroll | jpeg | frames/s | 30.0 | 30.0 | 1.000 | none |",
                        "| scroll | jpeg | kB/s | 1000.0 | 990.0 (900.0–999.0) | 0.990 | less |");
        assertThat(comparison().worse()).isEmpty();
    }

    @Test
    void namesWhatCostsMore() {
        run("jpeg", "before", 10, 1, 1000);
        run("jpeg", "after", 10, 1, 1000);
        run("h264", "before", 10, 1, 100);
        run("h264", "after", 10.1, 0.9, 101);

        assertThat(comparison().worse())
                .containsExactly("scroll, h264: CPU, % of a core", "scroll, h264: kB/s");
    }

    @Test
    void comparesRunsWithTheSameOptionsOnly() {
        run("h264", "before", 10, 1, 100);
        run("h264", "before?h264Crf=30", 8, 1, 50);
        run("h264", "after?h264Crf=30", 8, 1, 50);

        assertThat(comparison().table().lines().skip(2))
                .hasSize(4)
                .allMatch(line -> line.startsWith("| scroll | h264?h264Crf=30 | "));
    }
}
