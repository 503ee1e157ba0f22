// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Step;

/**
 * A share of the screen, in its middle and of its shape, that changes thirty times a second in
 * every pixel or nearly so, and by nothing that is only moved.
 */
public final class ChangedArea implements Workload {

    /** What is in it. */
    public enum Content {
        /** A film. */
        FILM,
        /** Pages of text, on light and on dark paper in turn. */
        PAGES
    }

    /** Changes a second. */
    public static final double RATE = Video.RATE;

    private static final int LETTER = 8;
    private static final int LINE = 16;

    private final Stage stage;
    private final Area area;
    private final List<Integer> pictures = new ArrayList<>();

    /**
     * @param percent of the screen's pixels, 1 to 100
     */
    public ChangedArea(Stage stage, int percent, Content content) {
        this.stage = stage;
        double scale = Math.sqrt(percent / 100.0);
        area =
                stage.centered(
                        (int) Math.round(stage.width() * scale),
                        (int) Math.round(stage.height() * scale));
        Scenery film = new Scenery(stage.seed(), area.width(), area.height());
        for (int i = 0; i < Video.PICTURES; i++) {
            pictures.add(stage.keep(content == Content.FILM ? film.at(i) : page(i)));
        }
    }

    private Picture page(int number) {
        Picture page = new Picture(area.width(), area.height());
        page.fill(page.area(), Glyphs.PAPER);
        int lines = area.height() / LINE;
        Random random = new Random(stage.seed() + number);
        Picture text = new TextLines(random, LETTER, LINE).page(area.width(), lines);
        page.draw(text, 0, 0, text.width(), text.height());
        return number % 2 == 0 ? page : inverted(page);
    }

    private static Picture inverted(Picture page) {
        Picture inverted = new Picture(page.width(), page.height());
        for (int y = 0; y < page.height(); y++) {
            for (int x = 0; x < page.width(); x++) {
                inverted.set(x, y, 0xFFFFFF - page.get(x, y));
            }
        }
        return inverted;
    }

    /** The pictures that are shown. */
    public List<Picture> pictures() {
        return pictures.stream().map(stage.pictures()::get).toList();
    }

    /** What changes. */
    public Area area() {
        return area;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Step> first() {
        return show(0);
    }

    @Override
    public List<Step> paint(long index) {
        return show(index + 1);
    }

    private List<Step> show(long index) {
        int last = pictures.size() - 1;
        int place = (int) (index % (2L * last));
        int picture = pictures.get(place <= last ? place : 2 * last - place);
        return List.of(stage.whole(picture, area.x(), area.y()));
    }
}
