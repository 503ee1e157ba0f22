// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Background;
import org.pixelflux.support.X11Paint.Step;
import org.pixelflux.support.X11Paint.Window;

/**
 * A window of the X server that is dragged over a page of text, sixty steps a second. The server
 * moves it and shows again what it leaves, as it does for a window manager.
 */
final class MovedWindow implements Workload {

    private static final int LETTER = 8;
    private static final int LINE = 16;

    private final WindowPath path;
    private final int window;
    private final int page;

    MovedWindow(Stage stage) {
        path = new WindowPath(stage);
        window = stage.keep(path.picture(stage));
        page = stage.keep(page(stage));
    }

    private static Picture page(Stage stage) {
        Picture picture = new Picture(stage.width(), stage.height());
        picture.fill(picture.area(), Glyphs.PAPER);
        int lines = stage.height() / LINE;
        // Another text than the window's.
        Random random = new Random(stage.seed() + 2);
        Picture text = new TextLines(random, LETTER, LINE).page(stage.width(), lines);
        picture.draw(text, 0, 0, text.width(), text.height());
        return picture;
    }

    @Override
    public double rate() {
        return WindowPath.RATE;
    }

    @Override
    public int roundSeconds() {
        return path.roundSeconds();
    }

    @Override
    public List<Step> first() {
        return List.of(new Background(page), at(path.place(0)));
    }

    @Override
    public List<Step> paint(long index) {
        return List.of(at(path.place(index + 1)));
    }

    private Window at(Area place) {
        return new Window(window, place.x(), place.y());
    }
}
