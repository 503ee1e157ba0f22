// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.pixelflux.support.Area;
import org.pixelflux.web.support.Chromium.Tab;

/** The video of the page, as Chromium shows it. */
final class PlayedVideo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The red, green and blue of a pixel as one number; -1 before there is a picture. */
    private static final String PIXEL =
            """
            const video = document.getElementById('screen');
            if (video.readyState < 2) {
              return -1;
            }
            const canvas = document.createElement('canvas');
            canvas.width = 1;
            canvas.height = 1;
            const context = canvas.getContext('2d');
            context.drawImage(video, arguments[0], arguments[1], 1, 1, 0, 0, 1, 1);
            const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
            return (red * 256 + green) * 256 + blue;
            """;

    private static final int TOLERANCE = 8;

    private final Tab tab;

    PlayedVideo(Tab tab) {
        this.tab = tab;
    }

    private int pixel(Area area) {
        Number pixel =
                (Number) tab.run(PIXEL, area.x() + area.width() / 2, area.y() + area.height() / 2);
        return pixel.intValue();
    }

    private boolean shows(Area area, int rgb) {
        int shown = pixel(area);
        for (int shift = 0; shift < 24; shift += 8) {
            if (shown < 0
                    || Math.abs((shown >> shift & 0xFF) - (rgb >> shift & 0xFF)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** Waits until the middle of an area has that colour, and returns when that was seen. */
    long awaitColour(Area area, int rgb) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> shows(area, rgb));
        return System.nanoTime();
    }

    String width() {
        return tab.run("return document.getElementById('screen').videoWidth").toString();
    }
}
