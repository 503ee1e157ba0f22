// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pixelflux.support.Picture;

/**
 * Strokes that look like letters. Fonts differ between machines, and with them what an encoder
 * makes of them.
 */
final class Glyphs {

    static final int COUNT = 64;
    static final int PAPER = 0xfcfcfa;
    static final int INK = 0x24282e;

    private static final int ANCHOR_COLUMNS = 3;
    private static final int ANCHOR_ROWS = 4;

    private final int width;
    private final int height;
    private final List<Path2D> shapes = new ArrayList<>();
    private final Map<Look, Picture> drawn = new HashMap<>();

    private record Look(int glyph, int rgb) {}

    /** In cells of that size. */
    Glyphs(Random random, int width, int height) {
        this.width = width;
        this.height = height;
        for (int i = 0; i < COUNT; i++) {
            shapes.add(shape(random));
        }
    }

    private Path2D shape(Random random) {
        Path2D path = new Path2D.Double();
        int strokes = 2 + random.nextInt(2);
        for (int i = 0; i < strokes; i++) {
            path.moveTo(column(random), row(random));
            path.quadTo(column(random), row(random), column(random), row(random));
        }
        return path;
    }

    private double column(Random random) {
        return width * (0.2 + 0.6 * random.nextInt(ANCHOR_COLUMNS) / (ANCHOR_COLUMNS - 1));
    }

    private double row(Random random) {
        return height * (0.2 + 0.6 * random.nextInt(ANCHOR_ROWS) / (ANCHOR_ROWS - 1));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A glyph in that colour on paper. */
    Picture cell(int glyph, int rgb) {
        return drawn.computeIfAbsent(new Look(glyph, rgb), this::draw);
    }

    private Picture draw(Look look) {
        BufferedImage cell = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = cell.createGraphics();
        graphics.setColor(new Color(PAPER));
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(width / 8f + 0.4f));
        graphics.setColor(new Color(look.rgb()));
        graphics.draw(shapes.get(look.glyph()));
        graphics.dispose();
        return Picture.of(cell);
    }
}
