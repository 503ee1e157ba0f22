// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SlowLink;
import org.pixelflux.support.TextPicture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.ViewerPage;

/** A viewer of the gateway whose link is slow, beside one whose link is not. */
class SlowViewerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final double MEGABITS = 2;

    @TempDir private Path elsewhere;

    /**
     * What it gets is coarse while the text goes on; at rest it asks for that again, through the
     * gateway, the topic of requests and the program of the screen.
     */
    @Test
    @Tag("nightly")
    void hasTheScreenAtRestAndSoHasTheOther() throws Exception {
        List<Picture> pages = List.of(text(1), text(2), text(3));
        try (LocalBroker broker = LocalBroker.start();
                XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name());
                Chromium chromium = new Chromium()) {
            Programs programs = Programs.of(elsewhere, broker.address(), "slow");
            paint.image(0, 0, pages.get(0));
            try (RunScript program = programs.screen(display.name(), "mixed");
                    RunScript gateway = programs.gateway();
                    SlowLink link = new SlowLink(programs.port(), MEGABITS);
                    ViewerPage fast = new ViewerPage(chromium.open(programs.url()));
                    ViewerPage slow =
                            new ViewerPage(
                                    chromium.open("http://localhost:" + link.port() + "/"))) {
                awaitScreen(fast, pages.get(0));
                await().atMost(PATIENCE)
                        .until(
                                () -> {
                                    pages.forEach(page -> paint.image(0, 0, page));
                                    return slow.kinds().contains("picture");
                                });
                paint.image(0, 0, pages.get(1));
                awaitScreen(fast, pages.get(1));
                awaitScreen(slow, pages.get(1));
                assertThat(slow.stats()).containsEntry("state", "live");
                assertThat(program.errors() + gateway.errors()).isEmpty();
            }
        }
    }

    private static Picture text(long seed) {
        return TextPicture.lines(WIDTH, HEIGHT, new Random(seed));
    }

    private static void awaitScreen(ViewerPage page, Picture expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page.differences(expected)).isEmpty());
    }
}
