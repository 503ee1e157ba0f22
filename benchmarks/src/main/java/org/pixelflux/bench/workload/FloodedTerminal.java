// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;

/**
 * A terminal that is written to faster than anybody reads: sixty times a second it shows what comes
 * almost a page later, so that hardly a line was there before.
 */
final class FloodedTerminal implements Workload {

    private static final double RATE = 60;
    private static final int LINE = 16;
    private static final int PAGE_LINES = 157;
    private static final int PAGE_HEIGHT = PAGE_LINES * LINE;

    /** Lines of the page before that are still there. */
    private static final int LEFT = 3;

    private final Area area;
    private final int lines;
    private final int page;

    FloodedTerminal(Stage stage, Area wanted) {
        lines = wanted.height() / LINE;
        area = new Area(wanted.x(), wanted.y(), wanted.width(), lines * LINE);
        page = stage.keep(new TextLines(stage.random(), 8, LINE).page(area.width(), PAGE_LINES));
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Step> first() {
        return from(0);
    }

    @Override
    public List<Step> paint(long index) {
        return from((index + 1) * Math.max(1, lines - LEFT) % PAGE_LINES);
    }

    private List<Step> from(long line) {
        int top = (int) line * LINE;
        int above = Math.min(area.height(), PAGE_HEIGHT - top);
        List<Step> steps = new ArrayList<>();
        steps.add(rows(top, above, area.y()));
        if (above < area.height()) { // the page begins again
            steps.add(rows(0, area.height() - above, area.y() + above));
        }
        return steps;
    }

    private Copy rows(int top, int count, int y) {
        return new Copy(page, new Area(0, top, area.width(), count), area.x(), y);
    }
}
