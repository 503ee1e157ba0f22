// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;

/**
 * A desktop on which nobody works; only the clock in its corner shows hours, minutes and seconds.
 */
final class Clock implements Workload {

    private static final double RATE = 1;
    private static final int GLYPH_WIDTH = 12;
    private static final int GLYPH_HEIGHT = 20;
    private static final int CELLS = 6;
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    /** Ten o'clock, at which all cells have a digit of their own soon. */
    private static final int START = 10 * HOUR;

    private final Stage stage;
    private final int digits;

    Clock(Stage stage) {
        this.stage = stage;
        Glyphs glyphs = new Glyphs(stage.random(), GLYPH_WIDTH, GLYPH_HEIGHT);
        Picture sheet = new Picture(10 * GLYPH_WIDTH, GLYPH_HEIGHT);
        for (int digit = 0; digit < 10; digit++) {
            Picture cell = glyphs.cell(digit, Glyphs.INK);
            sheet.draw(cell, digit * GLYPH_WIDTH, 0, GLYPH_WIDTH, GLYPH_HEIGHT);
        }
        digits = stage.keep(sheet);
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Step> first() {
        return show(START);
    }

    @Override
    public List<Step> paint(long index) {
        return show((int) ((START + index + 1) % DAY));
    }

    private List<Step> show(int second) {
        int[] parts = {second / HOUR, second / MINUTE % 60, second % 60};
        List<Step> steps = new ArrayList<>();
        for (int part = 0; part < parts.length; part++) {
            steps.add(digit(2 * part, parts[part] / 10));
            steps.add(digit(2 * part + 1, parts[part] % 10));
        }
        return steps;
    }

    private Copy digit(int cell, int digit) {
        return new Copy(
                digits,
                new Area(digit * GLYPH_WIDTH, 0, GLYPH_WIDTH, GLYPH_HEIGHT),
                stage.width() - (CELLS - cell) * GLYPH_WIDTH,
                stage.height() - GLYPH_HEIGHT);
    }
}
