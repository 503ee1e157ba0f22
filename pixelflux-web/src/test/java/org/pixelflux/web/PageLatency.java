// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Measurement;
import org.pixelflux.web.support.ViewerPage;

/**
 * How soon a change on the screen is on the page's canvas: from before X draws a marker until the
 * canvas, read back, has its colour. No test: it says what it measures, for
 * docs/results/page-mixed. Runs only where it is named.
 */
class PageLatency {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int MARKER = 64;
    private static final int CHANGES = 60;

    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Test
    void ofAChange() throws Exception {
        Map<String, List<Double>> delays = new LinkedHashMap<>();
        List<Map<String, Object>> runs = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name())) {
            paint.image(0, 0, new TestChart(WIDTH, HEIGHT).picture());
            for (int round = 0; round < Measurement.ROUNDS; round++) {
                for (String mode : List.of("jpeg", "h264", "mixed")) {
                    List<Double> millis = measured(chromium, display, paint, mode);
                    runs.add(Map.of("mode", mode, "millis", millis));
                    delays.computeIfAbsent(mode, none -> new ArrayList<>()).addAll(millis);
                }
            }
        }
        Measurement.write(Map.of("runs", runs));
        delays.forEach(
                (mode, all) -> {
                    double[] sorted = all.stream().mapToDouble(ms -> ms).sorted().toArray();
                    System.out.println(
                            String.format(
                                    Locale.ROOT,
                                    "%s: p50 %.1f ms, p95 %.1f ms, worst %.1f ms of %d",
                                    mode,
                                    sorted[sorted.length / 2],
                                    sorted[sorted.length * 95 / 100],
                                    sorted[sorted.length - 1],
                                    sorted.length));
                });
    }

    private static List<Double> measured(
            Chromium chromium, XvfbDisplay display, X11Paint paint, String mode) throws Exception {
        Random random = new Random(1);
        List<Double> delays = new ArrayList<>();
        paint.fill(0, 0, MARKER, MARKER, 0x808080);
        String uri = "pixelflux:screen?display=" + display.name() + "&mode=" + mode;
        try (PageServer server = new PageServer(FreePort.find(), uri)) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(page.stats()).containsEntry("state", "live"));
                PageScript.run(page.tab(), "watch.js", Map.of("x", MARKER / 2, "y", MARKER / 2));
                for (int i = 0; i < CHANGES; i++) {
                    page.run("window.seen.length = 0");
                    Thread.sleep(50 + random.nextInt(100));
                    // Far enough from the colour before, however it is encoded.
                    double before = now();
                    paint.fill(0, 0, MARKER, MARKER, i % 2 == 0 ? 0xf0f0f0 : 0x202020);
                    await().atMost(PATIENCE).until(() -> seen(page) != null);
                    delays.add(seen(page) - before);
                }
            }
        }
        return delays;
    }

    private static Double seen(ViewerPage page) {
        Object at = page.run("return window.seen.length === 0 ? null : window.seen[0].at");
        return at == null ? null : ((Number) at).doubleValue();
    }

    private static double now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1000.0;
    }
}
