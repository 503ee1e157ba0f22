// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.pixelflux.Codec;
import org.pixelflux.bench.tool.ScreenKind;

/** A bar for each tool and workload: what {@code benchmarks/run workloads} measured. */
final class WorkloadPlot {

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
        WorkloadBars bars = new WorkloadBars(COLORS);
        for (JsonNode run : result.elements("/runs")) {
            String name = run.get("tool").asText();
            // With options it is a variant, which a plot beside the peers has no room for.
            boolean variant = name.contains("?");
            if (run.get("codec").asText().equals(codec.word()) && !variant) {
                bars.add(
                        name,
                        run.get("workload").asText(),
                        run.get("cpuPercent").asDouble() + run.get("xServerPercent").asDouble());
            }
        }
        return bars.chart(
                "Capturing a "
                        + result.at("/size").asText()
                        + " screen, "
                        + SuitePlots.NAMES.get(codec)
                        + ": processor time with "
                        + share(result.screen()),
                "% of one core",
                9);
    }

    private static String share(ScreenKind screen) {
        return switch (screen) {
            case XVFB -> "the X server's share";
            case SWAY -> "sway's share";
        };
    }
}
