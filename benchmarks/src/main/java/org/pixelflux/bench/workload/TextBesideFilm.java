// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.stream.Stream;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint.Step;

/** Text that scrolls by a line on the left while a film of 640x360 runs on the right. */
final class TextBesideFilm implements Workload {

    private static final int GAP = 24;

    private final Scrolling text;
    private final Video film;

    TextBesideFilm(Stage stage) {
        int filmWidth = Math.min(640, stage.width() / 3);
        int filmHeight = filmWidth * 9 / 16;
        int textWidth = Math.min(1200, stage.width() - filmWidth - 3 * GAP);
        int textHeight = Math.min(800, stage.height());
        int left = (stage.width() - textWidth - GAP - filmWidth) / 2;
        int textTop = (stage.height() - textHeight) / 2;
        int filmTop = (stage.height() - filmHeight) / 2;
        text = new Scrolling(stage, new Area(left, textTop, textWidth, textHeight));
        film = new Video(stage, new Area(left + textWidth + GAP, filmTop, filmWidth, filmHeight));
    }

    @Override
    public double rate() {
        return Video.RATE;
    }

    @Override
    public List<Step> first() {
        return both(text.first(), film.first());
    }

    @Override
    public List<Step> paint(long index) {
        return both(text.paint(index), film.paint(index));
    }

    private static List<Step> both(List<Step> text, List<Step> film) {
        return Stream.concat(text.stream(), film.stream()).toList();
    }
}
