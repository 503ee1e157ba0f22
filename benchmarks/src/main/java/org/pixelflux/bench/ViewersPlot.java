// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;

/** Processor time by the number of viewers: what {@code viewers} measured. */
final class ViewersPlot {

    private ViewersPlot() {}

    static XYChart of(Measured result) {
        XYChart chart =
                new XYChartBuilder()
                        .width(SuitePlots.WIDTH)
                        .height(SuitePlots.HEIGHT)
                        .title("One screen for many viewers: processor time of screen-to-browser")
                        .xAxisTitle("viewers")
                        .yAxisTitle("% of one core")
                        .build();
        List<Double> viewers = new ArrayList<>();
        List<Double> percents = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (Repeats one : result.groups("/runs", "/viewers")) {
            Spread percent = one.spread("/programPercent").orElseThrow();
            viewers.add(Double.valueOf(one.name(0)));
            percents.add(percent.median());
            errors.add((percent.max() - percent.min()) / 2);
        }
        XYSeries series = chart.addSeries(result.at("/mode").asText(), viewers, percents, errors);
        Color color = new Color(0xe07a5f);
        series.setLineColor(color);
        series.setMarkerColor(color);
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0);
        return chart;
    }
}
