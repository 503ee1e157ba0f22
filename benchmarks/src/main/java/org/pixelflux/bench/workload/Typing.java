// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;

/** A glyph after the other on a sheet of paper, line below line, ten a second. */
final class Typing implements Workload {

    static final double RATE = 10;

    private static final int GLYPH_WIDTH = 12;
    private static final int GLYPH_HEIGHT = 20;
    private static final int MARGIN = 20;

    private final Stage stage;
    private final Area paperArea;
    private final int paper;
    private final int letters;
    private final int columns;
    private final int lines;

    Typing(Stage stage, Area area) {
        this.stage = stage;
        this.paperArea = area;
        Picture blank = new Picture(area.width(), area.height());
        blank.fill(blank.area(), Glyphs.PAPER);
        paper = stage.keep(blank);
        letters = stage.keep(alphabet(stage.random()));
        columns = (area.width() - 2 * MARGIN) / GLYPH_WIDTH;
        lines = (area.height() - 2 * MARGIN) / GLYPH_HEIGHT;
    }

    private static Picture alphabet(Random random) {
        Glyphs glyphs = new Glyphs(random, GLYPH_WIDTH, GLYPH_HEIGHT);
        Picture sheet = new Picture(Glyphs.COUNT * GLYPH_WIDTH, GLYPH_HEIGHT);
        for (int i = 0; i < Glyphs.COUNT; i++) {
            Picture cell = glyphs.cell(i, Glyphs.INK);
            sheet.draw(cell, i * GLYPH_WIDTH, 0, GLYPH_WIDTH, GLYPH_HEIGHT);
        }
        return sheet;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Step> first() {
        return List.of(stage.whole(paper, paperArea.x(), paperArea.y()));
    }

    @Override
    public List<Step> paint(long index) {
        int column = (int) (index % columns);
        int line = (int) (index / columns % lines);
        int letter = new Random(stage.seed() ^ index * 0x9E3779B97F4A7C15L).nextInt(Glyphs.COUNT);
        return List.of(
                new Copy(
                        letters,
                        new Area(letter * GLYPH_WIDTH, 0, GLYPH_WIDTH, GLYPH_HEIGHT),
                        paperArea.x() + MARGIN + column * GLYPH_WIDTH,
                        paperArea.y() + MARGIN + line * GLYPH_HEIGHT));
    }
}
