// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.PictureArea;
import org.pixelflux.recording.ChangeIndex;
import org.pixelflux.recording.Recording;
import org.pixelflux.support.Area;
import org.pixelflux.support.Ffprobe;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Chromium.Tab;

/** A recording of a real X server's screen, as Chromium plays it. */
class PlayerPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Area LEFT = new Area(64, 64, 64, 64);
    private static final Area RIGHT = new Area(512, 320, 64, 64);
    private static final int GREY = 0x808080;
    private static final int BLUE = 0x2060A0;
    private static final int RED = 0xA04020;

    private static final String PIXEL =
            """
            const canvas = document.createElement('canvas');
            canvas.width = 1;
            canvas.height = 1;
            const context = canvas.getContext('2d');
            context.drawImage(document.getElementById('recording'),
              arguments[0], arguments[1], 1, 1, 0, 0, 1, 1);
            const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
            return (red * 256 + green) * 256 + blue;
            """;

    private static final String FOUND = "return document.getElementById('found').value";

    @TempDir private Path directory;

    private Tab tab;

    private Object video(String property) {
        return tab.run("return document.getElementById('recording')." + property);
    }

    private double number(String property) {
        return video(property) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private void assertShows(Area area, int rgb) {
        int shown =
                ((Number) tab.run(PIXEL, area.x() + area.width() / 2, area.y() + area.height() / 2))
                        .intValue();
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(shown >> shift & 0xFF).isCloseTo(rgb >> shift & 0xFF, within(8));
        }
    }

    private void paint(X11Paint paint, Area area, int rgb, Path file, int changes) {
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
        await().atMost(PATIENCE).until(() -> ChangeIndex.of(file).changes().size() == changes);
    }

    private void jumpTo(double time) {
        tab.press("n");
        await().atMost(PATIENCE)
                .until(
                        () ->
                                Math.abs(number("currentTime") - time) < 0.01
                                        && Boolean.FALSE.equals(video("seeking")));
    }

    @Test
    void jumpsToTheNextChangeInARectangle() throws Exception {
        Path file = directory.resolve("desk.mp4");
        try (XvfbDisplay display = XvfbDisplay.start(640, 480);
                X11Paint paint = new X11Paint(display.name())) {
            paint.fill(0, 0, 640, 480, GREY);
            try (Recording recording =
                    Recording.to(file, CaptureSettings.builder().display(display.name()).build())) {
                await().atMost(PATIENCE).until(() -> ChangeIndex.of(file).changes().size() == 1);
                paint(paint, LEFT, BLUE, file, 2);
                paint(paint, RIGHT, BLUE, file, 3);
                paint(paint, LEFT, RED, file, 4);
                assertThat(recording.isRunning()).isTrue();
            }
        }
        List<Double> times =
                ChangeIndex.of(file).changes().stream()
                        .map(change -> change.time().toNanos() / 1e9)
                        .toList();

        try (PlayerServer server = new PlayerServer(FreePort.find(), file, AccessToken.random());
                Chromium chromium = new Chromium()) {
            server.start();
            tab = chromium.open(server.url(""));
            await().atMost(PATIENCE).until(() -> number("readyState") >= 2);
            assertThat(number("videoWidth")).isEqualTo(640);
            assertThat(number("videoHeight")).isEqualTo(480);
            assertThat(number("duration")).isCloseTo(Ffprobe.seconds(file), within(0.01));
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    tab.run("return document.getElementById('changes').readyState")
                                            .equals(2L));
            assertShows(LEFT, GREY);

            jumpTo(times.get(1));
            assertShows(LEFT, BLUE);
            assertShows(RIGHT, GREY);
            jumpTo(times.get(2));
            assertShows(RIGHT, BLUE);

            tab.run("document.getElementById('recording').currentTime = 0");
            choose(RIGHT);
            jumpTo(times.get(2));
            assertShows(LEFT, BLUE);
            choose(LEFT);
            jumpTo(times.get(3));
            assertShows(LEFT, RED);
            assertThat(tab.run(FOUND)).isEqualTo("");
            tab.press("n");
            await().atMost(PATIENCE).until(() -> tab.run(FOUND).equals("No later change."));
        }
        assertThat(ChangeIndex.of(file).next(Duration.ZERO, areaOf(RIGHT)).time().toNanos() / 1e9)
                .isEqualTo(times.get(2));
    }

    private static PictureArea areaOf(Area area) {
        return new PictureArea(area.x(), area.y(), area.width(), area.height());
    }

    /** The page is wide enough to show the video as large as it is. */
    private void choose(Area area) {
        int left = number(tab, "left");
        int top = number(tab, "top");
        tab.drag(
                left + area.x() + 4,
                top + area.y() + 4,
                left + area.x() + area.width() - 4,
                top + area.y() + area.height() - 4);
    }

    private static int number(Tab tab, String side) {
        return ((Number)
                        tab.run(
                                "return document.getElementById('recording')"
                                        + ".getBoundingClientRect()."
                                        + side))
                .intValue();
    }
}
