// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.Random;
import org.pixelflux.support.Picture;

/** Lines that look like a program's text: indented, of words, some of them in colour. */
final class TextLines {

    private static final int[] COLORS = {
        Glyphs.INK, Glyphs.INK, Glyphs.INK, Glyphs.INK, 0x1f4e9c, 0x2e7d46, 0xa8322d
    };

    private final Glyphs glyphs;
    private final Random random;

    TextLines(Random random, int glyphWidth, int glyphHeight) {
        this.random = random;
        this.glyphs = new Glyphs(random, glyphWidth, glyphHeight);
    }

    /** That many lines, each as high as a glyph. */
    Picture page(int width, int lines) {
        Picture page = new Picture(width, lines * glyphs.height());
        page.fill(page.area(), Glyphs.PAPER);
        for (int line = 0; line < lines; line++) {
            write(page, line, width / glyphs.width());
        }
        return page;
    }

    private void write(Picture page, int line, int columns) {
        int end = columns * (20 + random.nextInt(75)) / 100;
        int column = 1 + 4 * random.nextInt(4);
        while (column < end) {
            int letters = 1 + random.nextInt(9);
            int color = COLORS[random.nextInt(COLORS.length)];
            for (int i = 0; i < letters && column < end; i++, column++) {
                Picture cell = glyphs.cell(random.nextInt(Glyphs.COUNT), color);
                page.draw(
                        cell,
                        column * glyphs.width(),
                        line * glyphs.height(),
                        glyphs.width(),
                        glyphs.height());
            }
            column++;
        }
    }
}
