// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;

/** Long lines of text that go to the left by two letters thirty times a second. */
final class Sideways implements Workload {

    private static final int LETTER = 8;
    private static final int LINE = 16;
    private static final int PIXELS = 2 * LETTER;
    private static final int PAGE_WIDTH = 4800;

    private final Area area;
    private final int page;

    Sideways(Stage stage, Area wanted) {
        area = new Area(wanted.x(), wanted.y(), wanted.width(), wanted.height() / LINE * LINE);
        TextLines lines = new TextLines(stage.random(), LETTER, LINE);
        page = stage.keep(lines.page(PAGE_WIDTH, area.height() / LINE));
    }

    @Override
    public double rate() {
        return Scrolling.RATE;
    }

    @Override
    public int roundSeconds() {
        return (int) (PAGE_WIDTH / PIXELS / Scrolling.RATE);
    }

    @Override
    public List<Step> first() {
        return List.of(columns(0, area.width(), area.x()));
    }

    @Override
    public List<Step> paint(long index) {
        Area rest = new Area(area.x() + PIXELS, area.y(), area.width() - PIXELS, area.height());
        List<Step> steps = new ArrayList<>();
        steps.add(new Copy(X11Paint.SCREEN, rest, area.x(), area.y()));
        int from = (int) ((area.width() + index * PIXELS) % PAGE_WIDTH);
        int before = Math.min(PIXELS, PAGE_WIDTH - from);
        steps.add(columns(from, before, area.right() - PIXELS));
        if (before < PIXELS) { // the page begins again
            steps.add(columns(0, PIXELS - before, area.right() - PIXELS + before));
        }
        return steps;
    }

    private Copy columns(int from, int count, int x) {
        return new Copy(page, new Area(from, 0, count, area.height()), x, area.y());
    }
}
