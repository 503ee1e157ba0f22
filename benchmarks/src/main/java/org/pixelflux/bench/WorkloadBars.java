// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

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

/** A bar for each series and workload: the median of the runs, with its figure above it. */
final class WorkloadBars {

    private static final int LEAST_WIDTH = 1040;
    private static final int BESIDE_THE_BARS = 200;

    /** In which the longest name has room. */
    private static final int OF_A_WORKLOAD = 78;

    private final Map<String, Color> colors;
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private final Set<String> workloads = new LinkedHashSet<>();

    /**
     * @param colors of the series; black where there is none
     */
    WorkloadBars(Map<String, Color> colors) {
        this.colors = colors;
    }

    /**
     * What a run has measured. Series and workloads stand in the order in which they come first.
     */
    void add(String series, String workload, double figure) {
        workloads.add(workload);
        figures.computeIfAbsent(series, key -> new LinkedHashMap<>())
                .computeIfAbsent(workload, key -> new ArrayList<>())
                .add(figure);
    }

    /**
     * @param labelSize of the figures, in points
     */
    CategoryChart chart(String title, String unit, float labelSize) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(
                                Math.max(
                                        LEAST_WIDTH,
                                        BESIDE_THE_BARS + OF_A_WORKLOAD * workloads.size()))
                        .height(SuitePlots.HEIGHT)
                        .title(title)
                        .yAxisTitle(unit)
                        .build();
        figures.forEach(
                (series, byWorkload) -> {
                    List<Double> bars = new ArrayList<>();
                    workloads.forEach(workload -> bars.add(bar(byWorkload.get(workload))));
                    chart.addSeries(series, List.copyOf(workloads), bars)
                            .setFillColor(colors.getOrDefault(series, Color.BLACK));
                });
        chart.getStyler().setLabelsVisible(true).setLabelsFontColorAutomaticEnabled(false);
        chart.getStyler().setLabelsPosition(1).setAvailableSpaceFill(0.92);
        chart.getStyler().setLabelsFont(chart.getStyler().getLabelsFont().deriveFont(labelSize));
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    /** Null if nothing was measured. */
    private static Double bar(List<Double> runs) {
        return runs == null ? null : rounded(Spread.of(runs).median());
    }

    /** With as many digits as there is room for above a bar. */
    private static double rounded(double value) {
        double steps = Math.abs(value) < 0.1 ? 100 : Math.abs(value) < 10 ? 10 : 1;
        return Math.round(value * steps) / steps;
    }
}
