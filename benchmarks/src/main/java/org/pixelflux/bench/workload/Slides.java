// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/** Slides of text beside a photograph; each second the next one fills the screen. */
public final class Slides extends PicturesInTurn {

    /** Different slides. */
    public static final int PICTURES = 6;

    private static final double RATE = 1;
    private static final int GLYPH_WIDTH = 24;
    private static final int GLYPH_HEIGHT = 40;

    Slides(Stage stage) {
        super(stage, new Area(0, 0, stage.width(), stage.height()), RATE, slides(stage), false);
    }

    private static List<Picture> slides(Stage stage) {
        return IntStream.range(0, PICTURES).mapToObj(number -> slide(stage, number)).toList();
    }

    private static Picture slide(Stage stage, int number) {
        Picture slide = new Picture(stage.width(), stage.height());
        slide.fill(slide.area(), Glyphs.PAPER);
        int left = stage.width() / 2;
        Random random = new Random(stage.seed() * PICTURES + number);
        Picture text =
                new TextLines(random, GLYPH_WIDTH, GLYPH_HEIGHT)
                        .page(left, stage.height() * 3 / 4 / GLYPH_HEIGHT);
        slide.draw(text, 0, stage.height() / 8, text.width(), text.height());
        Area place = new Area(left, stage.height() / 4, stage.width() * 3 / 7, stage.height() / 2);
        Picture photo = Photo.of(stage.seed() + number, place.width(), place.height());
        slide.draw(photo, place.x(), place.y(), place.width(), place.height());
        return slide;
    }
}
