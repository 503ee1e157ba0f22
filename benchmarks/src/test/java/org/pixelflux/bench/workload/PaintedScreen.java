// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Background;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;
import org.pixelflux.support.X11Paint.Window;

/** Carries out steps as a server does. */
final class PaintedScreen {

    private final List<Picture> kept;
    private final Picture screen;
    private final Map<Integer, Window> windows = new HashMap<>();
    private Picture background;

    PaintedScreen(Stage stage) {
        kept = stage.pictures();
        screen = new Picture(stage.width(), stage.height());
        background = new Picture(stage.width(), stage.height());
        paint(List.of(stage.desktop(screen.area())));
    }

    /** Fails if a copy leaves the picture that it is taken from, or something leaves the screen. */
    void paint(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Copy copy) {
                Picture source = copy.from() == X11Paint.SCREEN ? screen : kept.get(copy.from());
                put(source.crop(copy.part()), copy.x(), copy.y());
            } else if (step instanceof Background under) {
                background = kept.get(under.picture());
                put(background, 0, 0);
                windows.values().forEach(this::show);
            } else if (step instanceof Window window) {
                move(window);
            }
        }
    }

    private void move(Window window) {
        Window before = windows.put(window.picture(), window);
        if (before != null) {
            Picture picture = kept.get(window.picture());
            Area left = new Area(before.x(), before.y(), picture.width(), picture.height());
            put(background.crop(left), left.x(), left.y());
        }
        show(window);
    }

    private void show(Window window) {
        put(kept.get(window.picture()), window.x(), window.y());
    }

    private void put(Picture picture, int x, int y) {
        screen.draw(picture, x, y, picture.width(), picture.height());
    }

    Picture picture() {
        return screen.crop(screen.area());
    }
}
