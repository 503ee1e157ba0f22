// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.X11Paint.Copy;

/** Carries out copies as a server does. */
final class PaintedScreen {

    private final List<Picture> kept;
    private final Picture screen;

    PaintedScreen(Stage stage) {
        kept = stage.pictures();
        screen = new Picture(stage.width(), stage.height());
        paint(List.of(stage.desktop(screen.area())));
    }

    /** Fails if a copy leaves the picture that it is taken from, or the screen. */
    void paint(List<Copy> copies) {
        for (Copy copy : copies) {
            Picture source = copy.from() == X11Paint.SCREEN ? screen : kept.get(copy.from());
            Area part = copy.part();
            screen.draw(source.crop(part), copy.x(), copy.y(), part.width(), part.height());
        }
    }

    Picture picture() {
        return screen.crop(screen.area());
    }
}
