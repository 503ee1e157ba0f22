// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Copy;

/** Text that goes up by a line thirty times a second, with a new line at the end. */
final class Scrolling implements Workload {

    static final double RATE = 30;

    private static final int LINE = 16;
    private static final int PAGE_LINES = 150;

    private final Area area;
    private final int page;

    Scrolling(Stage stage, Area wanted) {
        this.area = new Area(wanted.x(), wanted.y(), wanted.width(), wanted.height() / LINE * LINE);
        page = stage.keep(new TextLines(stage.random(), 8, LINE).page(area.width(), PAGE_LINES));
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Copy> first() {
        return List.of(
                new Copy(page, new Area(0, 0, area.width(), area.height()), area.x(), area.y()));
    }

    @Override
    public List<Copy> paint(long index) {
        Area rest = new Area(area.x(), area.y() + LINE, area.width(), area.height() - LINE);
        int line = (int) ((area.height() / LINE + index) % PAGE_LINES);
        return List.of(
                new Copy(X11Paint.SCREEN, rest, area.x(), area.y()),
                new Copy(
                        page,
                        new Area(0, line * LINE, area.width(), LINE),
                        area.x(),
                        area.bottom() - LINE));
    }
}
