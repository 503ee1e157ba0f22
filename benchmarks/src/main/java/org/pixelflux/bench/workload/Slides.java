// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Step;

/** Slides of text beside a photograph; each second the next one fills the screen. */
public final class Slides implements Workload {

    /** Different slides. */
    public static final int PICTURES = 6;

    private static final double RATE = 1;
    private static final int GLYPH_WIDTH = 24;
    private static final int GLYPH_HEIGHT = 40;

    private final Stage stage;
    private final List<Integer> slides = new ArrayList<>();

    Slides(Stage stage) {
        this.stage = stage;
        for (int slide = 0; slide < PICTURES; slide++) {
            slides.add(stage.keep(slide(stage, slide)));
        }
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
        return show((int) ((index + 1) % PICTURES));
    }

    private List<Step> show(int slide) {
        return List.of(stage.whole(slides.get(slide), 0, 0));
    }
}
