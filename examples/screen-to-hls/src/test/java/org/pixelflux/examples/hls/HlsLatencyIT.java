// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Chromium.Tab;
import org.pixelflux.web.support.Measurement;

/**
 * How long after a change Chromium shows it with hls.js. {@code benchmarks/run hls} measures by it
 * for docs/results/hls-latency.
 */
@Tag("nightly")
class HlsLatencyIT {

    private static final int CHANGES = 20;
    private static final Area PATCH = new Area(100, 100, 200, 200);
    private static final int[] COLOURS = {0x2060A0, 0xA04020};

    @Test
    void printsHowLongAChangeTakes() throws Exception {
        List<Double> seconds = new ArrayList<>();
        try (XvfbDisplay display = XvfbDisplay.start(1920, 1080);
                X11Paint paint = new X11Paint(display.name());
                HlsServer server =
                        new HlsServer(
                                FreePort.find(),
                                "pixelflux:screen?fps=30&display=" + display.name(),
                                null);
                Chromium chromium = new Chromium("--autoplay-policy=no-user-gesture-required")) {
            paint.fill(0, 0, 1920, 1080, 0x808080);
            paint.fill(PATCH.x(), PATCH.y(), PATCH.width(), PATCH.height(), COLOURS[0]);
            server.start();
            try (Tab tab = chromium.open(server.url(""))) {
                PlayedVideo video = new PlayedVideo(tab);
                video.awaitColour(PATCH, COLOURS[0]);
                for (int i = 1; i <= CHANGES; i++) {
                    int colour = COLOURS[i % COLOURS.length];
                    long start =
                            paint.fill(PATCH.x(), PATCH.y(), PATCH.width(), PATCH.height(), colour)
                                    .afterNanos();
                    seconds.add((video.awaitColour(PATCH, colour) - start) / 1e9);
                }
            }
        }
        Collections.sort(seconds);
        Measurement.write(Map.of("seconds", seconds));
        System.out.printf(
                Locale.ROOT,
                "HLS, segments of %.0f s, 1920x1080, %d changes of a still screen: median %.2f s,"
                        + " least %.2f s, most %.2f s%n",
                HlsRoutes.SEGMENT_SECONDS,
                CHANGES,
                seconds.get(CHANGES / 2),
                seconds.get(0),
                seconds.get(CHANGES - 1));
        assertThat(seconds).hasSize(CHANGES).allSatisfy(one -> assertThat(one).isPositive());
    }
}
