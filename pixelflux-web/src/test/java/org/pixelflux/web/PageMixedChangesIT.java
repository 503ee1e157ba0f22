// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.MovingWindows;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.ViewerPage;

/**
 * In mode mixed the page shows the screen, whatever becomes of its tab, its connection and the
 * screen's size.
 */
class PageMixedChangesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Browsers let the timers of a hidden tab tick once a minute: later than a page waits. */
    private static final String SLOW_TIMERS =
            """
            window.ticks = 0;
            const every = window.setInterval;
            window.setInterval = (task, ms) => every(() => {
              window.ticks += ms >= 1000;
              task();
            }, ms >= 1000 ? 35 * ms : ms);
            """;

    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    @Test
    void showsTheScreenAfterItsTabWasHidden(@TempDir Path directory) throws Exception {
        try (MovingWindows screen = new MovingWindows(800, 600, 1, directory);
                PageServer server = new PageServer(FreePort.find(), uri(screen))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitScreen(page, screen.shown());

                hide(page, true);
                for (int i = 0; i < 100; i++) {
                    screen.move();
                }
                hide(page, false);

                awaitScreen(page, screen.shown());
                assertUndisturbed(page);
            }
        }
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void keepsItsConnectionWhileTimersOfAHiddenTabAreSlow(@TempDir Path directory)
            throws Exception {
        try (MovingWindows screen = new MovingWindows(800, 600, 2, directory);
                PageServer server = new PageServer(FreePort.find(), uri(screen))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), SLOW_TIMERS))) {
                awaitScreen(page, screen.shown());

                hide(page, true);
                awaitTicks(page, 2);
                screen.move();
                awaitTicks(page, 4);
                hide(page, false);

                awaitScreen(page, screen.shown());
                assertUndisturbed(page);
            }
        }
    }

    /** What it lacks then is text, what was moved, and a photograph. */
    @Test
    void showsTheScreenAfterItsConnectionWasCut(@TempDir Path directory) throws Exception {
        try (MovingWindows screen = new MovingWindows(800, 600, 3, directory);
                PageServer server = new PageServer(FreePort.find(), uri(screen))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), PageSockets.KEPT))) {
                for (long connections = 1; connections < 4; connections++) {
                    awaitScreen(page, screen.shown());
                    assertUndisturbed(page, connections);
                    screen.move();
                    page.run(PageSockets.CUT);
                    moveUntilConnected(screen, page, connections + 1);
                }
                awaitScreen(page, screen.shown());
                assertUndisturbed(page, 4);
            }
        }
    }

    private static void moveUntilConnected(
            MovingWindows screen, ViewerPage page, long connections) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            screen.move();
                            return page.count("connections") == connections;
                        });
    }

    private static void awaitTicks(ViewerPage page, long ticks) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> ((Number) page.run("return window.ticks")).longValue() >= ticks);
    }

    private static void hide(ViewerPage page, boolean hidden) {
        page.tab().minimized(hidden);
        await().atMost(PATIENCE).until(() -> page.run("return document.hidden").equals(hidden));
    }

    private static void assertUndisturbed(ViewerPage page) {
        assertUndisturbed(page, 1);
    }

    private static void assertUndisturbed(ViewerPage page, long connections) {
        await().atMost(PATIENCE).until(() -> "live".equals(page.stats().get("state")));
        assertThat(page.stats())
                .containsEntry("connections", connections)
                .containsEntry("gaps", 0L)
                .containsEntry("decoderErrors", 0L);
    }

    @Test
    void showsAScreenThatIsResized() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.start(1280, 720);
                X11Paint paint = new X11Paint(display.name());
                PageServer server =
                        new PageServer(
                                FreePort.find(),
                                "pixelflux:screen?mode=mixed&autoAdjustSize=true&display="
                                        + display.name())) {
            Picture large = new TestChart(1280, 720).picture();
            paint.image(0, 0, large);
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitScreen(page, large);
                for (List<Integer> size :
                        List.of(List.of(800, 600), List.of(641, 301), List.of(1280, 720))) {
                    display.resize(size.get(0), size.get(1));
                    Picture picture = new TestChart(size.get(0), size.get(1)).picture();
                    paint.image(0, 0, picture);
                    awaitScreen(page, picture);
                }
                assertUndisturbed(page);
            }
        }
    }

    private static String uri(MovingWindows screen) {
        StringBuilder uri = new StringBuilder("pixelflux:screen?mode=mixed");
        screen.options()
                .forEach(
                        (name, value) ->
                                uri.append(String.format(Locale.ROOT, "&%s=%s", name, value)));
        return uri.toString();
    }

    private static void awaitScreen(ViewerPage page, Picture expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page.differences(expected)).isEmpty());
    }
}
