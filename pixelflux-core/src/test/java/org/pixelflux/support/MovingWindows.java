// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A display on which windows of text and a photograph move over each other and parts of the screen
 * scroll, with a pointer of its own look, and what a capture with cursor and watermark shows of it
 * at rest.
 */
public final class MovingWindows implements AutoCloseable {

    private static final int MOST_SCROLLED = 100;
    private static final int CURSOR_WIDTH = 20;
    private static final int CURSOR_HEIGHT = 30;
    private static final int MARK_WIDTH = 90;
    private static final int MARK_HEIGHT = 40;

    /** What the server keeps: the background, the windows, and what comes up from below. */
    private static final int BACKGROUND = 0;

    private static final int FIRST_WINDOW = 1;

    private final XvfbDisplay display;
    private final X11Paint paint;
    private final Random random;
    private final Path markFile;
    private final PngFile mark = PngFile.of(MARK_WIDTH, MARK_HEIGHT, 0xff20c040);
    private final PngFile cursor = PngFile.of(CURSOR_WIDTH, CURSOR_HEIGHT, 0xffc01080);
    private final Picture background;
    private final List<Picture> windows;
    private final Picture news;
    private Picture screen;
    private boolean scrolled;
    private int pointerX;
    private int pointerY;

    /**
     * @param width at least 640
     * @param height at least 480
     * @param directory where the watermark's file is put
     */
    public MovingWindows(int width, int height, long seed, Path directory) {
        random = new Random(seed);
        markFile = mark.write(directory.resolve("mark.png"));
        background = text(width, height);
        windows =
                List.of(
                        text(width / 3, height / 2),
                        SmoothPicture.coloured(width / 4, height / 3, 3),
                        text(width / 2, height / 3));
        news = text(width, MOST_SCROLLED);
        screen = background;
        display = XvfbDisplay.start(width, height);
        paint = new X11Paint(display.name());
        paint.keep(BACKGROUND, background);
        for (int i = 0; i < windows.size(); i++) {
            paint.keep(FIRST_WINDOW + i, windows.get(i));
        }
        paint.keep(newsNumber(), news);
        paint.carryOut(List.of(new X11Paint.Background(BACKGROUND)));
        paint.cursor(CURSOR_WIDTH, CURSOR_HEIGHT, 0, 0, cursor.argb());
        movePointer();
        moveWindows();
    }

    private int newsNumber() {
        return FIRST_WINDOW + windows.size();
    }

    /** Where it is. */
    public String display() {
        return display.name();
    }

    /** The options of a capture that shows cursor and watermark, with their values. */
    public Map<String, String> options() {
        return Map.of(
                "display",
                display.name(),
                "captureCursor",
                "true",
                "watermarkLocation",
                "BOTTOM_RIGHT",
                "watermarkPath",
                markFile.toString());
    }

    /** Something moves; returns when the server has drawn it. */
    public void move() {
        switch (random.nextInt(4)) {
            case 0 -> movePointer();
            case 1 -> scroll();
            default -> moveWindows();
        }
    }

    private void movePointer() {
        pointerX = random.nextInt(screen.width() - CURSOR_WIDTH);
        pointerY = random.nextInt(screen.height() - CURSOR_HEIGHT);
        paint.pointer(pointerX, pointerY);
    }

    private void moveWindows() {
        List<X11Paint.Step> steps = new ArrayList<>();
        if (scrolled) {
            // What scrolled was drawn over the windows too, and would move with them.
            steps.add(new X11Paint.Background(BACKGROUND));
            scrolled = false;
        }
        screen = copyOf(background);
        for (int i = 0; i < windows.size(); i++) {
            Picture window = windows.get(i);
            int x = random.nextInt(screen.width() - window.width() + 1);
            int y = random.nextInt(screen.height() - window.height() + 1);
            steps.add(new X11Paint.Window(FIRST_WINDOW + i, x, y));
            screen.draw(window, x, y, window.width(), window.height());
        }
        paint.carryOut(steps);
    }

    /** A part of the screen moves up, and something comes in below it. */
    private void scroll() {
        int up = 1 + random.nextInt(MOST_SCROLLED);
        int width = 40 + random.nextInt(screen.width() - 40);
        int height = up + 20 + random.nextInt(screen.height() - up - 20);
        int x = random.nextInt(screen.width() - width + 1);
        int y = random.nextInt(screen.height() - height + 1);
        Area rest = new Area(x, y + up, width, height - up);
        Area fresh = new Area(0, 0, width, up);
        paint.carryOut(
                List.of(
                        new X11Paint.Copy(X11Paint.SCREEN, rest, x, y),
                        new X11Paint.Copy(newsNumber(), fresh, x, y + height - up)));
        Picture changed = copyOf(screen);
        changed.draw(screen.crop(rest), x, y, rest.width(), rest.height());
        changed.draw(news.crop(fresh), x, y + height - up, width, up);
        screen = changed;
        scrolled = true;
    }

    /** What a capture with these {@link #options} shows of it now. */
    public Picture shown() {
        Picture marked =
                mark.over(screen, screen.width() - MARK_WIDTH, screen.height() - MARK_HEIGHT);
        return cursor.over(marked, pointerX, pointerY);
    }

    private static Picture copyOf(Picture picture) {
        return picture.crop(picture.area());
    }

    private Picture text(int width, int height) {
        return TextPicture.lines(width, height, random);
    }

    @Override
    public void close() {
        paint.close();
        display.close();
    }
}
