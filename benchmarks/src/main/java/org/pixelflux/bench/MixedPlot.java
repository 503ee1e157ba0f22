// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.pixelflux.bench.workload.WorkloadKind;

/**
 * A bar for each mode and workload: what {@code benchmarks/run mixed} measured, of the build after
 * if the mode was measured there.
 */
final class MixedPlot {

    private static final int WIDTH = 1040;
    private static final Map<String, Color> COLORS =
            Map.of(
                    "jpeg", new Color(0x3d85c6),
                    "h264", new Color(0xe07a5f),
                    "mixed", new Color(0x2a9d8f));

    private MixedPlot() {}

    static CategoryChart processorTime(Measured result) {
        CategoryChart chart =
                chart(
                        result,
                        "Capturing a " + result.at("/size").asText() + " screen: processor time",
                        "% of one core",
                        "cpuPercent");
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    /** On a logarithmic scale, since a mode can need a hundred times what another does. */
    static CategoryChart bytes(Measured result) {
        CategoryChart chart =
                chart(
                        result,
                        "The same: what is sent",
                        "kB a second, logarithmic",
                        "kilobytesPerSecond");
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
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
        Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
        Set<String> workloads = new LinkedHashSet<>();
        for (JsonNode run : result.elements("/figures/usual")) {
            String mode = run.get("codec").asText();
            boolean before = run.get("tool").asText().equals(MixedFigures.BEFORE);
            boolean newest = before != measuredAfter.contains(mode);
            String workload = run.get("workload").asText();
            // Nothing happens there, so no bar would be seen.
            boolean still = workload.equals(WorkloadKind.IDLE.optionValue());
            if (!still && newest) {
                workloads.add(workload);
                values.computeIfAbsent(mode, key -> new LinkedHashMap<>())
                        .computeIfAbsent(workload, key -> new ArrayList<>())
                        .add(run.get(property).asDouble());
            }
        }
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(SuitePlots.HEIGHT)
                        .title(title)
                        .yAxisTitle(unit)
                        .build();
        values.forEach(
                (mode, byWorkload) -> {
                    List<Double> bars = new ArrayList<>();
                    workloads.forEach(workload -> bars.add(bar(byWorkload.get(workload))));
                    chart.addSeries(mode, List.copyOf(workloads), bars)
                            .setFillColor(COLORS.getOrDefault(mode, Color.BLACK));
                });
        chart.getStyler().setDecimalPattern("#,##0.##");
        chart.getStyler().setLabelsVisible(true).setLabelsFontColorAutomaticEnabled(false);
        chart.getStyler().setLabelsPosition(1).setAvailableSpaceFill(0.92);
        chart.getStyler().setLabelsFont(chart.getStyler().getLabelsFont().deriveFont(10f));
        return chart;
    }

    /** The median of repeated runs; null if there were none. */
    private static Double bar(List<Double> values) {
        return values == null ? null : WorkloadPlot.rounded(Spread.of(values).median());
    }
}
