// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture with known parts: flat colours that reach all four edges, gradients, text, and a part
 * like a photograph. The same for the same size.
 */
public final class TestChart {

    /** A part of one colour. */
    public record Patch(Area area, int rgb) {}

    private static final int[] COLORS = {
        0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF, 0x000000, 0x00FFFF, 0xFF00FF, 0xFFFF00,
        0x101010, 0x404040, 0x808080, 0xC0C0C0, 0xEFEFEF, 0x804020, 0x208040, 0x402080
    };
    private static final int EDGE = 0x3C78B4;

    private final Picture picture;
    private final List<Patch> patches = new ArrayList<>();
    private final Area photo;

    /** Draws the chart; at least 1200 pixels wide and 48 high. */
    public TestChart(int width, int height) {
        picture = new Picture(width, height);
        int top = height < 200 ? height : height / 3;
        int patchWidth = 52;
        for (int i = 0; i < COLORS.length; i++) {
            patch(new Area(i * patchWidth, 0, patchWidth, top), COLORS[i]);
        }
        int left = COLORS.length * patchWidth;
        int edge = 64;
        patch(new Area(width - edge, 0, edge, height), EDGE);
        if (height < 200) {
            int half = (width - edge - left) / 2;
            gradients(new Area(left, 0, half, height / 2));
            text(new Area(left, height / 2, half, height - height / 2));
            photo = new Area(left + half, 0, width - edge - left - half, height);
        } else {
            gradients(new Area(left, 0, width - edge - left, top));
            patch(new Area(0, height - edge, width - edge, edge), 0xB4783C);
            int middle = height - edge - top;
            text(new Area(0, top, width / 3, middle));
            photo = new Area(width / 3, top, width - edge - width / 3, middle);
        }
        photo(photo);
    }

    public Picture picture() {
        return picture;
    }

    public List<Patch> patches() {
        return patches;
    }

    /** The part like a photograph: smooth at several scales, coloured, without edges. */
    public Area photo() {
        return photo;
    }

    private void patch(Area area, int rgb) {
        picture.fill(area, rgb);
        patches.add(new Patch(area, rgb));
    }

    private void gradients(Area area) {
        for (int y = area.y(); y < area.bottom(); y++) {
            int band = (y - area.y()) * 4 / area.height();
            for (int x = area.x(); x < area.right(); x++) {
                int level = (x - area.x()) * 255 / Math.max(1, area.width() - 1);
                int[] rgb = {level << 16, level << 8, level, level * 0x010101};
                picture.set(x, y, rgb[band]);
            }
        }
    }

    private void text(Area area) {
        BufferedImage image =
                new BufferedImage(area.width(), area.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, area.width(), area.height());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 13));
        for (int y = 14; y < area.height(); y += 17) {
            graphics.drawString("The quick brown fox jumps over the lazy dog 0123456789", 4, y);
        }
        graphics.dispose();
        picture.draw(Picture.of(image), area.x(), area.y(), area.width(), area.height());
    }

    private void photo(Area area) {
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                int light =
                        (int)
                                (170 * noise(x, y, 0, 96)
                                        + 60 * noise(x, y, 1, 24)
                                        + 12 * noise(x, y, 2, 7));
                int red = light + (int) (40 * noise(x, y, 3, 128)) - 20;
                int blue = light + (int) (40 * noise(x, y, 4, 128)) - 20;
                picture.set(x, y, channel(red) << 16 | channel(light) << 8 | channel(blue));
            }
        }
    }

    private static int channel(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** Value noise in 0..1: random numbers on a grid, smoothly interpolated. */
    private static double noise(int x, int y, int layer, int cell) {
        int column = x / cell;
        int row = y / cell;
        double u = smooth((double) (x % cell) / cell);
        double v = smooth((double) (y % cell) / cell);
        double upper = mixed(random(column, row, layer), random(column + 1, row, layer), u);
        double lower = mixed(random(column, row + 1, layer), random(column + 1, row + 1, layer), u);
        return mixed(upper, lower, v);
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mixed(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double random(int column, int row, int layer) {
        long h =
                column * 0x9E3779B97F4A7C15L
                        + row * 0xC2B2AE3D27D4EB4FL
                        + layer * 0x165667B19E3779F9L;
        h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return ((h ^ h >>> 31) >>> 11) / (double) (1L << 53);
    }
}
