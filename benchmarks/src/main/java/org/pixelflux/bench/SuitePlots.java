// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.pixelflux.Codec;

/** The plots of those suites that have one. */
final class SuitePlots {

    static final int WIDTH = 760;
    static final int HEIGHT = 380;
    static final Map<Codec, String> NAMES = Map.of(Codec.JPEG, "JPEG", Codec.H264, "H.264");
    private static final Map<Codec, Color> COLORS =
            Map.of(Codec.JPEG, new Color(0x3d85c6), Codec.H264, new Color(0xe07a5f));

    static final Map<String, Color> MODE_COLORS = new LinkedHashMap<>();

    static {
        MODE_COLORS.put("jpeg", COLORS.get(Codec.JPEG));
        MODE_COLORS.put("h264", COLORS.get(Codec.H264));
        MODE_COLORS.put("mixed", new Color(0x2a9d8f));
    }

    private SuitePlots() {}

    /**
     * As SVG and PNG.
     *
     * @param suite as benchmarks/run calls it, or "modes" for what workloads measured of ours alone
     * @return the SVG files in {@code directory}; none for a suite without plots
     */
    static List<Path> draw(String suite, Measured measured, Path directory) throws IOException {
        Map<String, Chart<?, ?>> charts = new LinkedHashMap<>();
        switch (suite) {
            case "area" -> charts.put("area", AreaPlot.of(measured));
            case "frame" -> charts.put("frame-cost", frameCost(measured));
            case "latency" -> charts.put("latency", latency(measured));
            case "mixed" -> modes("mixed", ModesPlot.ofMixed(measured), charts);
            case "modes" -> modes("modes", ModesPlot.ofWorkloads(measured), charts);
            case "soak" -> charts.put("soak", SoakPlot.of(measured));
            case "workloads" -> {
                for (Codec codec : Codec.values()) {
                    charts.put("workloads-" + codec.word(), WorkloadPlot.of(measured, codec));
                }
                charts.put("rivals-cpu", RivalsPlot.processorTime(measured));
                charts.put("rivals-bytes", RivalsPlot.bytes(measured));
            }
            case "viewers" -> charts.put("viewers", ViewersPlot.of(measured));
            default -> {}
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, Chart<?, ?>> chart : charts.entrySet()) {
            files.add(save(chart.getValue(), directory.resolve(chart.getKey())));
        }
        return files;
    }

    private static void modes(String name, ModesPlot plot, Map<String, Chart<?, ?>> charts) {
        charts.put(name + "-cpu", plot.processorTime());
        charts.put(name + "-bytes", plot.bytes());
    }

    private static CategoryChart frameCost(Measured measured) {
        List<Repeats> runs =
                measured.groups("", "/params/size", "/params/codec", "/params/changedPercent");
        List<String> sizes = runs.stream().map(run -> run.name(0)).toList();
        FrameSize shown =
                sizes.contains(FrameSize.FULL_HD.name())
                        ? FrameSize.FULL_HD
                        : FrameSize.valueOf(sizes.get(0));
        String size = shown.width + "x" + shown.height;
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("Processor time of a frame (" + size + "), source to next()")
                        .xAxisTitle("rows that changed")
                        .yAxisTitle("ms of one core")
                        .build();
        for (Codec codec : Codec.values()) {
            Map<Integer, Double> millisByPercent = new TreeMap<>();
            Map<Integer, Double> errorByPercent = new TreeMap<>();
            for (Repeats run : runs) {
                if (run.name(1).equals(codec.name()) && run.name(0).equals(shown.name())) {
                    Spread micros = run.iterations("/secondaryMetrics/frame.cpu", 1);
                    Integer percent = Integer.valueOf(run.name(2));
                    millisByPercent.put(percent, hundredths(micros.median() / 1e3));
                    errorByPercent.put(percent, (micros.max() - micros.min()) / 2e3);
                }
            }
            List<String> percents =
                    millisByPercent.keySet().stream().map(percent -> percent + " %").toList();
            chart.addSeries(
                            NAMES.get(codec),
                            percents,
                            new ArrayList<>(millisByPercent.values()),
                            new ArrayList<>(errorByPercent.values()))
                    .setFillColor(COLORS.get(codec));
        }
        chart.getStyler().setLabelsVisible(true).setLabelsFontColorAutomaticEnabled(false);
        chart.getStyler().setLabelsPosition(0.5).setAvailableSpaceFill(0.7);
        plain(chart.getStyler());
        return chart;
    }

    /** XChart labels a bar with all the digits that its value has. */
    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static XYChart latency(Measured measured) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("From a change on a calm 1920x1080 screen to its first stripe")
                        .xAxisTitle("ms")
                        .yAxisTitle("% of changes that have left next()")
                        .build();
        for (Map.Entry<String, Color> mode : MODE_COLORS.entrySet()) {
            double[] millis =
                    measured.elements("/" + mode.getKey() + "Millis").stream()
                            .mapToDouble(JsonNode::asDouble)
                            .sorted()
                            .toArray();
            if (millis.length == 0) {
                continue; // older figures have no mode mixed
            }
            double[] percents = new double[millis.length];
            for (int i = 0; i < millis.length; i++) {
                percents[i] = 100.0 * (i + 1) / millis.length;
            }
            XYSeries series = chart.addSeries(mode.getKey(), millis, percents);
            series.setLineColor(mode.getValue());
            series.setMarker(SeriesMarkers.NONE);
        }
        chart.getStyler().setXAxisMin(0.0).setYAxisMax(100.0);
        plain(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        return chart;
    }

    static void plain(AxesChartStyler styler) {
        styler.setLegendPosition(LegendPosition.InsideNW);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setYAxisMin(0.0);
    }

    private static Path save(Chart<?, ?> chart, Path file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file + ".svg", VectorGraphicsFormat.SVG);
        BitmapEncoder.saveBitmap(chart, file + ".png", BitmapFormat.PNG);
        return Path.of(file + ".svg");
    }
}
