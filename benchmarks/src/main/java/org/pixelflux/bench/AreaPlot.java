// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;

/** Processor time by the share of the screen that changes: what {@code area} measured. */
final class AreaPlot {

    private AreaPlot() {}

    static XYChart of(Measured result) {
        XYChart chart =
                new XYChartBuilder()
                        .width(SuitePlots.WIDTH)
                        .height(SuitePlots.HEIGHT)
                        .title("Processor time by what changes, 30 times a second")
                        .xAxisTitle("% of the screen")
                        .yAxisTitle("% of one core")
                        .build();
        Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();
        for (Repeats one : result.groups("/runs", "/workload", "/codec")) {
            String[] words = one.name(0).split(" "); // such as "film 25 %"
            lines.computeIfAbsent(words[0] + ", " + one.name(1), name -> new TreeMap<>())
                    .put(
                            Double.valueOf(words[1]),
                            one.spread("/cpuPercent").orElseThrow().median());
        }
        lines.forEach(
                (name, points) -> {
                    String mode = name.substring(name.lastIndexOf(' ') + 1);
                    XYSeries series =
                            chart.addSeries(
                                    name,
                                    points.keySet().stream().toList(),
                                    points.values().stream().toList());
                    series.setLineColor(SuitePlots.MODE_COLORS.get(mode));
                    series.setMarkerColor(SuitePlots.MODE_COLORS.get(mode));
                    series.setLineStyle(
                            name.startsWith("film") ? SeriesLines.SOLID : SeriesLines.DASH_DASH);
                });
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0).setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }
}
