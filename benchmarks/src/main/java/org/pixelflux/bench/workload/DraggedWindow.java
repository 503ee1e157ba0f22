// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint.Step;

/**
 * A window that is dragged over the desktop, sixty steps a second, painted on the root window: it
 * moves as windows do, and no window of the server does.
 */
final class DraggedWindow implements Workload {

    private final Stage stage;
    private final WindowPath path;
    private final int window;

    DraggedWindow(Stage stage) {
        this.stage = stage;
        path = new WindowPath(stage);
        window = stage.keep(path.picture(stage));
    }

    @Override
    public double rate() {
        return WindowPath.RATE;
    }

    @Override
    public List<Step> first() {
        Area place = path.place(0);
        return List.of(stage.whole(window, place.x(), place.y()));
    }

    @Override
    public List<Step> paint(long index) {
        Area from = path.place(index);
        Area to = path.place(index + 1);
        List<Step> steps = new ArrayList<>();
        steps.add(stage.whole(window, to.x(), to.y()));
        for (Area uncovered : uncovered(from, to)) {
            steps.add(stage.desktop(uncovered));
        }
        return steps;
    }

    /** What a window of one size that moves by less than that size leaves. */
    static List<Area> uncovered(Area from, Area to) {
        List<Area> areas = new ArrayList<>();
        int down = to.y() - from.y();
        if (down != 0) {
            int y = down > 0 ? from.y() : to.bottom();
            areas.add(new Area(from.x(), y, from.width(), Math.abs(down)));
        }
        int right = to.x() - from.x();
        if (right != 0) {
            int x = right > 0 ? from.x() : to.right();
            int y = Math.max(from.y(), to.y());
            int height = from.height() - Math.abs(down);
            areas.add(new Area(x, y, Math.abs(right), height));
        }
        return areas;
    }
}
