// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import org.knowm.xchart.CategoryChart;
import org.pixelflux.bench.workload.WorkloadKind;

/**
 * A bar for each of our modes and each workload: what {@code benchmarks/run workloads} measured.
 */
final class ModesPlot {

    private static final String OURS = "pixelflux";

    private ModesPlot() {}

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
        WorkloadBars bars = new WorkloadBars(SuitePlots.MODE_COLORS);
        for (JsonNode run : result.elements("/runs")) {
            String workload = run.get("workload").asText();
            // Nothing happens there, so no bar would be seen.
            boolean still = workload.equals(WorkloadKind.IDLE.optionValue());
            if (!still && run.get("tool").asText().equals(OURS)) {
                bars.add(run.get("codec").asText(), workload, run.get(property).asDouble());
            }
        }
        CategoryChart chart = bars.chart(title, unit, 10);
        chart.getStyler().setDecimalPattern("#,##0.##");
        return chart;
    }
}
