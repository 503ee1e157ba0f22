// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.FrameReader;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Measurement;

/**
 * What a page pays for frames in mode mixed, and what it would pay if it drew them in another way.
 * No test: it says what it measures, for docs/results/page-mixed. Runs only where it is named.
 */
class PageCost {

    private static final int FRAMES = 150;
    private static final int PACE_MS = 33;

    /** Of a frame, in the mean; of what it took until frames were shown, the median and p95. */
    private record Costs(
            double mainThreadMs, double processesMs, double shownMs, double shownP95Ms) {

        Map<String, Object> figures(SyntheticPattern pattern, String way) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("pattern", pattern.optionValue());
            figures.put("way", way);
            figures.put("processesMs", processesMs);
            figures.put("mainThreadMs", mainThreadMs);
            figures.put("shownMs", shownMs);
            figures.put("shownP95Ms", shownP95Ms);
            return figures;
        }
    }

    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Test
    void ofAFrame() throws Exception {
        List<Map<String, Object>> frameContents = new ArrayList<>();
        List<Map<String, Object>> runs = new ArrayList<>();
        List<Map<String, Object>> allParts = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                PageServer server =
                        new PageServer(FreePort.find(), "pixelflux:synthetic?width=640&fps=1")) {
            server.start();
            Chromium.Tab page = chromium.open(server.url() + "style.css");
            for (SyntheticPattern pattern :
                    List.of(
                            SyntheticPattern.TEXT,
                            SyntheticPattern.SCROLL57,
                            SyntheticPattern.DRAG,
                            SyntheticPattern.FILM)) {
                List<MixedFrame> frames = frames(pattern);
                String contents = contents(frames);
                say(pattern + ": " + contents);
                frameContents.add(Map.of("pattern", pattern.optionValue(), "contents", contents));
                PageScript.run(page, "cost.js", Map.of("messages", messages(frames)));
                Map<String, List<Costs>> costs = new LinkedHashMap<>();
                for (int round = 0; round < Measurement.ROUNDS; round++) {
                    for (String way : List.of("memory", "scratch", "itself", "none")) {
                        Costs cost = measured(chromium, page, way);
                        costs.computeIfAbsent(way, none -> new ArrayList<>()).add(cost);
                        runs.add(cost.figures(pattern, way));
                    }
                }
                costs.forEach((way, all) -> say("  " + way + ": " + text(all)));
                Map<String, Object> parts = parts(page);
                say("  parts, ms: " + parts);
                parts.put("pattern", pattern.optionValue());
                allParts.add(parts);
            }
        }
        Measurement.write(Map.of("frames", frameContents, "runs", runs, "parts", allParts));
    }

    private static List<String> messages(List<MixedFrame> frames) {
        return frames.stream()
                .map(frame -> Base64.getEncoder().encodeToString(frame.wireBytes()))
                .toList();
    }

    private static List<MixedFrame> frames(SyntheticPattern pattern) {
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .mode(CaptureMode.MIXED)
                        // Its other ways decode none.
                        .videoRectangles(false)
                        .width(1920)
                        .height(1080)
                        .syntheticPattern(pattern)
                        .syntheticChange(74)
                        .fps(240)
                        .build();
        List<MixedFrame> frames = new ArrayList<>();
        try (FrameReader capture = FrameReader.open(settings)) {
            while (frames.size() < FRAMES) {
                frames.add(capture.next().mixed().copy());
            }
        }
        return frames;
    }

    /** Of a frame, without the first. */
    private static String contents(List<MixedFrame> frames) {
        Map<RectangleKind, Integer> counts = new EnumMap<>(RectangleKind.class);
        long bytes = 0;
        for (MixedFrame frame : frames.subList(1, frames.size())) {
            bytes += frame.wireSize();
            for (FrameRectangle rectangle : frame) {
                counts.merge(rectangle.kind(), 1, Integer::sum);
            }
        }
        StringBuilder text = new StringBuilder();
        counts.forEach(
                (kind, count) ->
                        text.append(
                                String.format(
                                        Locale.ROOT, "%s %.2f, ", kind.word(), perFrame(count))));
        return text + String.format(Locale.ROOT, "%.1f kB a frame", perFrame(bytes / 1000.0));
    }

    private static double perFrame(double sum) {
        return sum / (FRAMES - 1);
    }

    /** Of a frame, in the mean. */
    private static Map<String, Object> parts(Chromium.Tab page) throws Exception {
        Map<?, ?> spent =
                (Map<?, ?>)
                        PageScript.run(page, "cost.js", Map.of("way", "parts", "paceMs", PACE_MS));
        Map<String, Object> parts = new LinkedHashMap<>();
        for (String part : List.of("read", "decode", "draw", "show")) {
            parts.put(part, ((Number) spent.get(part)).doubleValue() / FRAMES);
        }
        return parts;
    }

    private static Costs measured(Chromium chromium, Chromium.Tab page, String way)
            throws Exception {
        Duration before = chromium.processorTime();
        double tasks = page.metric("TaskDuration");
        List<?> took =
                (List<?>) PageScript.run(page, "cost.js", Map.of("way", way, "paceMs", PACE_MS));
        double task = 1000 * (page.metric("TaskDuration") - tasks);
        double all = chromium.processorTime().minus(before).toNanos() / 1e6;
        double[] sorted = sorted(took.stream().mapToDouble(one -> ((Number) one).doubleValue()));
        assertThat(sorted).hasSize(FRAMES);
        return new Costs(
                task / FRAMES, all / FRAMES, sorted[FRAMES / 2], sorted[FRAMES * 95 / 100]);
    }

    private static String text(List<Costs> costs) {
        return "main thread "
                + text(costs, Costs::mainThreadMs)
                + ", all processes "
                + text(costs, Costs::processesMs)
                + " ms a frame; shown after "
                + text(costs, Costs::shownMs)
                + " ms, p95 "
                + text(costs, Costs::shownP95Ms);
    }

    /** The median and the range. */
    private static String text(List<Costs> costs, ToDoubleFunction<Costs> figure) {
        double[] sorted = sorted(costs.stream().mapToDouble(figure));
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f-%.2f)",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static double[] sorted(DoubleStream figures) {
        return figures.sorted().toArray();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
