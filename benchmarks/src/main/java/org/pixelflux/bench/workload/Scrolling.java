// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;

/**
 * Text that goes up thirty times a second, by a line or by another number of pixels, with the text
 * that follows at the end.
 */
final class Scrolling implements Workload {

    static final double RATE = 30;

    private static final int LINE = 16;
    private static final int PAGE_LINES = 150;
    private static final int PAGE_HEIGHT = PAGE_LINES * LINE;

    private final Area area;
    private final int pixels;
    private final int page;

    /** By a line. */
    Scrolling(Stage stage, Area wanted) {
        this(stage, wanted, LINE);
    }

    /** By that many pixels, or all that there is room for. */
    Scrolling(Stage stage, Area wanted, int pixels) {
        this.area = new Area(wanted.x(), wanted.y(), wanted.width(), wanted.height() / LINE * LINE);
        this.pixels = Math.min(pixels, area.height() - 1);
        page = stage.keep(new TextLines(stage.random(), 8, LINE).page(area.width(), PAGE_LINES));
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Step> first() {
        return List.of(
                new Copy(page, new Area(0, 0, area.width(), area.height()), area.x(), area.y()));
    }

    @Override
    public List<Step> paint(long index) {
        Area rest = new Area(area.x(), area.y() + pixels, area.width(), area.height() - pixels);
        List<Step> steps = new ArrayList<>();
        steps.add(new Copy(X11Paint.SCREEN, rest, area.x(), area.y()));
        int from = (int) ((area.height() + index * pixels) % PAGE_HEIGHT);
        int above = Math.min(pixels, PAGE_HEIGHT - from);
        steps.add(rows(from, above, area.bottom() - pixels));
        if (above < pixels) { // the page begins again
            steps.add(rows(0, pixels - above, area.bottom() - pixels + above));
        }
        return steps;
    }

    private Copy rows(int from, int count, int y) {
        return new Copy(page, new Area(0, from, area.width(), count), area.x(), y);
    }
}
