// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What a program held over time: what {@code benchmarks/run soak} measured. */
final class SoakPlot {

    private SoakPlot() {}

    static XYChart of(Measured result) {
        XYChart chart =
                new XYChartBuilder()
                        .width(760)
                        .height(SuitePlots.HEIGHT)
                        .title("What screen-to-browser holds when its viewers are gone")
                        .xAxisTitle("minutes")
                        .yAxisTitle("MiB, or how many")
                        .build();
        add(chart, result, "resident memory, MiB", "residentMebibytes", new Color(0x3d85c6));
        add(chart, result, "threads", "threads", new Color(0x2a9d8f));
        add(chart, result, "descriptors", "descriptors", new Color(0xe07a5f));
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0).setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    private static void add(
            XYChart chart, Measured result, String name, String field, Color color) {
        List<Double> minutes = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (JsonNode held : result.at("/rest")) {
            minutes.add(held.get("seconds").asDouble() / 60);
            values.add(held.get(field).asDouble());
        }
        XYSeries series = chart.addSeries(name, minutes, values);
        series.setLineColor(color);
        series.setMarkerColor(color);
    }
}
