// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.pixelflux.bench.workload.WorkloadKind;

/** A bar for each of our modes and the nearest rivals, by workload. */
final class RivalsPlot {

    /** Those that were told of changes, and the original; all others cost several times as much. */
    private static final Map<String, Color> COLORS = new LinkedHashMap<>();

    static {
        COLORS.put("pixelflux mixed", new Color(0x1b7f74));
        COLORS.put("pixelflux h264", new Color(0x4fb3a6));
        COLORS.put("pixelflux jpeg", new Color(0xa5d8d0));
        COLORS.put("original h264", new Color(0xe07a5f));
        COLORS.put("original jpeg", new Color(0xf0b8a6));
        COLORS.put("x0vncserver", new Color(0xb0a030));
        COLORS.put("x11vnc", new Color(0x8e7cc3));
        COLORS.put("xpra", new Color(0x3d85c6));
    }

    private RivalsPlot() {}

    static CategoryChart processorTime(Measured result) {
        return chart(
                result,
                "Capturing a "
                        + result.at("/size").asText()
                        + " screen: processor time with the X server's share",
                "% of one core",
                run -> run.path("cpuPercent").asDouble() + run.path("xServerPercent").asDouble());
    }

    /** On a logarithmic scale, since some need a hundred times what others do. */
    static CategoryChart bytes(Measured result) {
        CategoryChart chart =
                chart(
                        result,
                        "The same: what is sent",
                        "kB a second, logarithmic",
                        // No bar can begin at nothing.
                        run -> Math.max(1, run.path("kilobytesPerSecond").asDouble()));
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
        return chart;
    }

    /** The name in the legend; empty for what is in no plot. */
    static Optional<String> series(String tool, String codec) {
        // Ours with options is another figure; the original is only comparable with some.
        String name = tool.startsWith("original?") ? "original" : tool;
        String both = name + " " + codec;
        return COLORS.containsKey(both)
                ? Optional.of(both)
                : Optional.of(name).filter(COLORS::containsKey);
    }

    private static CategoryChart chart(
            Measured result, String title, String unit, ToDoubleFunction<JsonNode> figure) {
        WorkloadBars bars = new WorkloadBars(COLORS);
        for (String shown : COLORS.keySet()) {
            for (JsonNode run : result.elements("/runs")) {
                String workload = run.path("workload").asText();
                Optional<String> series =
                        series(run.path("tool").asText(), run.path("codec").asText());
                // Nothing happens while a screen is idle, so no bar would be seen.
                boolean still = workload.equals(WorkloadKind.IDLE.optionValue());
                if (series.filter(shown::equals).isPresent() && !still) {
                    bars.add(shown, workload, figure.applyAsDouble(run));
                }
            }
        }
        CategoryChart chart = bars.chart(title, unit, 8);
        chart.getStyler().setDecimalPattern("#,##0.##");
        return chart;
    }
}
