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
import org.pixelflux.Codec;
import org.pixelflux.bench.tool.ScreenKind;

/** A bar for each tool and workload: what {@code benchmarks/run workloads} measured. */
final class WorkloadPlot {

    private static final int WIDTH = 1040;
    private static final Map<String, Color> COLORS =
            Map.of(
                    "pixelflux", new Color(0x2a9d8f),
                    "polling", new Color(0x9fd3cb),
                    "ffmpeg", new Color(0x3d85c6),
                    "gstreamer", new Color(0x8e7cc3),
                    "x0vncserver", new Color(0xb0a030),
                    "javacv", new Color(0xe07a5f),
                    "robot", new Color(0x999999));

    private WorkloadPlot() {}

    static CategoryChart of(Measured result, Codec codec) {
        Map<String, Map<String, List<Double>>> costs = new LinkedHashMap<>();
        Set<String> workloads = new LinkedHashSet<>();
        for (JsonNode run : result.elements("/runs")) {
            String name = run.get("tool").asText();
            // With options it is a variant, which a plot beside the peers has no room for.
            boolean variant = name.contains("?");
            if (run.get("codec").asText().equals(codec.word()) && !variant) {
                double percent =
                        run.get("cpuPercent").asDouble() + run.get("xServerPercent").asDouble();
                String workload = run.get("workload").asText();
                workloads.add(workload);
                costs.computeIfAbsent(name, tool -> new LinkedHashMap<>())
                        .computeIfAbsent(workload, key -> new ArrayList<>())
                        .add(percent);
            }
        }
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(SuitePlots.HEIGHT)
                        .title(
                                "Capturing a "
                                        + result.at("/size").asText()
                                        + " screen, "
                                        + SuitePlots.NAMES.get(codec)
                                        + ": processor time with "
                                        + share(result.screen()))
                        .yAxisTitle("% of one core")
                        .build();
        costs.forEach(
                (tool, byWorkload) -> {
                    List<Double> bars = new ArrayList<>();
                    workloads.forEach(workload -> bars.add(bar(byWorkload.get(workload))));
                    chart.addSeries(tool, List.copyOf(workloads), bars)
                            .setFillColor(COLORS.getOrDefault(tool, Color.BLACK));
                });
        chart.getStyler().setLabelsVisible(true).setLabelsFontColorAutomaticEnabled(false);
        chart.getStyler().setLabelsPosition(1).setAvailableSpaceFill(0.92);
        chart.getStyler().setLabelsFont(chart.getStyler().getLabelsFont().deriveFont(9f));
        SuitePlots.plain(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    private static String share(ScreenKind screen) {
        return switch (screen) {
            case XVFB -> "the X server's share";
            case SWAY -> "sway's share";
        };
    }

    /** The median of repeated runs; null if there were none. */
    static Double bar(List<Double> percents) {
        return percents == null ? null : rounded(Spread.of(percents).median());
    }

    /** With as many digits as there is room for above a bar. */
    static double rounded(double value) {
        double steps = Math.abs(value) < 0.1 ? 100 : Math.abs(value) < 10 ? 10 : 1;
        return Math.round(value * steps) / steps;
    }
}
