// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.pixelflux.bench.workload.WorkloadKind;

/** A bar for each of our modes and each workload. */
final class ModesPlot {

    private static final String OURS = "pixelflux";

    private final String size;
    private final List<JsonNode> runs;

    private ModesPlot(Measured result, List<JsonNode> runs) {
        size = result.at("/size").asText();
        this.runs = runs;
    }

    /** What {@code benchmarks/run workloads} measured of us. */
    static ModesPlot ofWorkloads(Measured result) {
        return new ModesPlot(
                result,
                result.elements("/runs").stream()
                        .filter(run -> run.get("tool").asText().equals(OURS))
                        .toList());
    }

    /**
     * What {@code benchmarks/run mixed} measured, of the build after if the mode was measured
     * there.
     */
    static ModesPlot ofMixed(Measured result) {
        List<JsonNode> all = result.elements("/figures/usual");
        Set<String> measuredAfter = new HashSet<>();
        for (JsonNode run : all) {
            if (run.get("tool").asText().equals(MixedFigures.AFTER)) {
                measuredAfter.add(run.get("codec").asText());
            }
        }
        List<JsonNode> newest = new ArrayList<>();
        for (JsonNode run : all) {
            boolean before = run.get("tool").asText().equals(MixedFigures.BEFORE);
            if (before != measuredAfter.contains(run.get("codec").asText())) {
                newest.add(run);
            }
        }
        return new ModesPlot(result, newest);
    }

    CategoryChart processorTime() {
        return chart(
                "Capturing a " + size + " screen: processor time", "% of one core", "cpuPercent");
    }

    /** On a logarithmic scale, since a mode can need a hundred times what another does. */
    CategoryChart bytes() {
        CategoryChart chart =
                chart("The same: what is sent", "kB a second, logarithmic", "kilobytesPerSecond");
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
        return chart;
    }

    private CategoryChart chart(String title, String unit, String property) {
        WorkloadBars bars = new WorkloadBars(SuitePlots.MODE_COLORS);
        for (JsonNode run : runs) {
            String workload = run.get("workload").asText();
            // Nothing happens there, so no bar would be seen.
            if (!workload.equals(WorkloadKind.IDLE.optionValue())) {
                bars.add(run.get("codec").asText(), workload, run.get(property).asDouble());
            }
        }
        CategoryChart chart = bars.chart(title, unit, 10);
        chart.getStyler().setDecimalPattern("#,##0.##");
        return chart;
    }
}
