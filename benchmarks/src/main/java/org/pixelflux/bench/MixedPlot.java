// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.pixelflux.bench.workload.WorkloadKind;

/**
 * A bar for each mode and workload: what {@code benchmarks/run mixed} measured, of the build after
 * if the mode was measured there.
 */
final class MixedPlot {

    private MixedPlot() {}

    static CategoryChart processorTime(Measured result) {
        return chart(
                result,
                "Capturing a " + result.at("/size").asText() + " screen: processor time",
                "% of one core",
                "cpuPercent");
    }

    /** On a logarithmic scale, since a mode can need a hundred times what another does. */
    static CategoryChart bytes(Measured result) {
        CategoryChart chart =
                chart(
                        result,
                        "The same: what is sent",
                        "kB a second, logarithmic",
                        "kilobytesPerSecond");
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
        return chart;
    }

    private static CategoryChart chart(
            Measured result, String title, String unit, String property) {
        Set<String> measuredAfter = new LinkedHashSet<>();
        for (JsonNode run : result.elements("/figures/usual")) {
            if (run.get("tool").asText().equals(MixedFigures.AFTER)) {
                measuredAfter.add(run.get("codec").asText());
            }
        }
        WorkloadBars bars = new WorkloadBars(SuitePlots.MODE_COLORS);
        for (JsonNode run : result.elements("/figures/usual")) {
            String mode = run.get("codec").asText();
            boolean before = run.get("tool").asText().equals(MixedFigures.BEFORE);
            boolean newest = before != measuredAfter.contains(mode);
            String workload = run.get("workload").asText();
            // Nothing happens there, so no bar would be seen.
            boolean still = workload.equals(WorkloadKind.IDLE.optionValue());
            if (!still && newest) {
                bars.add(mode, workload, run.get(property).asDouble());
            }
        }
        CategoryChart chart = bars.chart(title, unit, 10);
        chart.getStyler().setDecimalPattern("#,##0.##");
        return chart;
    }
}
