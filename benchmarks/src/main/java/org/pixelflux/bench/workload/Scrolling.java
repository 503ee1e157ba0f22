// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;

/**
 * Text that goes up, by a line or by another number of pixels, with the text that follows at the
 * end.
 */
final class Scrolling implements Workload {

    static final double RATE = 30;

    private static final int LINE = 16;
    private static final int PAGE_LINES = 150;
    private static final int PAGE_HEIGHT = PAGE_LINES * LINE;

    /** Of a browser that glides: as often as a screen is refreshed. */
    private static final double SMOOTH_RATE = 60;

    /** Half a second. */
    private static final int SMOOTH_PAINTS = 30;

    /** A notch of a mouse's wheel. */
    private static final int NOTCH = 120;

    private final Area area;
    private final double rate;

    /** Pixels of the paints, which begin again at the end. */
    private final int[] steps;

    private final int page;

    /** By a line. */
    Scrolling(Stage stage, Area wanted) {
        this(stage, wanted, LINE);
    }

    /** By that many pixels, or all that there is room for. */
    Scrolling(Stage stage, Area wanted, int pixels) {
        this(stage, wanted, RATE, pixels);
    }

    /**
     * As browsers glide: each notch of the wheel is a fast beginning and a slow end, and the next
     * notch comes when it has ended.
     */
    static Scrolling smooth(Stage stage, Area wanted) {
        int[] steps = new int[SMOOTH_PAINTS];
        int before = 0;
        for (int i = 0; i < SMOOTH_PAINTS; i++) {
            double left = 1 - (i + 1.0) / SMOOTH_PAINTS;
            int place = (int) Math.round(NOTCH * (1 - left * left * left));
            steps[i] = Math.max(1, place - before);
            before += steps[i];
        }
        return new Scrolling(stage, wanted, SMOOTH_RATE, steps);
    }

    private Scrolling(Stage stage, Area wanted, double rate, int... steps) {
        this.area = new Area(wanted.x(), wanted.y(), wanted.width(), wanted.height() / LINE * LINE);
        this.rate = rate;
        this.steps = Arrays.stream(steps).map(step -> Math.min(step, area.height() - 1)).toArray();
        page = stage.keep(new TextLines(stage.random(), 8, LINE).page(area.width(), PAGE_LINES));
    }

    @Override
    public double rate() {
        return rate;
    }

    @Override
    public List<Step> first() {
        return List.of(
                new Copy(page, new Area(0, 0, area.width(), area.height()), area.x(), area.y()));
    }

    @Override
    public List<Step> paint(long index) {
        int place = (int) (index % steps.length);
        int pixels = steps[place];
        Area rest = new Area(area.x(), area.y() + pixels, area.width(), area.height() - pixels);
        List<Step> painted = new ArrayList<>();
        painted.add(new Copy(X11Paint.SCREEN, rest, area.x(), area.y()));
        long before =
                index / steps.length * Arrays.stream(steps).sum()
                        + Arrays.stream(steps, 0, place).sum();
        int from = (int) ((area.height() + before) % PAGE_HEIGHT);
        int above = Math.min(pixels, PAGE_HEIGHT - from);
        painted.add(rows(from, above, area.bottom() - pixels));
        if (above < pixels) { // the page begins again
            painted.add(rows(0, pixels - above, area.bottom() - pixels + above));
        }
        return painted;
    }

    private Copy rows(int from, int count, int y) {
        return new Copy(page, new Area(0, from, area.width(), count), area.x(), y);
    }
}
