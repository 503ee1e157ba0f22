// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/**
 * A share of the screen, in its middle and of its shape, that changes thirty times a second in
 * every pixel or nearly so, and by nothing that is only moved.
 */
public final class ChangedArea extends PicturesInTurn {

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

    /**
     * @param percent of the screen's pixels, 1 to 100
     */
    public ChangedArea(Stage stage, int percent, Content content) {
        this(stage, middle(stage, Math.sqrt(percent / 100.0)), content);
    }

    private ChangedArea(Stage stage, Area area, Content content) {
        super(stage, area, RATE, pictures(stage, area, content), true);
    }

    private static Area middle(Stage stage, double scale) {
        return stage.centered(
                (int) Math.round(stage.width() * scale), (int) Math.round(stage.height() * scale));
    }

    private static List<Picture> pictures(Stage stage, Area area, Content content) {
        return switch (content) {
            case FILM -> Video.film(stage, area);
            case PAGES ->
                    IntStream.range(0, Video.PICTURES)
                            .mapToObj(number -> page(stage, area, number))
                            .toList();
        };
    }

    private static Picture page(Stage stage, Area area, int number) {
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
}
