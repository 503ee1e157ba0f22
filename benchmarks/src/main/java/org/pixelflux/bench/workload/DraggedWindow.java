// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Copy;

/** A window that is dragged over the desktop, sixty steps a second, as a server moves windows. */
final class DraggedWindow implements Workload {

    private static final double RATE = 60;
    private static final int STEP_X = 8;
    private static final int STEP_Y = 5;
    private static final int TITLE = 24;
    private static final int BORDER = 4;
    private static final int TEXT_LINE = 16;

    private final Stage stage;
    private final int window;
    private final Area size;
    private final int startX;
    private final int startY;

    DraggedWindow(Stage stage) {
        this.stage = stage;
        size = new Area(0, 0, Math.min(640, stage.width()), Math.min(480, stage.height()));
        window = stage.keep(window(stage, size));
        Random random = stage.random();
        startX = random.nextInt(Math.max(1, stage.width() - size.width()));
        startY = random.nextInt(Math.max(1, stage.height() - size.height()));
    }

    /** A title bar, text on the left, a photograph on the right. */
    private static Picture window(Stage stage, Area size) {
        Picture picture = new Picture(size.width(), size.height());
        picture.fill(size, 0x9aa0a8);
        picture.fill(new Area(0, 0, size.width(), TITLE), 0x35506e);
        int contentHeight = (size.height() - TITLE - BORDER) / TEXT_LINE * TEXT_LINE;
        int half = size.width() / 2 - BORDER;
        Picture text =
                new TextLines(stage.random(), 8, TEXT_LINE).page(half, contentHeight / TEXT_LINE);
        picture.draw(text, BORDER, TITLE, half, contentHeight);
        Picture photograph = new Scenery(stage.seed() + 1, half, contentHeight).at(0);
        picture.draw(photograph, BORDER + half, TITLE, half, contentHeight);
        return picture;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Copy> first() {
        return List.of(stage.whole(window, startX, startY));
    }

    @Override
    public List<Copy> paint(long index) {
        Area from = place(index);
        Area to = place(index + 1);
        List<Copy> copies = new ArrayList<>();
        copies.add(stage.whole(window, to.x(), to.y()));
        for (Area uncovered : uncovered(from, to)) {
            copies.add(stage.desktop(uncovered));
        }
        return copies;
    }

    private Area place(long step) {
        return new Area(
                bounce(startX + STEP_X * step, stage.width() - size.width()),
                bounce(startY + STEP_Y * step, stage.height() - size.height()),
                size.width(),
                size.height());
    }

    /** Where something is that runs to and fro between 0 and {@code end}. */
    private static int bounce(long way, int end) {
        if (end == 0) {
            return 0;
        }
        int place = (int) (way % (2L * end));
        return place <= end ? place : 2 * end - place;
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
