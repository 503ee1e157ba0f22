// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** A display on which pictures are put at changing places, and what it must show. */
final class MovingScreen implements AutoCloseable {

    private static final int DIFFERENT = 16;
    private static final int WAIT_SECONDS = 60;

    private final XvfbDisplay display;
    private final X11Paint paint;
    private final Picture screen;
    private final List<Picture> patches;
    private final Picture last;
    private final Random random = new Random(1);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile int paints;

    /**
     * @param last comes at the end and covers all; null: nothing
     */
    private MovingScreen(int width, int height, List<Picture> patches, Picture last) {
        this.patches = patches;
        this.last = last;
        screen = SmoothPicture.grey(width, height, 0);
        display = XvfbDisplay.start(width, height);
        paint = new X11Paint(display.name());
        paint.image(0, 0, screen);
    }

    /** A small part changes at a time. */
    static MovingScreen calm(int width, int height) {
        return new MovingScreen(
                width,
                height,
                IntStream.range(0, DIFFERENT)
                        .mapToObj(number -> SmoothPicture.coloured(160, 120, number))
                        .toList(),
                null);
    }

    /** Everything changes at once, to something that cannot be foreseen. */
    static MovingScreen noisy(int width, int height) {
        return new MovingScreen(
                width,
                height,
                IntStream.range(0, DIFFERENT)
                        .mapToObj(number -> noise(width, height, number))
                        .toList(),
                // What any codec keeps.
                SmoothPicture.grey(width, height, DIFFERENT));
    }

    private static Picture noise(int width, int height, int seed) {
        Random random = new Random(seed);
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                picture.fill(new Area(x, y, 2, 2), random.nextInt());
            }
        }
        return picture;
    }

    /** Where it is. */
    String display() {
        return display.name();
    }

    /** Begins to move. */
    void move(int timesASecond) {
        clock.scheduleAtFixedRate(this::paint, 0, 1_000_000 / timesASecond, TimeUnit.MICROSECONDS);
    }

    private void paint() {
        Picture patch = patches.get(paints % patches.size());
        int x = random.nextInt(screen.width() - patch.width() + 1);
        int y = random.nextInt(screen.height() - patch.height() + 1);
        paint(patch, x, y);
        paints++;
    }

    private void paint(Picture patch, int x, int y) {
        paint.image(x, y, patch);
        screen.draw(patch, x, y, patch.width(), patch.height());
    }

    /** How often it has changed. */
    int paints() {
        return paints;
    }

    /** Comes to rest; gives what it shows then. */
    Picture rest() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("painting does not end");
        }
        if (last != null) {
            paint(last, 0, 0);
        }
        return screen;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        paint.close();
        display.close();
    }
}
