// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.Area;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.Picture;
import org.pixelflux.support.PngFile;
import org.pixelflux.support.SlowLink;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TextPicture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.ViewerPage;

/** In mode mixed the page's canvas, read back, is the screen, bit for bit. */
class PageMixedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of which a page of this text takes more than a second. */
    private static final double MEGABITS = 2;

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    @Test
    void isTheScreenAfterTextAndScrollsAndMoves() throws Exception {
        Picture screen = text(WIDTH, HEIGHT, 1);
        Picture other = text(WIDTH, HEIGHT, 2);
        Random random = new Random(3);
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name());
                PageServer server = new PageServer(FreePort.find(), uri(display))) {
            paint.image(0, 0, screen);
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitScreen(page, screen);
                for (int i = 0; i < 60; i++) {
                    Area part = randomArea(random);
                    switch (random.nextInt(3)) {
                        case 0 -> {
                            int up = random.nextInt(Math.min(100, part.y() + 1));
                            copy(paint, screen, part, part.x(), part.y() - up);
                        }
                        case 1 -> {
                            int x = random.nextInt(WIDTH - part.width() + 1);
                            int y = random.nextInt(HEIGHT - part.height() + 1);
                            copy(paint, screen, part, x, y);
                        }
                        default -> {
                            Picture piece = other.crop(part);
                            paint.image(part.x(), part.y(), piece);
                            screen.draw(piece, part.x(), part.y(), part.width(), part.height());
                        }
                    }
                    if (i % 10 == 9) {
                        awaitScreen(page, screen);
                    }
                }
                assertThat(page.stats())
                        .containsEntry("state", "live")
                        .containsEntry("mode", "mixed")
                        .containsEntry("gaps", 0L)
                        .containsEntry("decoderErrors", 0L);
                assertThat(page.kinds()).contains("copy", "exact");
                page.screenshot(Path.of(System.getProperty("screenshots"), "mixed.png"));
            }
        }
    }

    @Test
    void isTheScreenAfterWindowsMovedOverEachOther() throws Exception {
        Picture background = text(WIDTH, HEIGHT, 4);
        List<Picture> windows = List.of(text(420, 300, 5), text(300, 160, 6), text(640, 480, 7));
        Random random = new Random(8);
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name());
                PageServer server = new PageServer(FreePort.find(), uri(display))) {
            paint.keep(0, background);
            for (int i = 0; i < windows.size(); i++) {
                paint.keep(i + 1, windows.get(i));
            }
            paint.carryOut(List.of(new X11Paint.Background(0)));
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitScreen(page, background);
                for (int i = 0; i < 60; i++) {
                    Picture expected = background.crop(background.area());
                    List<X11Paint.Step> steps = new ArrayList<>();
                    for (int window = 0; window < windows.size(); window++) {
                        Picture picture = windows.get(window);
                        int x = random.nextInt(WIDTH - picture.width() + 1);
                        int y = random.nextInt(HEIGHT - picture.height() + 1);
                        steps.add(new X11Paint.Window(window + 1, x, y));
                        expected.draw(picture, x, y, picture.width(), picture.height());
                    }
                    paint.carryOut(steps);
                    if (i % 10 == 9) {
                        awaitScreen(page, expected);
                    }
                }
                assertThat(page.kinds()).contains("copy", "exact");
            }
        }
    }

    /** What was sent as an image comes again exactly when it stays still. */
    @Test
    void isTheScreenAtRestPhotographsAndOverlaysIncluded(@TempDir Path directory) throws Exception {
        Picture background = new TestChart(WIDTH, HEIGHT).picture();
        List<Picture> windows = List.of(SmoothPicture.coloured(260, 210, 3), text(420, 300, 5));
        int[] argb = new int[20 * 30];
        Arrays.fill(argb, 0xffc01080);
        PngFile cursor = new PngFile(20, 30, argb);
        PngFile mark = PngFile.of(90, 40, 0xff20c040);
        Random random = new Random(9);
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name());
                PageServer server =
                        new PageServer(
                                FreePort.find(),
                                uri(display)
                                        + "&captureCursor=true&watermarkLocation=BOTTOM_RIGHT"
                                        + "&watermarkPath="
                                        + mark.write(directory.resolve("mark.png")))) {
            paint.keep(0, background);
            for (int i = 0; i < windows.size(); i++) {
                paint.keep(i + 1, windows.get(i));
            }
            paint.carryOut(List.of(new X11Paint.Background(0)));
            paint.cursor(20, 30, 0, 0, argb);
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                for (int i = 0; i < 20; i++) {
                    Picture expected = background.crop(background.area());
                    List<X11Paint.Step> steps = new ArrayList<>();
                    for (int window = 0; window < windows.size(); window++) {
                        Picture picture = windows.get(window);
                        int x = random.nextInt(WIDTH - picture.width() + 1);
                        int y = random.nextInt(HEIGHT - picture.height() + 1);
                        steps.add(new X11Paint.Window(window + 1, x, y));
                        expected.draw(picture, x, y, picture.width(), picture.height());
                    }
                    int x = random.nextInt(WIDTH - 20);
                    int y = random.nextInt(HEIGHT - 30);
                    paint.carryOut(steps);
                    paint.pointer(x, y);
                    if (i % 10 == 9) {
                        Picture marked = mark.over(expected, WIDTH - 90, HEIGHT - 40);
                        awaitScreen(page, cursor.over(marked, x, y));
                    }
                }
                assertThat(page.kinds()).contains("picture", "copy", "exact");
                page.screenshot(Path.of(System.getProperty("screenshots"), "mixed-rest.png"));
            }
        }
    }

    /** What it gets is coarse while the text goes on, and the first picture may be. */
    @Test
    void isTheScreenAtRestBehindASlowLink() throws Exception {
        List<Picture> pages =
                List.of(text(WIDTH, HEIGHT, 1), text(WIDTH, HEIGHT, 2), text(WIDTH, HEIGHT, 3));
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name());
                PageServer server = new PageServer(FreePort.find(), uri(display))) {
            paint.image(0, 0, pages.get(0));
            server.start();
            try (SlowLink link = new SlowLink(server.port(), MEGABITS);
                    ViewerPage page = new ViewerPage(chromium.open(server.url(link.port())))) {
                await().atMost(PATIENCE)
                        .until(
                                () -> {
                                    pages.forEach(picture -> paint.image(0, 0, picture));
                                    return page.kinds().contains("picture");
                                });
                paint.image(0, 0, pages.get(1));
                awaitScreen(page, pages.get(1));
            }
        }
    }

    private static String uri(XvfbDisplay display) {
        return "pixelflux:screen?mode=mixed&display=" + display.name();
    }

    private static void copy(X11Paint paint, Picture screen, Area from, int x, int y) {
        paint.carryOut(List.of(new X11Paint.Copy(X11Paint.SCREEN, from, x, y)));
        screen.draw(screen.crop(from), x, y, from.width(), from.height());
    }

    private static Area randomArea(Random random) {
        int width = 1 + random.nextInt(900);
        int height = 1 + random.nextInt(500);
        return new Area(
                random.nextInt(WIDTH - width + 1),
                random.nextInt(HEIGHT - height + 1),
                width,
                height);
    }

    private static Picture text(int width, int height, long seed) {
        return TextPicture.lines(width, height, new Random(seed));
    }

    private static void awaitScreen(ViewerPage page, Picture expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page.differences(expected)).isEmpty());
    }
}
